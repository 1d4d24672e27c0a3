/// The correlation by pairs that agree in order (Kendall 1938), τ_b with ties.
public struct KendallCorrelation: Hashable, Sendable {
  /// τ_b, in `-1...1`.
  public let tau: Double
  /// How many pairs have both measures in the same order.
  public let concordant: Int
  /// The two-sided p.
  public let p: Double
  /// Whether p counts all orders; else it is that of the normal distribution with ties.
  public let isExact: Bool

  /// Below so many pairs without ties p is exact.
  public static let exactBelow = 50

  /// Correlates.
  ///
  /// - Returns: `nil` with fewer than two pairs, for lists of different lengths, or where a
  ///   measure does not vary.
  public init?(_ x: [Double], _ y: [Double]) {
    let n = x.count
    guard n == y.count, n > 1, !(x + y).contains(where: \.isNaN) else { return nil }
    var (same, other) = (0, 0)
    for i in 0..<n {
      for j in 0..<i {
        let sign = (x[i] - x[j]) * (y[i] - y[j])
        if sign > 0 { same += 1 } else if sign < 0 { other += 1 }
      }
    }
    let (tiesX, tiesY) = (Midranks(x).ties, Midranks(y).ties)
    func pairs(_ ties: [Int]) -> Double { ties.reduce(0) { $0 + Double($1 * ($1 - 1)) / 2 } }
    let all = Double(n * (n - 1)) / 2
    let (untiedX, untiedY) = (all - pairs(tiesX), all - pairs(tiesY))
    guard untiedX > 0, untiedY > 0 else { return nil }
    concordant = same
    let difference = Double(same - other)
    tau = difference / (untiedX.squareRoot() * untiedY.squareRoot())
    isExact = n < KendallCorrelation.exactBelow && tiesX.isEmpty && tiesY.isEmpty
    if isExact {
      let ways = KendallCorrelation.ways(n)
      let total = ways.reduce(0, +)
      let below = ways[...same].reduce(0, +) / total
      let above = ways[same...].reduce(0, +) / total
      p = min(1, 2 * min(below, above))
    } else {
      let z = difference / KendallCorrelation.variance(Double(n), tiesX, tiesY).squareRoot()
      p = min(1, 2 * Normal.upperTail(abs(z)))
    }
  }

  /// The variance of concordant less discordant pairs with ties (Kendall 1970, 4.5).
  private static func variance(_ n: Double, _ tiesX: [Int], _ tiesY: [Int]) -> Double {
    func sum(_ ties: [Int], _ part: (Double) -> Double) -> Double {
      ties.reduce(0) { $0 + part(Double($1)) }
    }
    func whole(_ t: Double) -> Double { t * (t - 1) * (2 * t + 5) }
    let single = (whole(n) - sum(tiesX, whole) - sum(tiesY, whole)) / 18
    func pair(_ t: Double) -> Double { t * (t - 1) }
    func triple(_ t: Double) -> Double { t * (t - 1) * (t - 2) }
    let double = sum(tiesX, pair) * sum(tiesY, pair) / (2 * n * (n - 1))
    let threefold = n > 2 ? sum(tiesX, triple) * sum(tiesY, triple) / (9 * triple(n)) : 0
    return single + double + threefold
  }

  /// How many orders of `n` things have each number of pairs in order, as shares of all.
  private static func ways(_ n: Int) -> [Double] {
    var ways = [1.0]
    for size in 2...max(2, n) {
      var next = [Double](repeating: 0, count: ways.count + size - 1)
      for (number, share) in ways.enumerated() {
        for added in 0..<size { next[number + added] += share / Double(size) }
      }
      ways = next
    }
    return ways
  }
}
