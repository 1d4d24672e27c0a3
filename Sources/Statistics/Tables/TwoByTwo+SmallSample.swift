#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ratios that come out less far from 1 in small samples (Jewell 2004, §7.1), for counts a, b of the
/// first group and c, d of the second.
extension TwoByTwo {
  /// The odds ratio ad/((b+1)(c+1)), with Woolf's limits of the counts with ½ added to each.
  ///
  /// It is finite with any empty cell.
  public func smallSampleOddsRatio(
    _ confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    let halved = haldaneOddsRatio(confidence)
    let ratio = Double(a) * Double(d) / ((Double(b) + 1) * (Double(c) + 1))
    return IntervalEstimate(
      .value(ratio), lower: halved.lower, upper: halved.upper, confidence: confidence)
  }

  /// The risk ratio a/(a+b) ÷ (c+1)/(c+d+1), with limits on its logarithm by the standard error of
  /// the plain risk ratio; they need events in both groups.
  public func smallSampleRiskRatio(
    _ confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    guard row1 > 0, row2 > 0 else {
      return .undefined(reason: Self.emptyRow, confidence: confidence)
    }
    let ratio = Double(a) / Double(row1) / ((Double(c) + 1) / (Double(row2) + 1))
    guard a > 0, c > 0 else {
      let limit = Estimate.undefined(reason: "a row has no event")
      return IntervalEstimate(
        .value(ratio), lower: limit, upper: limit, confidence: confidence)
    }
    return .ratio(ratio, logStandardError: logRiskRatioStandardError, confidence: confidence)
  }
}
