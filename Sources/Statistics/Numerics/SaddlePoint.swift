#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Factorials are never formed: probabilities are written as exp(−deviance) times slowly
// varying factors (Loader, "Fast and accurate computation of binomial probabilities", 2000).
// Differences of logarithms of large factorials would lose as many digits as n has.

/// The part of ln n! that Stirling's formula leaves: ln n! − ½ ln(2πn) − n ln n + n.
///
/// - Parameter n: any number above 0, not only whole ones.
func stirlingRest(_ n: Double) -> Double {
  if n < 16, let index = Int(exactly: n) { return smallStirlingRests[index] }
  return stirlingRestBySeries(n)
}

private let smallStirlingRests: [Double] =
  [0] + (1..<16).map { stirlingRestBySeries(Double($0)) }

private func stirlingRestBySeries(_ n: Double) -> Double {
  var n = n
  var sum = 0.0
  // The asymptotic series needs n ≥ 16 for full precision; below, step up by
  // ln (n+1)! = ln n! + ln(n+1).
  while n < 16 {
    sum += (n + 0.5) * log1p(1 / n) - 1
    n += 1
  }
  let inverse = 1 / n
  let square = inverse * inverse
  var series = 1.0 / 1188
  for coefficient in [-1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12] {
    series = coefficient + square * series
  }
  return sum + inverse * series
}

/// ln n! less its leading part n ln n − n; 0 at n = 0.
func logFactorialRest(_ n: Double) -> Double {
  n == 0 ? 0 : stirlingRest(n) + 0.5 * log(2 * Double.pi * n)
}

/// The deviance part O ln(O/E) − (O − E), never negative, accurate also where O is near E.
///
/// - Parameters:
///   - observed: O ≥ 0; 0 ln 0 = 0.
///   - expected: E > 0.
///   - excess: O − E, given apart because the caller knows it without cancellation.
func deviance(observed: Double, expected: Double, excess: Double) -> Double {
  if observed == 0 { return expected }
  let sum = observed + expected
  if abs(excess) > 0.1 * sum { return observed * log(observed / expected) - excess }
  // With v = (O−E)/(O+E), ln(O/E) = 2 artanh v.
  let v = excess / sum
  let square = v * v
  var total = excess * v
  var term = 2 * observed * v
  var odd = 3.0
  while true {
    term *= square
    let next = total + term / odd
    if next == total { return total }
    total = next
    odd += 2
  }
}

/// ab − cd to within two units in the last place (Kahan).
func differenceOfProducts(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  let product = c * d
  let error = product.addingProduct(-c, d)
  return (-product).addingProduct(a, b) + error
}
