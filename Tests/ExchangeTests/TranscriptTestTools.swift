import Fieldwork
import Foundation
import Testing

@testable import Exchange

/// A turn as a reader sees it: who, what for, which words.
struct SeenTurn: Hashable, CustomStringConvertible {
  var speaker: String?
  var role: Role
  var words: String

  init(_ speaker: String?, _ role: Role, _ words: String) {
    self.speaker = speaker
    self.role = role
    self.words = words
  }

  var description: String { "\(speaker ?? "-")/\(role): \(words)" }
}

/// Reads a text as a file of that name.
func readTranscript(
  _ text: String, name: String = "T.txt", speakers: [String] = []
) throws -> TranscriptDraft {
  let draft = try TranscriptReader.read(
    name: name, bytes: Array(text.utf8), options: TranscriptReadingOptions(speakers: speakers))
  expectSound(draft)
  return draft
}

/// The turns of a draft with their words.
func seen(_ draft: TranscriptDraft) -> [SeenTurn] {
  let buffer = TextBuffer(draft.text)
  return draft.turns.map { SeenTurn($0.speaker, $0.role, buffer.words(in: $0.span)) }
}

/// What holds for every draft: turns in order, apart, inside the text, without blanks at the
/// ends; the text without carriage returns and byte order mark.
func expectSound(_ draft: TranscriptDraft, _ location: SourceLocation = #_sourceLocation) {
  let buffer = TextBuffer(draft.text)
  var last: Int32 = 0
  for turn in draft.turns {
    #expect(turn.span.start >= last, "turns overlap", sourceLocation: location)
    #expect(buffer.holds(turn.span), "a turn ends outside the text", sourceLocation: location)
    last = turn.span.end
    let words = buffer.words(in: turn.span)
    #expect(words == words.trimmed, "blanks at the end", sourceLocation: location)
    #expect(turn.speaker?.isEmpty != true, sourceLocation: location)
    if let time = turn.time {
      #expect(time.start >= 0, sourceLocation: location)
      #expect((time.end ?? time.start) >= time.start, sourceLocation: location)
    }
  }
  #expect(!draft.text.utf8.contains(0x0D), sourceLocation: location)
  #expect(draft.text.unicodeScalars.first != "\u{FEFF}", sourceLocation: location)
}
