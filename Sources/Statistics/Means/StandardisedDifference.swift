#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The difference of two means in standard deviations.
public enum StandardisedDifference {
  /// d of Cohen (1988), by the standard deviation within both groups.
  public static func cohen(_ first: [Double], _ second: [Double]) -> Estimate {
    guard let a = Moments(first), let b = Moments(second) else {
      return .undefined(reason: "a group has fewer than two numbers")
    }
    return .ratio(
      a.mean - b.mean, Moments.pooledVariance(a, b).squareRoot(), else: "nothing varies")
  }

  /// g of Hedges (1981): d times J(ν) = Γ(ν/2) / (√(ν/2)·Γ((ν−1)/2)), which takes the bias of few
  /// cases out exactly.
  public static func hedges(_ first: [Double], _ second: [Double]) -> Estimate {
    let d = cohen(first, second)
    let degrees = Double(first.count + second.count - 2)
    guard let value = d.value, degrees > 1 else {
      return d.reason.map { .undefined(reason: $0) } ?? .undefined(reason: "too few cases")
    }
    return .value(
      value * exp(lgamma(degrees / 2) - lgamma((degrees - 1) / 2)) / (degrees / 2).squareRoot())
  }

  /// The difference of two means over √((s₁² + s₀²)/2), which does not hang on how many cases each
  /// group has (Austin 2009, Statistics in Medicine 28, 3083).
  public static func balance(_ first: [Double], _ second: [Double]) -> Estimate {
    guard let a = Moments(first), let b = Moments(second) else {
      return .undefined(reason: "a group has fewer than two numbers")
    }
    return .ratio(
      a.mean - b.mean, ((a.variance + b.variance) / 2).squareRoot(), else: "nothing varies")
  }

  /// The same of two shares, with s² = p(1 − p).
  ///
  /// - Parameters:
  ///   - share: how many of the first group have it, 0 to `of`.
  ///   - against: how many of the second.
  public static func balance(share: Int, of n: Int, against: Int, of m: Int) -> Estimate {
    guard n > 0, m > 0 else { return .undefined(reason: "a group is empty") }
    let (p, q) = (Double(share) / Double(n), Double(against) / Double(m))
    return .ratio(
      p - q, ((p * (1 - p) + q * (1 - q)) / 2).squareRoot(), else: "nothing varies")
  }

  /// The standard deviation of a sample, over n − 1; `nil` below two numbers.
  public static func deviation(_ numbers: [Double]) -> Double? {
    Moments(numbers)?.variance.squareRoot()
  }

  /// g with the interval of large groups, √((n₁+n₂)/(n₁n₂) + g²/(2(n₁+n₂))) to each side
  /// (Hedges & Olkin 1985); undefined below ten numbers.
  public static func hedgesInterval(
    _ first: [Double], _ second: [Double], confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    let (a, b) = (Double(first.count), Double(second.count))
    let estimate = hedges(first, second)
    guard let g = estimate.value, a + b >= 10 else {
      let reason = estimate.reason ?? "an interval needs ten numbers"
      return IntervalEstimate(
        estimate, lower: .undefined(reason: reason), upper: .undefined(reason: reason),
        confidence: confidence)
    }
    let error = ((a + b) / (a * b) + g * g / (2 * (a + b))).squareRoot()
    let reach = confidence.normalQuantile * error
    return IntervalEstimate(
      estimate, lower: .value(g - reach), upper: .value(g + reach), confidence: confidence)
  }
}
