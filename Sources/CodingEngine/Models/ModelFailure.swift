public import Fieldwork

/// Why a model cannot be fitted to a survey.
public enum ModelFailure: ProblemReporting, Hashable {
  /// A variable of the formula is not in the survey.
  case unknownVariable(name: String, nearest: [String], pointer: QueryPointer)
  /// A variable cannot be used so.
  case unusable(what: String, hint: String, pointer: QueryPointer)
  /// A computed number is infinite or none for a record.
  case notFinite(term: String, record: String, values: String, pointer: QueryPointer)
  /// The outcome does not suit the family.
  case outcome(what: String, hint: String)
  /// No record has a value for every variable.
  case nobody(left: [String])
  /// The model cannot be computed; the facts are those of the statistics.
  case cannotFit(String)
  /// A rule about few cases forbids the model.
  case refused(rules: [String])
  /// A record is not there.
  case noRecord(name: String, reason: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .unknownVariable(let name, let nearest, let pointer):
      return Problem(
        .data, "no variable is called '\(name)'", place: "formula, column \(pointer.column)",
        hint: (nearest.isEmpty
          ? "names are written as in the file" : "did you mean \(nearest.joined(separator: ", "))?")
          + "\n" + pointer.lines)
    case .unusable(let what, let hint, let pointer):
      return Problem(
        .data, what, place: "formula, column \(pointer.column)", hint: hint + "\n" + pointer.lines)
    case .notFinite(let term, let record, let values, let pointer):
      return Problem(
        .data, "\(term) is no finite number for \(record) (\(values))",
        place: "formula, column \(pointer.column)",
        hint: "log(x + 1) takes 0, too; or leave such records out with --where\n" + pointer.lines)
    case .outcome(let what, let hint): return Problem(.data, what, hint: hint)
    case .nobody(let left):
      return Problem(
        .data, "no record has a value for every variable of the formula",
        hint: left.isEmpty
          ? "no record is left; change --where" : "missing: \(left.joined(separator: "; "))")
    case .cannotFit(let what):
      return Problem(.data, "the model cannot be fitted: \(what)", hint: "take other terms")
    case .refused(let rules):
      return Problem(
        .data, rules.joined(separator: "; "),
        hint: "read the cases one by one; --force computes it and stamps the output")
    case .noRecord(let name, let reason):
      return Problem(.data, "\(name) has no prediction: \(reason)")
    }
  }
}
