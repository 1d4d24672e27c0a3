import Fieldwork

/// A stretch of a subtitle file or a machine transcript: words of at most one speaker.
struct Cue: Sendable {
  /// Who speaks, where the file says so.
  var speaker: String?
  /// The words on one line, without blanks at the ends.
  var words: String
  /// When, where the file says so in a readable way.
  var time: RecordingTime?
}

/// Joins cues into the text and turns of a transcript.
enum CueJoiner {
  /// The text as paragraphs `Name: words` with a blank line between them, and its turns.
  ///
  /// Consecutive cues of one speaker become one turn, from the start of the first to the end of
  /// the last. Where no cue names a speaker each is a turn of its own, so that its time is kept.
  static func join(_ cues: [Cue]) -> (text: String, turns: [TurnDraft]) {
    let anonymous = cues.allSatisfy { $0.speaker == nil }
    var text: [UInt8] = []
    var scalars: Int32 = 0
    var turns: [TurnDraft] = []
    var index = 0
    func add(_ words: String) {
      text += Array(words.utf8)
      scalars += Int32(words.unicodeScalars.count)
    }
    while index < cues.count {
      let speaker = cues[index].speaker
      var words = cues[index].words
      var time = cues[index].time
      index += 1
      while !anonymous, index < cues.count, cues[index].speaker == speaker {
        words = joined(words, cues[index].words)
        time = span(time, cues[index].time)
        index += 1
      }
      if words.isEmpty { continue }
      if !text.isEmpty { add("\n\n") }
      if let speaker { add(speaker + ": ") }
      let start = scalars
      add(words)
      guard let span = Span(start: start, end: scalars) else { continue }
      let role = speaker.flatMap { RoleWord.find($0)?.role } ?? .unknown
      turns.append(TurnDraft(speaker: speaker, role: role, span: span, time: time))
    }
    if !text.isEmpty { add("\n") }
    return (String(decoding: text, as: UTF8.self), turns)
  }

  /// Two pieces of speech as one: a blank between them, none where Chinese meets Chinese.
  static func joined(_ first: String, _ second: String) -> String {
    guard let a = first.unicodeScalars.last, let b = second.unicodeScalars.first else {
      return first + second
    }
    return a.isUnspaced && b.isUnspaced ? first + second : first + " " + second
  }

  private static func span(_ first: RecordingTime?, _ second: RecordingTime?) -> RecordingTime? {
    guard let first, let second else { return first ?? second }
    let end = max(first.end ?? first.start, second.end ?? second.start)
    return RecordingTime(start: min(first.start, second.start), end: end)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar belongs to writing without blanks: Han, kana, and their punctuation.
  fileprivate var isUnspaced: Bool {
    switch value {
    case 0x3001...0x303F, 0x3040...0x30FF, 0xFF01...0xFF60, 0x2018...0x201D, 0x2026: true
    default: isHan
    }
  }
}
