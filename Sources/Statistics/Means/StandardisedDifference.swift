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
}
