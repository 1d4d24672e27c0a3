import Statistics

/// What an exact test of a table says.
public struct ExactResult: Hashable, Sendable {
  /// The two-sided p of the table: how likely the margins make tables as unlikely as this one.
  public var p: Double
  /// The two-sided mid-p of two groups, which counts the table itself by half.
  public var midP: Double?
  /// The smallest two-sided p that a table with these margins can have.
  public var attainableP: Double
  /// The odds of the first group against those of the second by conditional maximum
  /// likelihood, 0 or infinite with an empty cell.
  ///
  /// It is `nil` where it does not exist or there are more than two groups.
  public var oddsRatio: Double?
  /// The exact 95 % interval of the odds ratio, which may reach from 0 or to infinity.
  public var oddsInterval: ClosedRange<Double>?

  /// Describes a result.
  public init(
    p: Double, midP: Double? = nil, attainableP: Double, oddsRatio: Double? = nil,
    oddsInterval: ClosedRange<Double>? = nil
  ) {
    self.p = p
    self.midP = midP
    self.attainableP = attainableP
    self.oddsRatio = oddsRatio
    self.oddsInterval = oddsInterval
  }
}

/// The exact test that a cross-table may ask for: cases with and without a code by groups.
///
/// A value of its own, so that another implementation can be set beside it.
public struct ExactTest: Sendable {
  /// Tests how many cases of each group have the code and how many do not.
  ///
  /// Both arrays have one count per group, at least two groups with at least one case each.
  /// `nil` means that the table is too large to be followed exactly.
  public var run: @Sendable (_ with: [Int], _ without: [Int]) -> ExactResult?

  /// Takes over a test.
  public init(run: @escaping @Sendable ([Int], [Int]) -> ExactResult?) {
    self.run = run
  }

  /// Fisher's test for two groups, that of Freeman and Halton (1951) for more.
  public static let standard = ExactTest { with, without in
    // Without both kinds of case the margins allow one table only.
    guard with.contains(where: { $0 > 0 }), without.contains(where: { $0 > 0 }) else {
      return ExactResult(p: 1, attainableP: 1)
    }
    return with.count == 2 ? fisher(with, without) : freemanHalton(with, without)
  }

  private static func fisher(_ with: [Int], _ without: [Int]) -> ExactResult? {
    guard let table = try? TwoByTwo(a: with[0], b: with[1], c: without[0], d: without[1]) else {
      return nil
    }
    let odds = table.conditionalOddsRatio()
    var interval: ClosedRange<Double>?
    if let lower = odds.lower.value, let upper = odds.upper.value, lower <= upper {
      interval = lower...upper
    }
    return ExactResult(
      p: table.fisherP, midP: table.midP, attainableP: table.attainableP,
      oddsRatio: odds.point.value,
      oddsInterval: interval)
  }

  private static func freemanHalton(_ with: [Int], _ without: [Int]) -> ExactResult? {
    let sizes = zip(with, without).map { $0 + $1 }
    guard let least = leastLikelyCounts(drawing: with.reduce(0, +), from: sizes),
      let p = exactP(with, of: sizes), let attainable = exactP(least, of: sizes)
    else { return nil }
    return ExactResult(p: p, attainableP: attainable)
  }

  private static func exactP(_ with: [Int], of sizes: [Int]) -> Double? {
    let without = zip(sizes, with).map { $0 - $1 }
    guard let table = try? ContingencyTable([with, without]) else { return nil }
    return (try? table.freemanHaltonP())?.value
  }
}

extension [CrosstabTest] {
  /// Gives every test that was made its q where there are several (rule H10).
  mutating func correctAsFamily() {
    let made = indices.filter { self[$0].p != nil }
    guard made.count > 1 else { return }
    let q = FamilyCorrection.falseDiscovery.corrected(made.compactMap { self[$0].p })
    for (place, index) in made.enumerated() { self[index].q = q[place] }
  }
}

extension FamilyCorrection {
  /// The corrected p of a family, in the given order; every p lies between 0 and 1.
  func corrected(_ p: [Double]) -> [Double] {
    let adjustment: MultiplicityAdjustment = self == .holm ? .holm : .benjaminiHochberg
    return (try? adjustment.adjust(p)) ?? p
  }
}
