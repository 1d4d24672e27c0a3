/// A rule that a codebook should keep, after MacQueen and others (1998) and what drifts in practice.
public enum LintRule: String, CaseIterable, Sendable {
  /// A code says neither shortly nor in full what it means.
  case noDefinition = "no-definition"
  /// It does not say when to use it.
  case noInclude = "no-include"
  /// It does not say when not to use it.
  case noExclude = "no-exclude"
  /// It has no example.
  case noExample = "no-example"
  /// Two codes are found under one name.
  case sameName = "same-name"
  /// Two names differ by one letter.
  case similarName = "similar-name"
  /// Two definitions say the same words.
  case sameWords = "same-words"
  /// It lies below too many others.
  case tooDeep = "too-deep"
  /// A category holds nothing.
  case emptyCategory = "empty-category"
  /// Nothing is coded with it.
  case noCodings = "no-codings"
  /// One passage is.
  case usedOnce = "used-once"
  /// One coder uses it, though others coded the same texts.
  case oneCoder = "one-coder"
  /// All its passages are of one case.
  case oneCase = "one-case"
  /// Codings were made under an earlier definition.
  case stale
  /// Codings were made under the definition of a code that was merged into it.
  case otherDefinition = "other-definition"
  /// An example stands in a transcript and is not coded so there.
  case strayExample = "stray-example"
  /// Two codes cover nearly the same words.
  case nearTwins = "near-twins"
  /// A passage carries the code and one above it.
  case withParent = "with-parent"
  /// A theme names a code that was given up.
  case retiredNamed = "retired-named"

  /// What to try, with the code's slug in it.
  func advice(_ code: String, _ other: String = "") -> String {
    switch self {
    case .noDefinition: "emic codes edit \(code) --short '…' --full '…'"
    case .noInclude: "emic codes edit \(code) --include '…'"
    case .noExclude: "emic codes edit \(code) --exclude '…', with the code to use instead"
    case .noExample: "emic codes edit \(code) --example '…', one of them borderline"
    case .sameName, .similarName: "emic codes edit \(code) --name '…', or merge the two"
    case .sameWords: "say what sets them apart, or emic codes merge \(code) --into \(other)"
    case .tooDeep: "emic codes move \(code) --under a code further up"
    case .emptyCategory: "emic codes move CODE --under \(code), or retire it"
    case .noCodings: "search for its words, or emic codes retire \(code)"
    case .usedOnce: "search for more, or emic codes merge \(code) --into a wider code"
    case .oneCoder: "talk it over with the others: emic agreement --code \(code)"
    case .oneCase: "ask whether it is a code or a story of this case"
    case .stale: "read these again: emic quotes \(code); emic codes history \(code)"
    case .otherDefinition: "read these against the definition: emic quotes \(code)"
    case .strayExample: "code it, or take another example"
    case .nearTwins: "emic codes merge \(code) --into \(other), or say what sets them apart"
    case .withParent: "keep the narrower of the two: emic uncode PASSAGE --as \(other)"
    case .retiredNamed: "emic themes edit \(other)"
    }
  }
}

/// Where a codebook does not keep a rule.
public struct LintFinding: Hashable, Sendable {
  /// The slug of the code.
  public var code: String
  /// The rule.
  public var rule: LintRule
  /// What is so, as one clause.
  public var finding: String
  /// What to try.
  public var advice: String
}
