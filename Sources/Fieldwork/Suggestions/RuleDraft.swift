/// A rule as somebody wrote it: names of codes and sets are still to be found.
public struct RuleDraft: Hashable, Sendable {
  /// The line of a file, from 1; `nil` where it was typed.
  public var line: Int?
  /// The name; `nil` to name it after what it looks for.
  public var name: String?
  /// The codes by any of their names.
  public var codes: [String]
  /// Words and phrases to look for.
  public var terms: [String]
  /// Names of sets of synonyms.
  public var synonyms: [String]
  /// A regular expression.
  public var pattern: String?
  /// Which words are proposed.
  public var unit: SuggestionUnit
  /// Only interviews and cases that meet this filter.
  public var filter: String?

  /// Describes a rule.
  public init(
    line: Int?, name: String?, codes: [String], terms: [String], synonyms: [String],
    pattern: String?, unit: SuggestionUnit, filter: String?
  ) {
    self.line = line
    self.name = name
    self.codes = codes
    self.terms = terms
    self.synonyms = synonyms
    self.pattern = pattern
    self.unit = unit
    self.filter = filter
  }
}
