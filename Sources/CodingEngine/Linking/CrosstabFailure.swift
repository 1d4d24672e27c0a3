public import Fieldwork

/// Why a variable cannot be set against a code.
public enum CrosstabFailure: ProblemReporting, Hashable {
  /// A number with many values and no labels has no groups of its own.
  case manyNumbers(variable: String, values: Int)
  /// Words, dates and several answers at once are no groups.
  case noGroups(variable: String, kind: Variable.Kind)
  /// Only a number can be split at a threshold.
  case splitOfWords(variable: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .manyNumbers(let variable, let values):
      Problem(
        .data, "the number '\(variable)' has \(values) different values and no groups",
        hint: "split it where it makes sense: --at X")
    case .noGroups(let variable, let kind):
      Problem(
        .data, "'\(variable)' is of kind \(kind.rawValue) and has no groups",
        hint: "take a category, an ordinal variable or a number; or derive one from it")
    case .splitOfWords(let variable):
      Problem(
        .data, "'\(variable)' is no number and cannot be split at a threshold",
        hint: "leave --at away")
    }
  }
}
