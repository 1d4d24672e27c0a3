public import Fieldwork

/// Why a row of a list of relations, topics or figures cannot be used.
public enum NoteRowFailure: ProblemReporting, Hashable {
  /// A cell is empty that the row needs.
  case emptyCell(file: String, line: Int, column: String)
  /// Two rows have the same id.
  case twice(file: String, what: String, id: String, lines: [Int])
  /// A value is none of those that are allowed.
  case badValue(file: String, line: Int, column: String, value: String, allowed: String)
  /// A relation leads from a code to itself.
  case toItself(file: String, line: Int, code: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .emptyCell(let file, let line, let column):
      Problem(
        .data, "the row has no \(column)", place: "\(file), line \(line)",
        hint: "fill the cell or remove the row")
    case .twice(let file, let what, let id, let lines):
      Problem(
        .data, "the \(what) '\(id)' stands in the file twice",
        place: "\(file), lines \(lines.map(String.init).joined(separator: " and "))",
        hint: "remove or rename one of them")
    case .badValue(let file, let line, let column, let value, let allowed):
      Problem(
        .data, "the \(column) cannot be '\(value)'", place: "\(file), line \(line)",
        hint: "write \(allowed)")
    case .toItself(let file, let line, let code):
      Problem(
        .data, "the relation leads from '\(code)' to itself", place: "\(file), line \(line)",
        hint: "name two codes")
    }
  }
}
