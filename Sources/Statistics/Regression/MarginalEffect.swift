#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// By how much the probability changes, on average over the cases, when a variable does.
public struct MarginalEffect: Hashable, Sendable {
  /// The mean change of the probability, for the change of the variable that was asked about.
  public let effect: Double
  /// The standard error by the delta method.
  public let standardError: Double
  /// The interval effect ± z·se.
  public let interval: IntervalEstimate
  /// p of the normal test that it is 0.
  public let p: Estimate

  /// Compares the cases as they would be in two states of a variable.
  ///
  /// - Parameters:
  ///   - from: the columns of the coefficients in one state, such as a factor's base.
  ///   - to: the columns in the other.
  ///   - scale: what the difference is divided by, such as the step of a derivative.
  ///   - covariance: the covariance of the estimates.
  public init(
    _ fit: LogisticFit, from: [[Double]], to: [[Double]], scale: Double = 1,
    covariance: [[Double]], confidence: ConfidenceLevel = .ninetyFive
  ) {
    let low = DesignMatrix.product(from, fit.coefficients, rows: fit.rows)
      .map(LogisticLikelihood.probability)
    let high = DesignMatrix.product(to, fit.coefficients, rows: fit.rows)
      .map(LogisticLikelihood.probability)
    let factor = 1 / (Double(fit.rows) * scale)
    effect = (high.reduce(0, +) - low.reduce(0, +)) * factor
    let lowSpread = low.map { $0 * (1 - $0) }
    let highSpread = high.map { $0 * (1 - $0) }
    let gradient = zip(from, to).map { (dot($1, highSpread) - dot($0, lowSpread)) * factor }
    let variance = gradient.indices.reduce(0) { sum, row in
      sum + gradient[row] * dot(covariance[row], gradient)
    }
    standardError = max(0, variance).squareRoot()
    let reach = confidence.normalQuantile * standardError
    interval = IntervalEstimate(
      .value(effect), lower: .value(effect - reach), upper: .value(effect + reach),
      confidence: confidence)
    p =
      standardError > 0
      ? .value(2 * Normal.upperTail(abs(effect / standardError)))
      : .undefined(reason: "the effect has no spread")
  }
}
