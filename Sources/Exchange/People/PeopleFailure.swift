public import Fieldwork

/// Why a row of a list of people, cases or sites cannot be used.
public enum PeopleFailure: ProblemReporting, Hashable {
  /// The row has no id.
  case noID(file: String, line: Int, column: String)
  /// Two rows have the same id.
  case twice(file: String, what: String, id: String, lines: [Int])
  /// The role is none that is known.
  case badRole(file: String, line: Int, role: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .noID(let file, let line, let column):
      Problem(
        .data, "the row has no \(column)", place: "\(file), line \(line)", hint: "give it an id")
    case .twice(let file, let what, let id, let lines):
      Problem(
        .data, "the \(what) '\(id)' stands in the file twice",
        place: "\(file), lines \(lines.map(String.init).joined(separator: " and "))",
        hint: "remove or rename one of them")
    case .badRole(let file, let line, let role):
      Problem(
        .data, "the role cannot be '\(role)'", place: "\(file), line \(line)",
        hint: "write \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }
}
