#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The chi-square distribution.
public enum ChiSquare {
  /// P(X ≥ x) with `degrees` > 0 degrees of freedom: the regularised upper incomplete gamma
  /// function Q(degrees/2, x/2).
  ///
  /// By the series of the lower function left of its middle, by Legendre's continued
  /// fraction (modified Lentz) right of it. NaN where an argument is NaN or `degrees` ≤ 0.
  public static func upperTail(_ x: Double, degrees: Double) -> Double {
    guard degrees > 0, degrees.isFinite, !x.isNaN else { return .nan }
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    let a = degrees / 2
    let y = x / 2
    // yᵃ e⁻ʸ / Γ(a+1)
    let front =
      exp(-deviance(observed: a, expected: y, excess: a - y) - stirlingRest(a))
      / (2 * Double.pi * a).squareRoot()
    return y < a + 1 ? 1 - front * lowerSeries(a, y) : front * a * upperFraction(a, y)
  }

  /// P(X ≤ x) of the noncentral distribution: a mixture of central ones with 2j more degrees,
  /// weighed by the Poisson probabilities of j at half the noncentrality (Johnson, Kotz &
  /// Balakrishnan 1995, 29.4).
  ///
  /// - Parameter noncentrality: λ ≥ 0.
  static func lowerTail(_ x: Double, degrees: Int, noncentrality: Double) -> Double {
    let half = noncentrality / 2
    if half == 0 { return 1 - upperTail(x, degrees: degrees) }
    let width = Int(10 * half.squareRoot()) + 40
    let middle = Int(half)
    var sum = 0.0
    for j in max(0, middle - width)...(middle + width) {
      let weight = exp(-half + Double(j) * log(half) - lgamma(Double(j) + 1))
      sum += weight * (1 - upperTail(x, degrees: degrees + 2 * j))
    }
    return min(1, sum)
  }

  /// P(X ≥ x) with a whole number of degrees of freedom.
  static func upperTail(_ x: Double, degrees: Int) -> Double {
    upperTail(x, degrees: Double(degrees))
  }

  private static func lowerSeries(_ a: Double, _ y: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    var n = a
    repeat {
      n += 1
      term *= y / n
      sum += term
    } while term > 1e-17 * sum
    return sum
  }

  private static func upperFraction(_ a: Double, _ y: Double) -> Double {
    let tiny = 1e-300
    var b = y + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    var index = 1.0
    while true {
      let numerator = -index * (index - a)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      fraction *= factor
      if abs(factor - 1) < 3e-16 || index > 1e6 { return fraction }
      index += 1
    }
  }
}
