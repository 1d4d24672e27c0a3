#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fisher's exact test: every p is conditional on both margins.
extension TwoByTwo {
  /// Two-sided p: the sum of the probabilities of all tables that are at most 1 + 10⁻⁷ times
  /// as likely as the one observed (the rule of R); 1 where a margin is empty.
  public var fisherP: Double { twoSided(at: a) }

  /// One-sided p against an odds ratio above 1: P(X ≥ a).
  public var fisherPGreater: Double { conditional.upperTail(a) }

  /// One-sided p against an odds ratio below 1: P(X ≤ a).
  public var fisherPLess: Double { conditional.lowerTail(a) }

  /// Two-sided mid-p: twice the smaller of the one-sided ones, at most 1 (Rothman).
  ///
  /// It doubles a tail, unlike `fisherP`, which orders the tables by their likelihood; so in
  /// lopsided tables either may be the smaller.
  public var midP: Double { min(1, 2 * min(midPGreater, midPLess)) }

  /// One-sided mid-p against an odds ratio above 1: P(X > a) + ½P(X = a).
  public var midPGreater: Double { conditional.upperTail(a + 1) + conditional.probability(a) / 2 }

  /// One-sided mid-p against an odds ratio below 1: P(X < a) + ½P(X = a).
  public var midPLess: Double { conditional.lowerTail(a - 1) + conditional.probability(a) / 2 }

  /// The smallest two-sided p that any table with these margins has: where it is above the
  /// level of significance, the test cannot find anything at this n.
  public var attainableP: Double {
    let support = conditional.support
    return min(twoSided(at: support.lowerBound), twoSided(at: support.upperBound))
  }

  private func twoSided(at observed: Int) -> Double {
    let distribution = conditional
    let support = distribution.support
    let mode = distribution.mode
    let limit = distribution.logProbability(observed) + log1p(1e-7)
    if distribution.logProbability(mode) <= limit { return 1 }
    // The probabilities rise to the mode and fall from there: at most two tails count.
    let right = firstIndex(in: mode...support.upperBound + 1) {
      distribution.logProbability($0) <= limit
    }
    let left =
      firstIndex(in: -mode...(-support.lowerBound + 1)) {
        distribution.logProbability(-$0) <= limit
      }
    return min(1, distribution.upperTail(right) + distribution.lowerTail(-left))
  }
}

/// The first index for which a condition holds that never ceases to hold once it does, and
/// is known to hold at the end of the range.
private func firstIndex(in range: ClosedRange<Int>, where holds: (Int) -> Bool) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = low + (high - low) / 2
    if holds(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
