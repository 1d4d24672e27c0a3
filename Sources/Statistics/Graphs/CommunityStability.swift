/// Communities of a randomised method over many seeds: the best one, and how far the others
/// agree with it and with each other.
public struct CommunityStability: Hashable, Sendable {
  /// The partition with the greatest modularity, that of the first such seed.
  public let best: [Int]
  /// Its modularity.
  public let modularity: Double
  /// Its seed.
  public let bestSeed: UInt64
  /// The least modularity of all runs.
  public let leastModularity: Double
  /// The number of runs.
  public let runs: Int
  /// The number of different partitions.
  public let partitions: Int
  /// How many runs found the best partition.
  public let timesBest: Int
  /// The mean adjusted Rand index of all pairs of runs.
  public let meanAgreement: Estimate
  /// For each thing the mean share of companions kept: of those that are with it in the best
  /// partition or in a run, the share that is with it in both; 1 where it is alone in both.
  public let stability: [Double]

  /// Runs a method.
  ///
  /// - Parameters:
  ///   - runs: how often, at least 1.
  ///   - firstSeed: the seed of the first run; the next ones follow by 1.
  ///   - communities: the method, which gives every thing a community.
  /// - Returns: `nil` for a graph without ties, where there is no modularity.
  public init?(
    _ graph: UndirectedGraph, resolution: Double = 1, runs: Int = 100, firstSeed: UInt64 = 1,
    _ communities: (UndirectedGraph, Double, UInt64) -> [Int]
  ) {
    var found: [[Int]] = []
    var times: [Int] = []
    var seeds: [UInt64] = []
    var indices: [[Int]: Int] = [:]
    for run in 0..<max(1, runs) {
      let seed = firstSeed &+ UInt64(run)
      let labels = canonicalLabels(communities(graph, resolution, seed))
      if let known = indices[labels] {
        times[known] += 1
      } else {
        indices[labels] = found.count
        found.append(labels)
        times.append(1)
        seeds.append(seed)
      }
    }
    let qualities = found.compactMap { graph.modularity($0, resolution: resolution).value }
    guard qualities.count == found.count, let greatest = qualities.max(),
      let winner = qualities.firstIndex(where: { $0 >= greatest - 1e-12 })
    else { return nil }
    best = found[winner]
    modularity = qualities[winner]
    bestSeed = seeds[winner]
    leastModularity = qualities.min() ?? modularity
    self.runs = times.reduce(0, +)
    partitions = found.count
    timesBest = times[winner]
    meanAgreement = CommunityStability.agreement(found, times)
    let best = found[winner]
    var kept = [Double](repeating: 0, count: graph.count)
    for (labels, times) in zip(found, times) {
      for (thing, share) in CommunityStability.kept(labels, best).enumerated() {
        kept[thing] += share * Double(times)
      }
    }
    let all = Double(times.reduce(0, +))
    stability = kept.map { $0 / all }
  }

  private static func agreement(_ found: [[Int]], _ times: [Int]) -> Estimate {
    let runs = Double(times.reduce(0, +))
    guard runs > 1 else { return .undefined(reason: "there is one run only") }
    var sum = 0.0
    for first in found.indices {
      // The runs with one and the same partition agree wholly.
      sum += Double(times[first]) * Double(times[first] - 1) / 2
      for second in 0..<first {
        guard let index = adjustedRandIndex(found[first], found[second]).value else { continue }
        sum += index * Double(times[first]) * Double(times[second])
      }
    }
    return .value(sum / (runs * (runs - 1) / 2))
  }

  private static func kept(_ labels: [Int], _ best: [Int]) -> [Double] {
    let columns = (best.max() ?? -1) + 1
    var cells = [Int](repeating: 0, count: ((labels.max() ?? -1) + 1) * columns)
    var rows = [Int](repeating: 0, count: labels.count)
    var sums = [Int](repeating: 0, count: columns)
    for (row, column) in zip(labels, best) {
      cells[row * columns + column] += 1
      rows[row] += 1
      sums[column] += 1
    }
    return zip(labels, best).map { row, column in
      let both = cells[row * columns + column] - 1
      let either = rows[row] + sums[column] - 2 - both
      return either == 0 ? 1 : Double(both) / Double(either)
    }
  }
}
