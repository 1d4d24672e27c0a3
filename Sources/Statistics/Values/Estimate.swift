/// A statistic that may not exist for the data at hand.
///
/// A value is never NaN. It is infinite only where the statistic says so: an odds ratio with
/// an empty denominator, the pointwise mutual information of codes that never meet.
public enum Estimate: Hashable, Sendable {
  /// The statistic.
  case value(Double)
  /// The statistic does not exist; the reason is one clause in lower case for a report.
  case undefined(reason: String)

  /// The statistic, or `nil` where it does not exist.
  public var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Why the statistic does not exist, or `nil` where it does.
  public var reason: String? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  /// The quotient of two finite numbers, undefined for the reason given where the
  /// denominator is 0.
  static func ratio(_ numerator: Double, _ denominator: Double, else reason: String) -> Estimate {
    denominator == 0 ? .undefined(reason: reason) : .value(numerator / denominator)
  }
}
