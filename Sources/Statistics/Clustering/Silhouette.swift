/// How well each thing lies in its cluster (Rousseeuw 1987): (b − a) / max(a, b), a being its
/// mean distance from the other members, b that from the nearest other cluster; in `-1...1`.
public struct Silhouette: Hashable, Sendable {
  /// The width of each thing; 0 for the only member of a cluster, and where a = b = 0.
  public let widths: [Double]
  /// The nearest other cluster of each thing, the first of equally near ones.
  public let neighbours: [Int]
  /// The mean of all widths.
  public let mean: Double

  /// Computes the widths.
  ///
  /// - Parameters:
  ///   - labels: the cluster of each thing, from 0 without a gap.
  /// - Returns: `nil` with fewer than two clusters, where no thing has another one.
  public init?(_ distances: DistanceMatrix, labels: [Int]) {
    let clusters = (labels.max() ?? -1) + 1
    guard clusters > 1, labels.count == distances.count, labels.allSatisfy({ $0 >= 0 }) else {
      return nil
    }
    var sizes = [Int](repeating: 0, count: clusters)
    for label in labels { sizes[label] += 1 }
    guard !sizes.contains(0) else { return nil }
    var widths: [Double] = []
    var neighbours: [Int] = []
    for (thing, own) in labels.enumerated() {
      var sums = [Double](repeating: 0, count: clusters)
      for other in labels.indices { sums[labels[other]] += distances[thing, other] }
      var nearest = -1
      var b = Double.infinity
      for cluster in 0..<clusters where cluster != own {
        let mean = sums[cluster] / Double(sizes[cluster])
        if mean < b { (nearest, b) = (cluster, mean) }
      }
      let a = sizes[own] > 1 ? sums[own] / Double(sizes[own] - 1) : 0
      let isAlone = sizes[own] == 1 || max(a, b) == 0
      widths.append(isAlone ? 0 : (b - a) / max(a, b))
      neighbours.append(nearest)
    }
    self.widths = widths
    self.neighbours = neighbours
    mean = widths.reduce(0, +) / Double(max(1, widths.count))
  }
}
