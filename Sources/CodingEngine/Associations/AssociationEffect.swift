import Statistics

/// How strongly two measures belong together, in one number.
public struct AssociationEffect: Hashable, Sendable {
  /// What it is: `odds ratio (conditional, exact)`.
  public var name: String
  /// The value; infinite odds are an answer, not a missing one; `nil` where it does not exist.
  public var value: Double?
  /// The lower end of the 95 % interval, where there is one.
  public var low: Double?
  /// The upper end, possibly infinite.
  public var high: Double?
  /// Why a value or interval is missing; empty otherwise.
  public var remark: String

  /// Describes an effect.
  public init(
    _ name: String, _ value: Double?, low: Double? = nil, high: Double? = nil, remark: String = ""
  ) {
    self.name = name
    self.value = value
    self.low = low
    self.high = high
    self.remark = remark
  }

  init(_ name: String, _ estimate: IntervalEstimate, remark: String = "") {
    self.init(
      name, estimate.point.value, low: estimate.lower.value, high: estimate.upper.value,
      remark: estimate.point.reason ?? estimate.lower.reason ?? remark)
  }

  init(_ name: String, _ estimate: Estimate) {
    self.init(name, estimate.value, remark: estimate.reason ?? "")
  }
}

extension AssociationEffect {
  /// The effects of a table of two by two: groups as columns, what is asked about as rows, its
  /// first row the event.
  static func ofTwoByTwo(_ counts: [[Int]]) -> [AssociationEffect] {
    guard let table = TwoByTwo(groupsAsColumns: counts) else { return [] }
    // Where counts are small, ratios of the sample come out too far from 1.
    let isSmall = table.contingencyTable.smallestExpected < 5
    return [
      AssociationEffect("odds ratio (conditional, exact)", table.conditionalOddsRatio()),
      sampleOdds(table),
      isSmall
        ? AssociationEffect("odds ratio (small sample, Jewell)", table.smallSampleOddsRatio())
        : nil,
      AssociationEffect("risk ratio", table.riskRatio()),
      isSmall
        ? AssociationEffect("risk ratio (small sample, Jewell)", table.smallSampleRiskRatio())
        : nil,
      AssociationEffect("risk difference (Newcombe)", table.riskDifferenceInterval()),
      AssociationEffect("phi", table.phi), AssociationEffect("Yule's Q", table.yuleQInterval()),
    ].compactMap(\.self)
  }

  /// The odds ratio of the sample, with ½ added where a cell is empty.
  static func sampleOdds(_ table: TwoByTwo) -> AssociationEffect {
    table.hasEmptyCell
      ? AssociationEffect("odds ratio (Haldane: ½ added to each cell)", table.haldaneOddsRatio())
      : AssociationEffect("odds ratio (sample, Woolf)", table.woolfOddsRatio())
  }

  /// The effects of a larger table.
  static func ofTable(_ counts: [[Int]]) -> [AssociationEffect] {
    guard let table = try? ContingencyTable(counts) else { return [] }
    // Both estimate the same V of the population.
    let interval =
      SmallSampleRule.tooFewForLimits(table.total) == nil ? table.cramersVInterval() : nil
    return [
      ("Cramér's V (bias-corrected)", table.correctedCramersV), ("Cramér's V", table.cramersV),
    ]
    .map { name, estimate in
      AssociationEffect(
        name, estimate.value, low: interval?.lowerBound, high: interval?.upperBound,
        remark: estimate.reason ?? "")
    }
  }

  /// The effects of two groups of numbers by rank.
  static func ofRanks(_ ranks: RankSum) -> [AssociationEffect] {
    let area = ranks.aucInterval()
    return [
      AssociationEffect("AUC", area),
      AssociationEffect(
        "rank-biserial", ranks.rankBiserial, low: area.lower.value.map { 2 * $0 - 1 },
        high: area.upper.value.map { 2 * $0 - 1 }, remark: area.lower.reason ?? ""),
      AssociationEffect("shift (Hodges–Lehmann)", ranks.shift()),
    ]
  }

  /// The effects of two groups of numbers by mean.
  static func ofMeans(_ first: [Double], _ second: [Double]) -> [AssociationEffect] {
    [
      AssociationEffect("Hedges' g", StandardisedDifference.hedgesInterval(first, second)),
      TTest.welch(first, second).map {
        AssociationEffect("difference of means", $0.interval())
      } ?? AssociationEffect("difference of means", nil, remark: "nothing varies"),
    ]
  }
}

extension TwoByTwo {
  /// A table with its groups as rows from counts that have them as columns; `nil` of other shapes.
  init?(groupsAsColumns counts: [[Int]]) {
    guard counts.count == 2, counts.allSatisfy({ $0.count == 2 }),
      let table = try? TwoByTwo(
        a: counts[0][0], b: counts[1][0], c: counts[0][1], d: counts[1][1])
    else { return nil }
    self = table
  }
}
