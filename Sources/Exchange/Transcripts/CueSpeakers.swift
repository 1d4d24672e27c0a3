import Fieldwork

/// Finds speakers that are written into the words of cues: `Name: words`, as Zoom and Whisper
/// tools do.
enum CueSpeakers {
  /// The payload of a cue before its markup is taken out.
  struct Raw {
    var payload: [UInt8]
    var time: RecordingTime?
  }

  /// The cues with their speakers.
  ///
  /// A voice tag wins. A label before a colon counts by the rule of all transcripts (a role
  /// word, two occurrences, or a name given by the caller); the cues behind it that have no label
  /// go on with the same speaker.
  static func cues(_ raws: [Raw], speakers: [String]) -> [Cue] {
    let tagged = raws.map { CueTags.pieces($0.payload) }
    let hasVoices = tagged.contains { $0.contains { $0.voice != nil } }
    if hasVoices {
      return zip(raws, tagged).flatMap { raw, pieces in
        pieces.compactMap { piece in
          let words = CueTags.oneLine(piece.words)
          return words.isEmpty ? nil : Cue(speaker: piece.voice, words: words, time: raw.time)
        }
      }
    }
    let lines = tagged.map { pieces in
      pieces.flatMap(\.words).split(separator: 0x0A).map { Array($0) }
    }
    var census = SpeakerCensus(named: speakers)
    for line in lines.joined() {
      if let (name, _) = label(line) { census.count(name, .colon, startsParagraph: true) }
    }
    census.decide()
    var cues: [Cue] = []
    var current: String?
    for (raw, lines) in zip(raws, lines) {
      for (position, line) in lines.enumerated() {
        var words = line
        var continues = position > 0
        if let (name, start) = label(line), census.isSpeaker(name, .colon) {
          current = name
          words = Array(line[start...])
          continues = false
        }
        let plain = CueTags.oneLine(words)
        if plain.isEmpty { continue }
        if continues, let last = cues.indices.last, cues[last].time == raw.time {
          cues[last].words = CueJoiner.joined(cues[last].words, plain)
        } else {
          cues.append(Cue(speaker: current, words: plain, time: raw.time))
        }
      }
    }
    return cues
  }

  private static func label(_ line: [UInt8]) -> (name: String, wordsStart: Int)? {
    guard let label = LabelLine.read(line, 0, line.count), label.shape == .colon else {
      return nil
    }
    return (line.text(label.label), label.wordsStart)
  }
}
