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
    /// The code was put by what the variable says.
    case sameThing = "H13"
    /// Weights of a survey asked for interviewed cases.
    case weighted = "H14"
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
  static func tooFewCases(_ n: Int, unit: String = "case") -> SmallSampleRule? {
    guard n < 5 else { return nil }
    return SmallSampleRule(
      .tooFewCases, "n = \(n)", "fewer than 5 \(unit)s are not tested; read them one by one",
      refusesTest: true)
  }

  /// - Parameter means: whether means are compared, which need three.
  static func smallGroup(
    _ label: String, _ n: Int, unit: String = "case", means: Bool = false
  ) -> SmallSampleRule? {
    let least = means ? 3 : 2
    guard n < least else { return nil }
    return SmallSampleRule(
      .smallGroup, "\(label): n = \(n)",
      "a group with fewer than \(least) \(unit)s is not tested", refusesTest: true)
  }

  /// - Parameters:
  ///   - p: the smallest p that any table with these margins, or any order of these values,
  ///     could have.
  ///   - present: how many units have what was looked for, where the bound depends on it.
  static func unattainable(
    _ p: Double, alpha: Double, present: Int?, of n: Int, unit: String = "case"
  ) -> SmallSampleRule? {
    guard p > alpha else { return nil }
    let units = counted(n, unit)
    return SmallSampleRule(
      .unattainable, "smallest attainable \(printedP(p))",
      (present.map { "with \($0) of \(units) having it" } ?? "with \(units)")
        + ", no distribution over the groups could reach significance; no p is given",
      refusesTest: true)
  }

  static func noChiSquare(smallestExpected: Double) -> SmallSampleRule {
    SmallSampleRule(
      .exactOnly, "smallest expected count \(fixed(smallestExpected, 1))",
      "a chi-square would not hold here; ask for an exact test or a permutation",
      refusesTest: true)
  }

  /// - Parameter putBy: how many of how many codings were put by a rule that asks the variable.
  static func sameThing(
    _ code: String, _ variable: String, putBy: Int, of codings: Int
  ) -> SmallSampleRule? {
    guard putBy > 0 else { return nil }
    return SmallSampleRule(
      .sameThing, "\(putBy) of \(counted(codings, "coding"))",
      "codings of \(code) were put by a rule that asks for \(variable), so both measure the same "
        + "thing and are not tested", refusesTest: true, isLoud: true)
  }

  /// Weights of a survey are not for the interviewed, who were chosen and not drawn.
  static func weighted(_ weight: String) -> SmallSampleRule {
    SmallSampleRule(
      .weighted, "weight \(weight)",
      "interviewed cases were chosen, not drawn: weights of the survey say nothing about them",
      refusesTest: true, isLoud: true)
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
      "the odds ratio is zero or infinite in these cases, which is no measure of strength; the one "
        + "called Haldane's has ½ added to each cell")
  }

  static func severalInterviews(
    _ cases: [String], amount: CodeAmount = .presence, unit: String = "case"
  ) -> SmallSampleRule? {
    guard !cases.isEmpty else { return nil }
    return SmallSampleRule(
      .severalInterviews, "\(counted(cases.count, unit)) with several interviews",
      (amount == .presence
        ? "several interviews of one \(unit) count once, present in any of them"
        : "several interviews of one \(unit) count together, by "
          + (amount == .count ? "the sum" : "the length of each")) + ": \(listed(cases))")
  }

  /// Units that have their value from one record are one, whatever they say.
  ///
  /// - Parameter records: how many records stand behind the units.
  static func sharedRecords(
    _ records: Int, of n: Int, unit: String, variable: String
  ) -> SmallSampleRule? {
    guard records < n else { return nil }
    return SmallSampleRule(
      .severalInterviews, "\(counted(n, unit)) of \(counted(records, "record"))",
      "\(unit)s of one household have the same \(variable): a test would count it several times; "
        + "count cases instead", refusesTest: true)
  }

  /// A single test is no family.
  static func family(
    _ tests: Int, correction: FamilyCorrection = .falseDiscovery
  ) -> SmallSampleRule? {
    guard tests > 1 else { return nil }
    return SmallSampleRule(
      .family, "\(tests) tests", "q corrects for every test of this table (\(correction.title))")
  }

  static func purposive(unit: String = "case") -> SmallSampleRule {
    SmallSampleRule(
      .purposive, "interviewed \(unit)s are chosen, not drawn",
      "these \(unit)s stand for no population; a p would only tell how often chance relabelling of "
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
