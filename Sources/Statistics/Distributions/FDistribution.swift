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

/// The continued fraction of the incomplete beta function I_x(a, b), by the method of Lentz.
func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / kept(1 - (a + b) * x / (a + 1))
  var result = d
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    result *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    let change = d * c
    result *= change
    if abs(change - 1) <= 0x1p-52 { break }
  }
  return result
}
