public import Fieldwork

/// Why a variable cannot be set against a code.
public enum CrosstabFailure: ProblemReporting, Hashable {
  /// A number with many values and no labels has no groups of its own.
  case manyNumbers(variable: String, values: Int)
  /// Words, dates and several answers at once are no groups.
  case noGroups(variable: String, kind: Variable.Kind)
  /// Only a number can be split at a threshold.
  case splitOfWords(variable: String)
  /// A test that two measures of these kinds do not allow.
  case testDoesNotFit(test: String, first: String, second: String, available: [String])
  /// What has no groups cannot be strata.
  case strataWithoutGroups(variable: String)
  /// Strata are for two groups on both sides.
  case strataNeedTwoByTwo(first: String, second: String)
  /// How much of an interview has a code is not known of a theme.
  case amountOfTheme(theme: String)
  /// No record has a value of both measures.
  case nobody(first: String, second: String)

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
    case .testDoesNotFit(let test, let first, let second, let available):
      Problem(
        .data, "\(test) is no test of \(first) against \(second)",
        hint: "these are: \(available.joined(separator: ", "))")
    case .strataWithoutGroups(let variable):
      Problem(
        .data, "'\(variable)' has no groups to compare within",
        hint: "take a category, or derive one in the schema: derived: with cut or ntile")
    case .strataNeedTwoByTwo(let first, let second):
      Problem(
        .data, "\(first) against \(second) within strata needs two groups of each",
        hint: "split a number with --at X, or leave --strata away")
    case .amountOfTheme(let theme):
      Problem(
        .usage, "the theme '\(theme)' is there or not; it has no count and no coverage",
        hint: "leave --measure away, or take a code")
    case .nobody(let first, let second):
      Problem(
        .data, "no record has a value of both \(first) and \(second)",
        hint: "look at them with 'emic survey variables'")
    }
  }
}
