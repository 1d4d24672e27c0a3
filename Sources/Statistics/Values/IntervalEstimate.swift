#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A point estimate with a confidence interval, either of which may not exist.
public struct IntervalEstimate: Hashable, Sendable {
  /// The point estimate.
  public let point: Estimate
  /// The lower confidence limit.
  public let lower: Estimate
  /// The upper confidence limit, infinite where nothing bounds the parameter from above.
  public let upper: Estimate
  /// How often such an interval holds the parameter.
  public let confidence: ConfidenceLevel

  init(
    _ point: Estimate, lower: Estimate, upper: Estimate, confidence: ConfidenceLevel
  ) {
    self.point = point
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
  }

  /// An estimate of which neither the point nor an interval exists.
  static func undefined(reason: String, confidence: ConfidenceLevel) -> IntervalEstimate {
    IntervalEstimate(
      .undefined(reason: reason), lower: .undefined(reason: reason),
      upper: .undefined(reason: reason), confidence: confidence)
  }

  /// A point on the scale of a ratio with the interval exp(ln point ± z·se).
  static func ratio(
    _ point: Double, logStandardError error: Double, confidence: ConfidenceLevel
  ) -> IntervalEstimate {
    let spread = exp(confidence.normalQuantile * error)
    return IntervalEstimate(
      .value(point), lower: .value(point / spread), upper: .value(point * spread),
      confidence: confidence)
  }
}
