#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Student's t distribution.
public enum StudentT {
  /// P(|T| ≥ |t|).
  ///
  /// The incomplete beta function I_x(ν/2, ½) at x = ν/(ν + t²), by its continued fraction
  /// (Abramowitz & Stegun 26.5.8) on the side where that converges fast.
  ///
  /// - Parameter degrees: ν, above 0; NaN otherwise.
  public static func twoSided(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, !t.isNaN else { return .nan }
    let square = t * t
    if square == 0 { return 1 }
    if square.isInfinite { return 0 }
    let (a, x) = (degrees / 2, degrees / (degrees + square))
    let y = square / (degrees + square)
    // x^a·y^½ / B(a, ½), with the powers taken where nothing cancels.
    let front = exp(-a * log1p(square / degrees)) * y.squareRoot() * reciprocalBeta(a)
    if x < (a + 1) / (a + 2.5) { return front * betaFraction(a, 0.5, x) / a }
    return 1 - front * betaFraction(0.5, a, y) / 0.5
  }

  /// The t with P(|T| ≥ t) = 1 − confidence, 1.96 for 95 % and many degrees.
  public static func criticalValue(_ confidence: ConfidenceLevel, degrees: Double) -> Double {
    let wanted = 1 - confidence.share
    var low = 0.0
    var high = 1.0
    while twoSided(high, degrees: degrees) > wanted, high < 1e150 { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if twoSided(middle, degrees: degrees) > wanted { low = middle } else { high = middle }
    }
  }

  /// 1 / B(a, ½) = Γ(a + ½) / (Γ(a)·√π).
  private static func reciprocalBeta(_ a: Double) -> Double {
    // Upwards to where the series is exact to the last digit; the quotient of two values of
    // `lgamma` would lose what it is wanted for.
    var a = a
    var factor = 1.0
    while a < 24 {
      factor *= a / (a + 0.5)
      a += 1
    }
    let z = 1 / a
    let series =
      1 + z * (-1 / 8 + z * (1 / 128 + z * (5 / 1024 + z * (-21 / 32768 + z * tail(z)))))
    return factor * a.squareRoot() * series / Double.pi.squareRoot()
  }

  private static func tail(_ z: Double) -> Double {
    -399 / 262_144 + z * (869 / 4_194_304 + z * (39_325 / 33_554_432))
  }
}
