import Fieldwork

/// A rule of honesty about few cases that applied to a result, with the facts that made it apply.
///
/// The numbers are those of the method notes.
public struct SmallSampleRule: Hashable, Sendable {
  /// The rules that a comparison of interviewed cases can meet.
  public enum ID: String, CaseIterable, Sendable {
    /// Fewer than five cases: no test, the cases are listed.
    case tooFewCases = "H1"
    /// A group with fewer than two cases: no test.
    case smallGroup = "H2"
    /// No distribution over the groups could reach significance: no p.
    case unattainable = "H3"
    /// Small expected counts: exact test only, no chi-square.
    case exactOnly = "H4"
    /// A denominator below twenty: `3 of 7`, no percentage.
    case smallDenominator = "H5"
    /// A cell without cases: the odds ratio is 0, infinite or none.
    case emptyCell = "H6"
    /// Few events for each coefficient.
    case fewEvents = "H7"
    /// A combination of terms tells the outcome.
    case separation = "H8"
    /// Cases with several interviews were put together.
    case severalInterviews = "H9"
    /// How many tests belong together.
    case family = "H10"
    /// The cases were chosen, not drawn.
    case purposive = "H11"
    /// Interviews without a link to the survey.
    case unlinked = "H12"
    /// Fewer than ten cases: no p that rests on many.
    case tooFewForLimits = "H15"
    /// Groups that somebody cut.
    case cut = "H17"
  }

  /// Which rule.
  public let id: ID
  /// When it applied, with the numbers: `n = 4`.
  public let occasion: String
  /// What follows, as a sentence for the reader.
  public let sentence: String
  /// Whether a test is refused because of it.
  public let refusesTest: Bool
  /// Whether it belongs into the title of a table and not only under it.
  public let isLoud: Bool

  init(
    _ id: ID, _ occasion: String, _ sentence: String, refusesTest: Bool = false,
    isLoud: Bool = false
  ) {
    self.id = id
    self.occasion = occasion
    self.sentence = sentence
    self.refusesTest = refusesTest
    self.isLoud = isLoud
  }
}

extension SmallSampleRule {
  static func tooFewCases(_ n: Int) -> SmallSampleRule? {
    guard n < 5 else { return nil }
    return SmallSampleRule(
      .tooFewCases, "n = \(n)", "fewer than 5 cases are not tested; read them one by one",
      refusesTest: true)
  }

  static func smallGroup(_ label: String, _ n: Int) -> SmallSampleRule? {
    guard n < 2 else { return nil }
    return SmallSampleRule(
      .smallGroup, "\(label): n = \(n)", "a group with fewer than 2 cases is not tested",
      refusesTest: true)
  }

  /// - Parameters:
  ///   - p: the smallest p that any table with these margins could have.
  ///   - present: how many cases have what was looked for; the bound depends on it.
  static func unattainable(_ p: Double, alpha: Double, present: Int, of n: Int)
    -> SmallSampleRule?
  {
    guard p > alpha else { return nil }
    return SmallSampleRule(
      .unattainable, "smallest attainable \(printedP(p))",
      "with \(present) of \(counted(n, "case")) having it, no distribution over the groups could "
        + "reach significance; no p is given",
      refusesTest: true)
  }

  static func exactOnly(smallestExpected: Double) -> SmallSampleRule {
    SmallSampleRule(
      .exactOnly, "smallest expected count \(fixed(smallestExpected, 1))",
      "an exact test is used; a chi-square would not hold here")
  }

  static func smallDenominator(_ smallest: Int) -> SmallSampleRule? {
    guard smallest < Share.smallestForPercent else { return nil }
    return SmallSampleRule(
      .smallDenominator, "smallest denominator \(smallest)",
      "counts stand without percentages below n = \(Share.smallestForPercent)")
  }

  static func emptyCell() -> SmallSampleRule {
    SmallSampleRule(
      .emptyCell, "a cell is empty",
      "the odds ratio is zero or infinite in these cases, which is no measure of strength")
  }

  static func severalInterviews(_ cases: [String]) -> SmallSampleRule? {
    guard !cases.isEmpty else { return nil }
    return SmallSampleRule(
      .severalInterviews, "\(counted(cases.count, "case")) with several interviews",
      "several interviews of one case count once, present in any of them: \(listed(cases))")
  }

  static func family(_ tests: Int, withQ: Bool) -> SmallSampleRule {
    let more = withQ ? "; q corrects for them (Benjamini and Hochberg 1995)" : ""
    return SmallSampleRule(
      .family, counted(tests, "test"), "\(counted(tests, "test")) in this table\(more)")
  }

  static func purposive() -> SmallSampleRule {
    SmallSampleRule(
      .purposive, "interviewed cases are chosen, not drawn",
      "these cases stand for no population; a p would only tell how often chance relabelling of "
        + "them gives such a table")
  }

  static func unlinked(_ unlinked: [String], of interviews: Int) -> SmallSampleRule? {
    guard !unlinked.isEmpty else { return nil }
    return SmallSampleRule(
      .unlinked, "\(unlinked.count) of \(counted(interviews, "interview")) not linked",
      "interviews without a link are not in the table: \(listed(unlinked))",
      isLoud: unlinked.count * 10 > interviews * 3)
  }

  static func cut(_ variable: String, at threshold: String) -> SmallSampleRule {
    SmallSampleRule(
      .cut, "\(variable) split at \(threshold)",
      "the threshold \(threshold) for \(variable) was set for this table; a threshold chosen "
        + "after looking makes differences look larger")
  }
}
