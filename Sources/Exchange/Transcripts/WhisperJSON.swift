import Fieldwork
import Foundation

/// Reads the JSON that Whisper and its relatives write: OpenAI Whisper and faster-whisper
/// (`segments` with `start`, `end`, `text`), WhisperX (with `speaker`, or `words` that have one),
/// a bare list of segments, and whisper.cpp (`transcription` with `offsets` in milliseconds).
enum WhisperJSON {
  /// The cues of a file and its language, or `nil` when the JSON is of another kind.
  ///
  /// - Throws: `TranscriptFailure.nul` where `\u0000` stands in anything that is read.
  static func read(_ text: String) throws -> (cues: [Cue], language: String?)? {
    let decoder = JSONDecoder()
    let data = Data(text.utf8)
    if let file = try? decoder.decode(File.self, from: data),
      let segments = file.segments ?? file.transcription
    {
      let language = file.language ?? file.result?.language
      if let language, NULCharacter.stands(in: language) {
        throw TranscriptFailure.nul(place: "language")
      }
      return (try cues(of: segments), language)
    }
    if let segments = try? decoder.decode([Segment].self, from: data), !segments.isEmpty {
      return (try cues(of: segments), nil)
    }
    return nil
  }

  private static func cues(of segments: [Segment]) throws -> [Cue] {
    for (index, segment) in segments.enumerated()
    where segment.texts.contains(where: NULCharacter.stands) {
      throw TranscriptFailure.nul(place: "segment \(index + 1)")
    }
    return segments.flatMap(\.cues)
  }

  private struct File: Decodable {
    var segments: [Segment]?
    var transcription: [Segment]?
    var language: String?
    var result: Result?
  }
  private struct Result: Decodable { var language: String? }
  private struct Offsets: Decodable {
    var from: Double
    var to: Double?
  }

  private struct Word: Decodable {
    var word: String?
    var text: String?
    var start: Double?
    var end: Double?
    var speaker: String?
  }

  private struct Segment: Decodable {
    var start: Double?
    var end: Double?
    var text: String
    var speaker: String?
    var words: [Word]?
    var offsets: Offsets?

    enum CodingKeys: String, CodingKey { case start, end, text, speaker, words, offsets }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      text = try fields.decode(String.self, forKey: .text)
      start = try fields.decodeIfPresent(Double.self, forKey: .start)
      end = try fields.decodeIfPresent(Double.self, forKey: .end)
      offsets = try? fields.decodeIfPresent(Offsets.self, forKey: .offsets)
      words = try? fields.decodeIfPresent([Word].self, forKey: .words)
      if let name = try? fields.decodeIfPresent(String.self, forKey: .speaker) {
        speaker = name.trimmed.isEmpty ? nil : name.trimmed
      } else if let number = try? fields.decodeIfPresent(Int.self, forKey: .speaker) {
        speaker = "SPEAKER_" + (number < 10 ? "0" : "") + String(number)
      }
    }

    /// Everything in the segment that is words or a name.
    var texts: [String] {
      [text, speaker].compactMap(\.self)
        + (words ?? []).flatMap { [$0.word, $0.text, $0.speaker].compactMap(\.self) }
    }

    /// The segment as one cue, or as one per speaker where only its words have speakers.
    var cues: [Cue] {
      let plain = CueTags.oneLine(Array(LineEnds.text(of: Array(text.utf8)).utf8))
      let whole = Cue(speaker: speaker, words: plain, time: time)
      guard speaker == nil, let words, words.contains(where: { $0.speaker != nil }) else {
        return plain.isEmpty ? [] : [whole]
      }
      var cues: [Cue] = []
      for word in words {
        let text = CueTags.oneLine(Array((word.word ?? word.text ?? "").utf8))
        if text.isEmpty { continue }
        // Words that were not aligned have no speaker: they go with the word before.
        let speaker = word.speaker ?? cues.last?.speaker
        if let last = cues.indices.last, cues[last].speaker == speaker {
          cues[last].words = CueJoiner.joined(cues[last].words, text)
          if let end = milliseconds(word.end) { cues[last].time?.end = end }
        } else {
          let start = milliseconds(word.start) ?? time?.start
          cues.append(
            Cue(
              speaker: speaker, words: text,
              time: start.map { RecordingTime(start: $0, end: milliseconds(word.end)) }))
        }
      }
      if cues.count > 1, cues[0].speaker == nil { cues[0].speaker = cues[1].speaker }
      // One speaker throughout: the segment's own spelling is better than joined words.
      if cues.count == 1 { return [Cue(speaker: cues[0].speaker, words: plain, time: time)] }
      return cues
    }

    private var time: RecordingTime? {
      if let offsets, start == nil {
        return milliseconds(offsets.from / 1000).map {
          RecordingTime(start: $0, end: milliseconds(offsets.to.map { $0 / 1000 }))
        }
      }
      guard let first = milliseconds(start) else { return nil }
      let last = milliseconds(end)
      return RecordingTime(start: first, end: last.map { max($0, first) })
    }

    private func milliseconds(_ seconds: Double?) -> Int64? {
      guard let seconds, seconds.isFinite, seconds >= 0, seconds < 1e9 else { return nil }
      return Int64((seconds * 1000).rounded())
    }
  }
}
