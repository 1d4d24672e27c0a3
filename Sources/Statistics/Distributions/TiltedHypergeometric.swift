#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fisher's noncentral hypergeometric distribution, P(X = x) ∝ P₀(X = x)·exp(θx): a cell of
/// a 2×2 table with fixed margins whose log odds ratio is θ.
struct TiltedHypergeometric {
  /// The distribution without association.
  let central: Hypergeometric
  /// θ.
  let logOdds: Double

  /// The distribution seen from one value.
  struct Split {
    /// P(X < x).
    var below = 0.0
    /// P(X = x).
    var at = 0.0
    /// P(X > x).
    var above = 0.0
    /// E(X) − x.
    var pull = 0.0
  }

  /// The probabilities on both sides of a value and the mean relative to it.
  ///
  /// The terms are summed outwards from the likeliest one, O(σ) of them, so that neither a
  /// large support nor an extreme θ costs digits.
  func split(at x: Int) -> Split {
    let start = mode
    var sum = Split()
    var total = 0.0
    func add(_ value: Int, _ weight: Double) {
      total += weight
      sum.pull += Double(value - x) * weight
      if value < x { sum.below += weight }
      if value == x { sum.at += weight }
      if value > x { sum.above += weight }
    }
    add(start, 1)
    let odds = exp(logOdds)
    var weight = 1.0
    var value = start
    while value < central.support.upperBound, weight > 1e-25 * total {
      weight *= central.stepUp(value) * odds
      value += 1
      add(value, weight)
    }
    weight = 1
    value = start
    while value > central.support.lowerBound, weight > 1e-25 * total {
      value -= 1
      weight /= central.stepUp(value) * odds
      add(value, weight)
    }
    return Split(
      below: sum.below / total, at: sum.at / total, above: sum.above / total,
      pull: sum.pull / total)
  }

  /// A likeliest value: up to it the quotients of neighbours are at least 1.
  private var mode: Int {
    var (low, high) = (central.support.lowerBound, central.support.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if log(central.stepUp(middle)) + logOdds >= 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
