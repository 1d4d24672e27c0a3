import Fieldwork

/// What a test of a cross-table says, or why there is none.
public struct CrosstabTest: Hashable, Sendable {
  /// The test by its name.
  public var method: String
  /// The exact two-sided p in full; `nil` when no p may be given.
  public var p: Double?
  /// p corrected for the family of tests, where there is one.
  public var q: Double?
  /// The smallest p that any table with these margins could have.
  public var attainableP: Double?
  /// The odds of the code in the first group against those in the second, by conditional
  /// maximum likelihood; 0 or infinite with an empty cell, `nil` with more groups.
  public var oddsRatio: Double?
  /// The exact 95 % interval of the odds ratio.
  public var oddsInterval: ClosedRange<Double>?
  /// The rules that speak against a p, first the one that decides.
  public var refusals: [SmallSampleRule]
  /// The result in words; never "no difference", never a cause.
  public var verdict: String

  /// Tests counts, where the rules allow it.
  init(_ counts: CrosstabCounts, with exact: ExactTest, alpha: Double) {
    let columns = counts.columns
    method =
      columns.count == 2
      ? "Fisher's exact test, two-sided" : "exact test of Freeman and Halton, two-sided"
    refusals = [SmallSampleRule.tooFewCases(counts.n)].compactMap { $0 }
    refusals += columns.compactMap { SmallSampleRule.smallGroup($0.group.label, $0.n) }
    if let first = refusals.first {
      verdict = "no test: \(first.sentence) (\(first.occasion))"
      return
    }
    guard columns.count >= 2 else {
      verdict = "no test: all cases are in one group"
      return
    }
    let with = columns.map(\.present.share.count)
    guard let result = exact.run(with, columns.map(\.absent.share.count)) else {
      verdict =
        "no test: \(columns.count) groups are too many for an exact test; put groups together "
        + "where that makes sense"
      return
    }
    attainableP = result.attainableP
    if let rule = SmallSampleRule.unattainable(
      result.attainableP, alpha: alpha, present: counts.present, of: counts.n)
    {
      refusals = [rule]
      verdict = rule.sentence
      return
    }
    p = result.p
    oddsRatio = result.oddsRatio
    oddsInterval = result.oddsInterval
    verdict = CrosstabTest.verdict(p: result.p, n: counts.n, alpha: alpha)
  }

  private static func verdict(p: Double, n: Int, alpha: Double) -> String {
    let cases = counted(n, "case")
    return p <= alpha
      ? "associated with the variable in these \(cases) (\(printedP(p)))"
      : "not distinguishable at this n (\(printedP(p)), \(cases))"
  }
}
