public import Fieldwork

/// Looks for what a codebook lacks and for codes that have drifted.
///
/// Retired codes are looked at only where a theme still names them.
public struct CodebookLint: Sendable {
  /// What the store knows of the codings of a code.
  public struct Wordings: Hashable, Sendable {
    /// Codings made under an earlier version of the definition.
    public var earlier: Int
    /// Codings made under the definition of another code, which was merged into this one.
    public var foreign: Int

    /// Describes codings.
    public init(earlier: Int, foreign: Int) {
      self.earlier = earlier
      self.foreign = foreign
    }
  }

  /// What is so, in the order of the codebook and of the rules.
  public let findings: [LintFinding]
  /// The entries that were looked at.
  public let codes: Int

  /// The smallest share of characters that two codes have in common to be called nearly the same
  /// (Jaccard's coefficient).
  static let twins = 0.8

  /// Looks at a codebook.
  ///
  /// - Parameters:
  ///   - snapshot: the study with codings, turns and themes.
  ///   - wordings: by slug, the codings that were not made under the definition that holds.
  ///   - texts: the words of all texts, for the examples; those that are missing are not searched.
  ///   - levels: how many levels a codebook may have, from 1.
  ///   - rules: the rules that are asked for.
  public init(
    _ snapshot: StudySnapshot, wordings: [String: Wordings], texts: TextShelf, levels: Int = 4,
    rules: Set<LintRule> = Set(LintRule.allCases)
  ) {
    let book = snapshot.codebook
    let active = book.codes.indices.filter { !book.codes[$0].isRetired }
    let counts = CodeCounts(snapshot)
    var found: [(code: Int, finding: LintFinding)] = []
    let add = { (code: Int, rule: LintRule, finding: String, other: String) in
      let slug = book.codes[code].slug
      found.append(
        (
          code,
          LintFinding(
            code: slug, rule: rule, finding: finding, advice: rule.advice(slug, other))
        ))
    }
    WordingLint(book: book, active: active, levels: levels).look(add)
    UseLint(snapshot: snapshot, active: active, counts: counts, wordings: wordings).look(add)
    PlaceLint(snapshot: snapshot, active: active, texts: texts).look(add)
    let order = Dictionary(uniqueKeysWithValues: LintRule.allCases.enumerated().map { ($1, $0) })
    findings = found.filter { rules.contains($0.finding.rule) }.enumerated().sorted { a, b in
      let x = (a.element.code, order[a.element.finding.rule] ?? 0, a.offset)
      let y = (b.element.code, order[b.element.finding.rule] ?? 0, b.offset)
      return x < y
    }.map(\.element.finding)
    codes = active.count
  }

  /// Takes a finding: the code, the rule, what is so, and the other code or thing that it names.
  typealias Add = (Int, LintRule, String, String) -> Void
}
