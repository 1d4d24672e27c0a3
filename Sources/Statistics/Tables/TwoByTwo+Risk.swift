#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TwoByTwo {
  /// The risk difference a/(a+b) − c/(c+d), in `-1...1`.
  public var riskDifference: Estimate {
    guard row1 > 0, row2 > 0 else { return .undefined(reason: Self.emptyRow) }
    return .value(determinant / Double(row1) / Double(row2))
  }

  /// The risk difference with the interval of Newcombe (1998, method 10): the distances of both
  /// shares from their limits by Wilson, which stay within 0 and 1 at any n.
  public func riskDifferenceInterval(
    _ confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    guard let difference = riskDifference.value else {
      return .undefined(reason: Self.emptyRow, confidence: confidence)
    }
    let first = Self.wilson(a, of: row1, confidence)
    let second = Self.wilson(c, of: row2, confidence)
    let below = hypot(first.share - first.low, second.high - second.share)
    let above = hypot(first.high - first.share, second.share - second.low)
    return IntervalEstimate(
      .value(difference), lower: .value(max(-1, difference - below)),
      upper: .value(min(1, difference + above)), confidence: confidence)
  }

  /// A share with its limits by Wilson (1927).
  private static func wilson(
    _ count: Int, of total: Int, _ confidence: ConfidenceLevel
  ) -> (share: Double, low: Double, high: Double) {
    let (n, z) = (Double(total), confidence.normalQuantile)
    let share = Double(count) / n
    let middle = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return (share, (middle - spread) / scale, (middle + spread) / scale)
  }

  /// The risk ratio a/(a+b) ÷ c/(c+d) with an interval on its logarithm.
  ///
  /// se² = 1/a − 1/(a+b) + 1/c − 1/(c+d) (Katz and others 1978).
  ///
  /// The ratio is infinite where only row 1 has events; the limits need events in both rows.
  public func riskRatio(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    guard row1 > 0, row2 > 0 else {
      return .undefined(reason: Self.emptyRow, confidence: confidence)
    }
    if a == 0, c == 0 {
      return .undefined(reason: "no row has an event", confidence: confidence)
    }
    guard a > 0, c > 0 else {
      let limit = Estimate.undefined(reason: "a row has no event")
      return IntervalEstimate(
        .value(c == 0 ? .infinity : 0), lower: limit, upper: limit, confidence: confidence)
    }
    let ratio = Double(a) / Double(row1) / (Double(c) / Double(row2))
    return .ratio(ratio, logStandardError: logRiskRatioStandardError, confidence: confidence)
  }

  /// The standard error of the logarithm of the risk ratio; events in both rows are needed.
  var logRiskRatioStandardError: Double {
    // 1/a − 1/(a+b) = b/(a(a+b)), which is exact 0 where every unit of the row has the event.
    let variance =
      Double(b) / Double(a) / Double(row1) + Double(d) / Double(c) / Double(row2)
    return variance.squareRoot()
  }

  static let emptyRow = "a row of the table is empty"
}
