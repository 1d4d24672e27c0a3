/// Several groups of numbers compared by their ranks (Kruskal & Wallis 1952), ties corrected.
public struct KruskalWallis: Hashable, Sendable {
  /// Two groups compared after the whole (Dunn 1964).
  public struct Pair: Hashable, Sendable {
    /// The indices of both groups, the lower one first.
    public let first, second: Int
    /// The difference of the mean ranks over its standard error.
    public let z: Double
    /// The two-sided p of the normal distribution, for this pair alone.
    public let p: Double
    /// p corrected for all pairs by Holm's step-down.
    public let holm: Double
  }

  /// H, compared with chi-square.
  public let h: Double
  /// The groups less one.
  public let degrees: Int
  /// The upper tail of chi-square.
  public let p: Double
  /// H/(n − 1), in `0...1`.
  public let epsilonSquared: Double
  /// Every pair of groups, in order.
  public let pairs: [Pair]

  /// Compares groups.
  ///
  /// - Returns: `nil` where there are fewer than two groups, one is empty, a number is none, or
  ///   all numbers are equal.
  public init?(_ groups: [[Double]]) {
    let all = groups.flatMap { $0 }
    guard groups.count > 1, groups.allSatisfy({ !$0.isEmpty }), !all.contains(where: \.isNaN),
      let one = all.first, all.contains(where: { $0 != one })
    else { return nil }
    let midranks = Midranks(all)
    let ranks = midranks.ranks
    let n = Double(all.count)
    var start = 0
    var means: [Double] = []
    var sum = 0.0
    for group in groups {
      let total = ranks[start..<start + group.count].reduce(0, +)
      means.append(total / Double(group.count))
      sum += total * total / Double(group.count)
      start += group.count
    }
    let correction = 1 - midranks.tieSum / (n * n * n - n)
    h = (12 * sum / (n * (n + 1)) - 3 * (n + 1)) / correction
    degrees = groups.count - 1
    p = ChiSquare.upperTail(h, degrees: degrees)
    epsilonSquared = h / (n - 1)
    let variance = n * (n + 1) / 12 - midranks.tieSum / (12 * (n - 1))
    var found: [(Int, Int, Double, Double)] = []
    for first in groups.indices {
      for second in first + 1..<max(first + 1, groups.count) {
        let parts = 1 / Double(groups[first].count) + 1 / Double(groups[second].count)
        let z = (means[first] - means[second]) / (variance * parts).squareRoot()
        found.append((first, second, z, 2 * Normal.upperTail(abs(z))))
      }
    }
    let holm = (try? MultiplicityAdjustment.holm.adjust(found.map { min(1, $0.3) })) ?? []
    pairs = zip(found, holm).map { pair, adjusted in
      Pair(first: pair.0, second: pair.1, z: pair.2, p: min(1, pair.3), holm: adjusted)
    }
  }
}
