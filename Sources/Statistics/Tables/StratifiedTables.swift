/// Tables of two by two, one for each stratum of a sample.
///
/// They ask for an association within the strata, whatever the strata themselves differ by.
///
/// In each table rows are the groups compared and column 1 the event, as in `TwoByTwo`.
public struct StratifiedTables: Hashable, Sendable {
  /// One table for each stratum; empty ones count for nothing.
  public let strata: [TwoByTwo]

  /// Puts tables side by side.
  public init(_ strata: [TwoByTwo]) { self.strata = strata }

  /// The common odds ratio Σ(ad/n) / Σ(bc/n) of Mantel & Haenszel (1959), with the interval by the
  /// variance of Robins, Breslow & Greenland (1986).
  public func commonOddsRatio(
    _ confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    var (r, s, pr, mixed, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for table in strata where table.total > 0 {
      let n = Double(table.total)
      let with = Double(table.a) * Double(table.d) / n
      let against = Double(table.b) * Double(table.c) / n
      let p = (Double(table.a) + Double(table.d)) / n
      r += with
      s += against
      pr += p * with
      mixed += p * against + (1 - p) * with
      qs += (1 - p) * against
    }
    if r == 0, s == 0 {
      return .undefined(
        reason: "no stratum has both groups and both answers", confidence: confidence)
    }
    guard r > 0, s > 0 else {
      let limit = Estimate.undefined(reason: "a diagonal is empty in every stratum")
      return IntervalEstimate(.value(r / s), lower: limit, upper: limit, confidence: confidence)
    }
    let variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
    return .ratio(r / s, logStandardError: variance.squareRoot(), confidence: confidence)
  }

  /// The chi-square of Mantel & Haenszel without a correction: (Σ(a − E a))² / Σ var a.
  public var chiSquare: ChiSquareTest { chiSquare(correction: 0) }

  /// The same with ½ taken off the distance, which is not let fall below 0.
  public var correctedChiSquare: ChiSquareTest { chiSquare(correction: 0.5) }

  private func chiSquare(correction: Double) -> ChiSquareTest {
    var (distance, variance) = (0.0, 0.0)
    for table in strata where table.total > 1 {
      let n = Double(table.total)
      let (row, column) = (Double(table.row1), Double(table.column1))
      distance += Double(table.a) - row * column / n
      variance += row * Double(table.row2) * column * Double(table.column2) / (n * n * (n - 1))
    }
    guard variance > 0 else {
      return ChiSquareTest(
        undefined: "no stratum has both groups and both answers", degrees: 1)
    }
    let left = max(0, abs(distance) - correction)
    return ChiSquareTest(left * left / variance, degrees: 1)
  }

  /// More values than this of Σa are not followed one by one.
  static let mostValues = 5_000

  /// The exact two-sided p of a common odds ratio of 1, given the margins of every stratum: the
  /// sum of the probabilities of all values of Σa that are at most 1 + 10⁻⁷ times as likely as
  /// the one observed (Cox 1970; with one stratum Fisher's), and the smallest p that any tables
  /// with these margins have.
  ///
  /// - Returns: `nil` where Σa can take more than 5,000 values.
  public var exact: (p: Double, attainableP: Double)? {
    let margins = strata.map {
      StratifiedHypergeometric.Stratum(units: $0.total, first: $0.row1, second: $0.column1)
    }
    guard let distribution = try? StratifiedHypergeometric(margins),
      distribution.support.count <= StratifiedTables.mostValues
    else { return nil }
    let all = distribution.probabilities
    func twoSided(_ likelihood: Double) -> Double {
      min(1, all.filter { $0 <= likelihood * (1 + 1e-7) }.sorted().reduce(0, +))
    }
    let sum = strata.reduce(0) { $0 + $1.a }
    let observed = all[sum - distribution.support.lowerBound]
    return (twoSided(observed), twoSided(all.min() ?? 1))
  }
}
