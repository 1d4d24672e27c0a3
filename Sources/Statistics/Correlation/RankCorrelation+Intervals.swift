#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SpearmanCorrelation {
  /// ρ with the interval by Fisher's z and the standard error √((1 + ρ²/2)/(n − 3)) (Bonett &
  /// Wright 2000); undefined below ten pairs or on a line.
  ///
  /// - Parameter n: the number of pairs.
  public func interval(n: Int, confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    fisherInterval(
      rho, n: n, error: ((1 + rho * rho / 2) / Double(max(1, n - 3))).squareRoot(), confidence)
  }
}

extension KendallCorrelation {
  /// τ with the interval by Fisher's z and the standard error √(0.437/(n − 4)) (Fieller, Hartley &
  /// Pearson 1957); undefined below ten pairs or on a line.
  ///
  /// - Parameter n: the number of pairs.
  public func interval(n: Int, confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    fisherInterval(tau, n: n, error: (0.437 / Double(max(1, n - 4))).squareRoot(), confidence)
  }
}

private func fisherInterval(
  _ value: Double, n: Int, error: Double, _ confidence: ConfidenceLevel
) -> IntervalEstimate {
  guard n >= 10, abs(value) < 1 else {
    let reason = n < 10 ? "an interval needs ten pairs" : "the pairs lie on a line"
    return IntervalEstimate(
      .value(value), lower: .undefined(reason: reason), upper: .undefined(reason: reason),
      confidence: confidence)
  }
  let z = atanh(value)
  let reach = confidence.normalQuantile * error
  return IntervalEstimate(
    .value(value), lower: .value(tanh(z - reach)), upper: .value(tanh(z + reach)),
    confidence: confidence)
}
