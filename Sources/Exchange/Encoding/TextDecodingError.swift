public import Fieldwork

/// Why the bytes of a file are no text.
public enum TextDecodingError: ProblemReporting, Hashable {
  /// The bytes are of another kind, such as `a PDF document`.
  case binary(String)
  /// Nobody knows an encoding of that name.
  case unknownEncoding(String)
  /// The declared encoding cannot have produced these bytes.
  case notInEncoding(String)
  /// No encoding fits.
  case undecodable

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .binary(let kind):
      Problem(
        .data, "this is \(kind)", hint: "save it as text in UTF-8: a table or a survey as CSV")
    case .unknownEncoding(let name):
      Problem(
        .usage, "no encoding is called '\(name)'",
        hint: "known are \(TextEncoding.allCases.map(\.name).joined(separator: ", "))")
    case .notInEncoding(let name):
      Problem(
        .data, "the bytes are not \(name)", hint: "leave the encoding out to have it found")
    case .undecodable:
      Problem(.data, "the encoding cannot be told", hint: "name it, or save the file as UTF-8")
    }
  }
}
