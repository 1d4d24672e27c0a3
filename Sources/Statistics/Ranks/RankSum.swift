#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two groups of numbers compared by their ranks (Mann & Whitney 1947, Wilcoxon 1945).
public struct RankSum: Hashable, Sendable {
  /// The numbers of the first group.
  public let first: [Double]
  /// The numbers of the second group.
  public let second: [Double]
  /// U of the first group: in how many pairs its number is greater, ties counted half.
  public let u: Double
  private let ranks: Midranks

  /// Compares two groups.
  ///
  /// - Returns: `nil` where a group is empty or a number is none.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty, !(first + second).contains(where: \.isNaN) else {
      return nil
    }
    self.first = first
    self.second = second
    ranks = Midranks(first + second)
    let n = first.count
    u = Double(ranks.doubled.prefix(n).reduce(0, +) - n * (n + 1)) / 2
  }

  /// U of the second group.
  public var otherU: Double { Double(first.count * second.count) - u }

  /// The share of pairs in which the first group's number is greater, ties counted half: the
  /// area under the curve.
  public var auc: Double { u / Double(first.count * second.count) }

  /// 2·AUC − 1, in `-1...1`.
  public var rankBiserial: Double { 2 * auc - 1 }

  /// Whether any number stands more than once.
  public var hasTies: Bool { !ranks.ties.isEmpty }

  private var spread: Double {
    let (a, b) = (Double(first.count), Double(second.count))
    let n = a + b
    return (a * b / 12 * (n + 1 - ranks.tieSum / (n * (n - 1)))).squareRoot()
  }

  /// U less its expectation, over its standard deviation with ties.
  public var z: Estimate {
    let expected = Double(first.count * second.count) / 2
    return .ratio(u - expected, spread, else: "all numbers are equal")
  }

  /// The two-sided p of the normal approximation.
  ///
  /// - Parameter corrected: whether U moves half a step towards its expectation.
  public func normalP(corrected: Bool = true) -> Estimate {
    guard spread > 0 else { return .undefined(reason: "all numbers are equal") }
    let distance = abs(u - Double(first.count * second.count) / 2)
    let moved = corrected ? max(0, distance - 0.5) : distance
    return .value(min(1, 2 * Normal.upperTail(moved / spread)))
  }

  /// The exact p given the ties: over all ways to deal the numbers out to groups of these sizes,
  /// how often the first group's rank sum is as far from its expectation.
  ///
  /// By the shift algorithm over doubled ranks; the time grows with n³.
  public var exactP: Double { exact { $0.magnitude >= $1.magnitude } }

  /// The exact p against a greater first group.
  public var exactPGreater: Double { exact { $0 >= $1 } }

  /// The exact p against a smaller first group.
  public var exactPLess: Double { exact { $0 <= $1 } }

  /// The smallest two-sided exact p that numbers with these ties, dealt out to groups of these
  /// sizes, can have.
  public var attainableP: Double {
    let ways = RankSum.ways(ranks.doubled, choosing: first.count)
    let expected = first.count * (ranks.doubled.count + 1)
    let furthest = ways.indices.filter { ways[$0] > 0 }.map { abs($0 - expected) }.max() ?? 0
    let all = ways.reduce(0, +)
    let hits = ways.indices.filter { abs($0 - expected) == furthest }.map { ways[$0] }
    return min(1, hits.reduce(0, +) / all)
  }

  /// The area under the curve with the interval of Hanley & McNeil (1982), kept within 0 and 1.
  ///
  /// The interval rests on many numbers: it is undefined below ten of them, and where one group
  /// lies wholly above the other.
  public func aucInterval(confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let (a, b) = (Double(first.count), Double(second.count))
    let reason: String? =
      a + b < 10
      ? "an interval needs ten numbers"
      : auc <= 0 || auc >= 1 ? "one group lies wholly above the other" : nil
    if let reason {
      return IntervalEstimate(
        .value(auc), lower: .undefined(reason: reason), upper: .undefined(reason: reason),
        confidence: confidence)
    }
    let (above, below) = (auc / (2 - auc), 2 * auc * auc / (1 + auc))
    let variance =
      (auc * (1 - auc) + (a - 1) * (above - auc * auc) + (b - 1) * (below - auc * auc)) / (a * b)
    let reach = confidence.normalQuantile * max(0, variance).squareRoot()
    return IntervalEstimate(
      .value(auc), lower: .value(max(0, auc - reach)), upper: .value(min(1, auc + reach)),
      confidence: confidence)
  }

  /// - Parameter counts: whether a deviation counts beside the observed one.
  private func exact(_ counts: (Int, Int) -> Bool) -> Double {
    let size = first.count
    let ways = RankSum.ways(ranks.doubled, choosing: size)
    let expected = size * (ranks.doubled.count + 1)
    let observed = ranks.doubled.prefix(size).reduce(0, +) - expected
    var (hits, all) = (0.0, 0.0)
    for (sum, number) in ways.enumerated() where number > 0 {
      all += number
      if counts(sum - expected, observed) { hits += number }
    }
    return min(1, hits / all)
  }

  /// In how many ways so many of the numbers have each sum.
  static func ways(_ numbers: [Int], choosing size: Int) -> [Double] {
    let most = numbers.sorted().suffix(size).reduce(0, +)
    var table = [[Double]](repeating: [Double](repeating: 0, count: most + 1), count: size + 1)
    table[0][0] = 1
    for (index, number) in numbers.enumerated() {
      for chosen in stride(from: min(size, index + 1), through: 1, by: -1) {
        let before = table[chosen - 1]
        before.withUnsafeBufferPointer { before in
          table[chosen].withUnsafeMutableBufferPointer { here in
            for sum in number..<max(number, most + 1) { here[sum] += before[sum - number] }
          }
        }
      }
    }
    return table[size]
  }

  /// The shift between the groups: the median of all differences, with the exact interval that
  /// holds it (Hodges & Lehmann 1963; Bauer 1972).
  ///
  /// The interval is that of numbers without ties, and undefined with them.
  public func shift(confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let differences = first.flatMap { a in second.map { a - $0 } }.sorted()
    let count = differences.count
    let middle =
      count % 2 == 1
      ? differences[count / 2] : (differences[count / 2 - 1] + differences[count / 2]) / 2
    guard !hasTies else {
      let reason = "there are ties"
      return IntervalEstimate(
        .value(middle), lower: .undefined(reason: reason), upper: .undefined(reason: reason),
        confidence: confidence)
    }
    // The distribution of U without ties: sums of ranks, the least one taken off.
    let size = first.count
    let ways = RankSum.ways(Array(1...(size + second.count)), choosing: size)
    let all = ways.reduce(0, +)
    let least = size * (size + 1) / 2
    var below = 0.0
    var place = 0
    while place < count {
      below += ways[least + place]
      if below >= confidence.tail * all * (1 - 1e-14) { break }
      place += 1
    }
    place = max(1, place)
    return IntervalEstimate(
      .value(middle), lower: .value(differences[place - 1]),
      upper: .value(differences[count - place]), confidence: confidence)
  }
}
