/// The sum of a stretch of a unimodal discrete distribution relative to its first term.
///
/// The terms follow from each other by ratios that only fall, so the sum stops as soon as
/// the rest cannot change it.
///
/// - Parameters:
///   - count: the number of terms, at least 1.
///   - ratio: the quotient of term `i` and term `i − 1`, for `i` in `1..<count`.
func outwardSum(count: Int, ratio: (Int) -> Double) -> Double {
  var sum = 1.0
  var term = 1.0
  var index = 1
  while index < count {
    let quotient = ratio(index)
    term *= quotient
    sum += term
    // Later terms are at most a geometric series with this quotient.
    if quotient < 1, term <= 1e-18 * sum * (1 - quotient) { break }
    index += 1
  }
  return sum
}
