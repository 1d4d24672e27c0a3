/// The continued fraction of the incomplete beta function I_x(a, b) (Abramowitz & Stegun 26.5.8),
/// by the method of Lentz.
///
/// It converges fast where x < (a + 1) / (a + b + 2); on the other side take I_x(a, b) =
/// 1 − I_{1−x}(b, a).
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
