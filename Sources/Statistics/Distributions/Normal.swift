#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution.
public enum Normal {
  /// P(Z ≤ x).
  public static func lowerTail(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// P(Z ≥ x).
  public static func upperTail(_ x: Double) -> Double { lowerTail(-x) }

  /// The x with P(Z ≤ x) = p; −∞ at 0, +∞ at 1, NaN outside `0...1`.
  ///
  /// Newton's method from the approximation 26.2.23 of Abramowitz & Stegun; in the tail on
  /// the logarithm of the probability, which is nearly a parabola there.
  public static func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p > 0.5 { return -quantile(1 - p) }
    if p == 0.5 { return 0 }
    let t = (-2 * log(p)).squareRoot()
    let top = 2.515517 + t * (0.802853 + t * 0.010328)
    let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var x = top / bottom - t
    for _ in 0..<4 {
      let density = exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
      // Near the middle p − ½ keeps digits that ln p would lose.
      if p > 0.25 {
        x -= (0.5 * erf(x / 2.0.squareRoot()) - (p - 0.5)) / density
      } else {
        let tail = lowerTail(x)
        x -= (log(tail) - log(p)) * tail / density
      }
    }
    return x
  }
}
