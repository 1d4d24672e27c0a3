/// What the researcher judges of a theme in one case, beside what its rule computes.
public struct ThemeJudgement: Hashable, Sendable {
  /// What a case says of a theme.
  public enum Verdict: String, CaseIterable, Sendable {
    /// The case speaks for the theme.
    case supports
    /// It speaks against it.
    case contradicts
    /// It speaks for neither, or for both.
    case unclear
  }

  /// The theme's slug.
  public var theme: String
  /// The index of the case.
  public var caseIndex: Int32
  /// The judgement.
  public var verdict: Verdict
  /// The reason.
  public var why: String

  /// Describes a judgement.
  public init(theme: String, caseIndex: Int32, verdict: Verdict, why: String) {
    self.theme = theme
    self.caseIndex = caseIndex
    self.verdict = verdict
    self.why = why
  }
}
