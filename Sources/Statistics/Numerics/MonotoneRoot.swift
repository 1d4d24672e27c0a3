/// Where an increasing function passes zero, by bisection down to neighbouring numbers.
///
/// Bisection and not a faster method: the tails of exact intervals are flat, where secants
/// stop early; that is the 0.7 % error of `fisher.test` in R 4.2.
///
/// - Parameters:
///   - start: where to look first.
///   - limit: how far from 0 the root may lie; the nearer bound is returned where the
///     function does not change its sign within.
func increasingRoot(
  near start: Double, limit: Double = 700, _ function: (Double) -> Double
) -> Double {
  var low = max(-limit, start - 1)
  var high = min(limit, start + 1)
  var width = 1.0
  while function(low) > 0 {
    if low <= -limit { return low }
    (low, high) = (max(-limit, low - width), low)
    width *= 2
  }
  width = 1
  while function(high) < 0 {
    if high >= limit { return high }
    (low, high) = (high, min(limit, high + width))
    width *= 2
  }
  while true {
    let middle = low + (high - low) / 2
    if middle <= low || middle >= high { return middle }
    let value = function(middle)
    if value == 0 { return middle }
    if value < 0 { low = middle } else { high = middle }
  }
}
