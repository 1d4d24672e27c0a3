#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The F distribution of Fisher and Snedecor.
public enum FDistribution {
  /// P(F ≥ f).
  ///
  /// The incomplete beta function I_y(ν₂/2, ν₁/2) at y = ν₂/(ν₂ + ν₁f), by its continued fraction
  /// (Abramowitz & Stegun 26.5.8) on the side where that converges fast, with the saddle-point
  /// factor of Loader (2000) in front.
  ///
  /// - Parameters:
  ///   - numerator: ν₁, above 0; NaN otherwise.
  ///   - denominator: ν₂, above 0; NaN otherwise.
  public static func upperTail(_ f: Double, numerator: Double, denominator: Double) -> Double {
    guard numerator > 0, denominator > 0, !f.isNaN else { return .nan }
    if f <= 0 { return 1 }
    if f.isInfinite { return 0 }
    let (a, b) = (numerator / 2, denominator / 2)
    let sum = numerator * f + denominator
    let (x, y) = (numerator * f / sum, denominator / sum)
    // a − (a+b)x, without cancellation near the middle.
    let excess = a * denominator * (1 - f) / sum
    let n = a + b
    let deviances =
      deviance(observed: a, expected: n * x, excess: excess)
      + deviance(observed: b, expected: n * y, excess: -excess)
    let front =
      exp(logFactorialRest(n) - logFactorialRest(a) - logFactorialRest(b) - deviances) * a * b / n
    if y < (b + 1) / (n + 2) { return front * betaFraction(b, a, y) / b }
    return 1 - front * betaFraction(a, b, x) / a
  }
}
