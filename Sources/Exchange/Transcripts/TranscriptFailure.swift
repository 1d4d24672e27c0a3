public import Fieldwork

/// Why a file gives no transcript.
public enum TranscriptFailure: ProblemReporting, Hashable {
  /// The format is none of those that are read; the kind of file is named.
  case unknownFormat(String)
  /// The file is named like a table.
  case table
  /// The JSON is no machine transcript.
  case notATranscript
  /// The front matter is not YAML; the line is that of the file, where it is known.
  case frontMatter(line: Int?, reason: String)
  /// The front matter is YAML, but not of a kind that is read.
  case frontMatterRefused(reason: String, hint: String?)
  /// A NUL character stands in this part of the file.
  case nul(place: String)
  /// The file holds no words.
  case noWords

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .unknownFormat(let kind):
      Problem(
        .data, "transcripts are not read from \(kind)",
        hint: "save it as plain text (UTF-8), .docx, .odt, .md, .vtt, .srt or Whisper JSON")
    case .table:
      Problem(
        .data, "a table is no transcript",
        hint: "'emic import codings', 'emic survey import' and 'emic cases import' read tables; "
          + "a transcript that is only named so wants the ending .txt")
    case .notATranscript:
      Problem(
        .data, "the JSON holds no 'segments' with 'text'",
        hint: "give the JSON that Whisper or WhisperX wrote")
    case .frontMatter(let line, let reason):
      Problem(
        .data,
        "the front matter is not valid YAML" + (line.map { " in line \($0)" } ?? "")
          + ": \(reason)",
        hint: "correct it, or put the value in quotes")
    case .frontMatterRefused(let reason, let hint):
      Problem(.data, "the front matter cannot be used: \(reason)", hint: hint)
    case .nul(let place): NULCharacter.problem(at: place)
    case .noWords:
      Problem(.data, "the file holds no words", hint: "was it saved before it was copied?")
    }
  }
}
