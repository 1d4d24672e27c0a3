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
  /// A passage of the case answers this code query, which speaks of codes only.
  case query(String)

  /// Reads `all required`, `any`, `at least 3` or `when QUERY`; `nil` for anything else, also for
  /// a query that cannot be read.
  public init?(_ text: String) {
    let words = text.foldedName.split(separator: " ")
    switch words {
    case ["all", "required"], ["all"]: self = .allRequired
    case ["any"], ["any", "required"]: self = .atLeast(1)
    default:
      if words.first == "when", let blank = text.trimmingBlanks.firstIndex(where: \.isWhitespace) {
        let query = String(text.trimmingBlanks[blank...]).trimmingBlanks
        guard (try? CodeQuery(query)) != nil else { return nil }
        self = .query(query)
        return
      }
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
    case .query(let query): "when \(query)"
    }
  }

  /// How many of `required` codes must be present; a query asks for none by number.
  public func threshold(of required: Int) -> Int {
    switch self {
    case .allRequired: required
    case .atLeast(let k): k
    case .query: 0
    }
  }

  /// The rule's query with its codes found; `nil` for a rule that counts codes.
  ///
  /// - Throws: what reading or resolving throws; themes, saved queries and words are refused, so
  ///   that a theme is the same whatever else changes.
  public func resolvedQuery(in codebook: Codebook) throws -> ResolvedCodeQuery? {
    guard case .query(let text) = self else { return nil }
    let query = try CodeQuery(text)
    if let other = query.tree.leaves.first(where: { ![.code, .subtree].contains($0.kind) }) {
      throw Problem(
        .usage, "the rule of a theme speaks of codes only, not of '\(other.name)'",
        hint: "write it out: 'intent-to-stay same turn school-as-anchor'")
    }
    return try query.resolved(in: codebook, .exact)
  }
}
