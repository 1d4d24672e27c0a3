/// The correlation of ranks (Spearman 1904).
public struct SpearmanCorrelation: Hashable, Sendable {
  /// ρ, in `-1...1`.
  public let rho: Double
  /// Σd² that belongs to ρ: (n³ − n)(1 − ρ)/6.
  public let s: Double
  /// The two-sided p.
  public let p: Double
  /// Whether p counts all orders; else it is that of t with n − 2 degrees.
  public let isExact: Bool

  /// Up to so many pairs without ties p is exact.
  public static let mostExact = 9

  /// Correlates.
  ///
  /// - Returns: `nil` with fewer than three pairs, for lists of different lengths, or where a
  ///   measure does not vary.
  public init?(_ x: [Double], _ y: [Double]) {
    guard x.count == y.count, x.count > 2, !(x + y).contains(where: \.isNaN) else { return nil }
    let (ranksX, ranksY) = (Midranks(x), Midranks(y))
    guard let correlation = PearsonCorrelation(ranksX.ranks, ranksY.ranks) else { return nil }
    let n = Double(x.count)
    rho = correlation.r
    s = (n * n * n - n) * (1 - rho) / 6
    isExact = x.count <= SpearmanCorrelation.mostExact && ranksX.ties.isEmpty && ranksY.ties.isEmpty
    guard isExact else {
      p = correlation.p
      return
    }
    let ways = SpearmanCorrelation.ways(x.count)
    let all = ways.reduce(0, +)
    let observed = Int(s.rounded())
    let below = ways[...observed].reduce(0, +) / all
    let above = ways[observed...].reduce(0, +) / all
    p = min(1, 2 * min(below, above))
  }

  /// How many orders of `n` things have each Σd², counted set of places by set of places.
  private static func ways(_ n: Int) -> [Double] {
    let most = (n * n * n - n) / 3
    var tables = [[Double]](repeating: [], count: 1 << n)
    tables[0] = [Double](repeating: 0, count: most + 1)
    tables[0][0] = 1
    for taken in 0..<(1 << n) where !tables[taken].isEmpty {
      let row = taken.nonzeroBitCount
      let table = tables[taken]
      for place in 0..<n where taken & (1 << place) == 0 {
        let next = taken | (1 << place)
        if tables[next].isEmpty { tables[next] = [Double](repeating: 0, count: most + 1) }
        let square = (row - place) * (row - place)
        for (sum, number) in table.enumerated() where number > 0 {
          tables[next][sum + square] += number
        }
      }
      if taken != (1 << n) - 1 { tables[taken] = [] }
    }
    return tables[(1 << n) - 1]
  }
}
