extension TwoByTwo {
  /// Phi, (ad−bc)/√(product of the margins), in `-1...1`.
  public var phi: Estimate {
    if hasEmptyMargin { return .undefined(reason: Self.emptyMargin) }
    let margins = Double(row1) * Double(row2) * (Double(column1) * Double(column2))
    return .value(min(1, max(-1, determinant / margins.squareRoot())))
  }

  /// Yule's Q, (ad−bc)/(ad+bc), in `-1...1`.
  public var yuleQ: Estimate {
    .ratio(
      determinant, Double(a) * Double(d) + Double(b) * Double(c),
      else: "a cell of each diagonal is 0")
  }

  /// Yule's Q with its limits: Q is (OR − 1)/(OR + 1) and rises with the odds ratio, so its limits are
  /// those of Woolf for the odds ratio; there are none with an empty cell.
  public func yuleQInterval(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let odds = woolfOddsRatio(confidence)
    func turned(_ limit: Estimate) -> Estimate {
      guard let ratio = limit.value else { return limit }
      return .value(ratio.isInfinite ? 1 : (ratio - 1) / (ratio + 1))
    }
    return IntervalEstimate(
      yuleQ, lower: turned(odds.lower), upper: turned(odds.upper), confidence: confidence)
  }
}
