#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TwoByTwo {
  /// The odds ratio of the sample, ad/bc, with Woolf's interval exp(ln OR ± z√Σ1/n).
  ///
  /// With an empty cell the ratio is 0, infinite or (both products 0) undefined, and the
  /// limits do not exist: see `haldaneOddsRatio` and `conditionalOddsRatio`.
  public func woolfOddsRatio(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let numerator = Double(a) * Double(d)
    let denominator = Double(b) * Double(c)
    if numerator == 0, denominator == 0 {
      return .undefined(reason: "a cell of each diagonal is 0", confidence: confidence)
    }
    if hasEmptyCell {
      let limit = Estimate.undefined(reason: "a cell is 0")
      return IntervalEstimate(
        .value(numerator / denominator), lower: limit, upper: limit, confidence: confidence)
    }
    return .ratio(
      numerator / denominator, logStandardError: logStandardError(adding: 0),
      confidence: confidence)
  }

  /// The odds ratio after adding ½ to every cell (Haldane 1955, Anscombe 1956), with Woolf's
  /// interval; to be shown as such, and only where a cell is 0.
  public func haldaneOddsRatio(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let half = 0.5
    let ratio =
      (Double(a) + half) * (Double(d) + half) / ((Double(b) + half) * (Double(c) + half))
    return .ratio(
      ratio, logStandardError: logStandardError(adding: half), confidence: confidence)
  }

  /// The standard error of ln(ad/bc), √Σ1/n.
  public var logOddsRatioStandardError: Estimate {
    hasEmptyCell ? .undefined(reason: "a cell is 0") : .value(logStandardError(adding: 0))
  }

  private func logStandardError(adding extra: Double) -> Double {
    [a, b, c, d].reduce(0.0) { $0 + 1 / (Double($1) + extra) }.squareRoot()
  }
}
