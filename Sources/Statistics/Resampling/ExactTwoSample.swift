/// The permutation test of Fisher and Pitman for two groups: over all ways to deal the numbers out
/// to groups of these sizes, how often their sums are as far apart.
public struct ExactTwoSample: Hashable, Sendable {
  /// The two-sided p, at least 1 over the number of ways.
  public let p: Double
  /// In how many ways the numbers can be dealt out.
  public let splits: Int

  /// More ways than this are not counted out.
  public static let mostSplits = 1_000_000

  /// Compares two groups.
  ///
  /// - Returns: `nil` where a group is empty, a number is not finite, or there are more ways than
  ///   `mostSplits`.
  public init?(_ first: [Double], _ second: [Double]) {
    let all = first + second
    guard !first.isEmpty, !second.isEmpty, all.allSatisfy(\.isFinite),
      logBinomial(all.count, first.count) <= ExactTwoSample.logMost
    else { return nil }
    let mean = all.reduce(0, +) / Double(all.count)
    let centred = all.map { $0 - mean }
    let observed = abs(centred.prefix(first.count).reduce(0, +))
    // What is as far apart but for rounding counts.
    let slack = 1e-9 * max(1, all.reduce(0) { max($0, abs($1)) })
    var (hits, splits) = (0, 0)
    var places = Array(0..<first.count)
    var sums = [Double](repeating: 0, count: first.count + 1)
    for (index, place) in places.enumerated() { sums[index + 1] = sums[index] + centred[place] }
    let last = all.count
    while true {
      splits += 1
      if abs(sums[first.count]) >= observed - slack { hits += 1 }
      var index = first.count - 1
      while index >= 0, places[index] == last - first.count + index { index -= 1 }
      if index < 0 { break }
      places[index] += 1
      sums[index + 1] = sums[index] + centred[places[index]]
      for next in index + 1..<max(index + 1, first.count) {
        places[next] = places[next - 1] + 1
        sums[next + 1] = sums[next] + centred[places[next]]
      }
    }
    self.splits = splits
    p = Double(hits) / Double(splits)
  }

  /// ln of 10⁶, and a little for rounding.
  private static let logMost = 13.815_511
}
