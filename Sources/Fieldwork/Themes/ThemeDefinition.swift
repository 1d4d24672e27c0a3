/// A written statement about the material, with the codes that carry it.
public struct ThemeDefinition: Hashable, Sendable {
  /// The stable short name.
  public var slug: String
  /// The statement, by language, first the one to print.
  public var statements: [LocalizedText]
  /// When a case carries the theme.
  public var rule: ThemeRule
  /// The codes that the rule asks about.
  public var required: [String]
  /// Codes that illustrate the theme but do not count for the rule.
  public var supporting: [String]
  /// Codes that speak against it.
  public var contrary: [String]
  /// The researcher's written summary.
  public var summary: String

  /// Describes a theme.
  public init(
    slug: String, statements: [LocalizedText], rule: ThemeRule, required: [String],
    supporting: [String] = [], contrary: [String] = [], summary: String = ""
  ) {
    self.slug = slug
    self.statements = statements
    self.rule = rule
    self.required = required
    self.supporting = supporting
    self.contrary = contrary
    self.summary = summary
  }

  /// The statement to print, else the slug.
  public var statement: String { statements.first?.text ?? slug }
}

/// When a case (or transcript) carries a theme.
public enum ThemeRule: Hashable, Sendable {
  /// Every required code is present.
  case allRequired
  /// At least this many of the required codes are present; 1 or more.
  case atLeast(Int)

  /// Reads `all required` or `at least 3`; `nil` for anything else.
  public init?(_ text: String) {
    let words = text.foldedName.split(separator: " ")
    switch words {
    case ["all", "required"], ["all"]: self = .allRequired
    default:
      guard words.count == 3, words[0] == "at", words[1] == "least", let k = Int(words[2]), k >= 1
      else { return nil }
      self = .atLeast(k)
    }
  }

  /// The rule as it is written in files and printed beside every prevalence.
  public var words: String {
    switch self {
    case .allRequired: "all required"
    case .atLeast(let k): "at least \(k)"
    }
  }

  /// How many of `required` codes must be present.
  public func threshold(of required: Int) -> Int {
    switch self {
    case .allRequired: required
    case .atLeast(let k): k
    }
  }
}
