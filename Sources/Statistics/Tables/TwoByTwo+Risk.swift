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
    // 1/a − 1/(a+b) = b/(a(a+b)), which is exact 0 where every unit of the row has the event.
    let variance =
      Double(b) / Double(a) / Double(row1) + Double(d) / Double(c) / Double(row2)
    return .ratio(ratio, logStandardError: variance.squareRoot(), confidence: confidence)
  }

  private static let emptyRow = "a row of the table is empty"
}
