import Statistics
import TestSupport
import Testing

/// Agglomeration as the definitions say it: of all pairs of clusters the nearest is merged,
/// every distance computed anew from the members.
private struct DefinedAgglomeration {
  var merges: [(members: Set<Int>, height: Double)] = []

  init(_ distances: DistanceMatrix, _ linkage: Linkage, points: [[Double]]) {
    var clusters = (0..<distances.count).map { [$0] }
    while clusters.count > 1 {
      var nearest = (0, 1, Double.infinity)
      for i in clusters.indices {
        for j in i + 1..<max(clusters.count, i + 1) {
          let height = Self.height(clusters[i], clusters[j], distances, linkage, points)
          // Clusters stand in the order of their earliest members, so that the first wins.
          if height < nearest.2 - 1e-9 { nearest = (i, j, height) }
        }
      }
      let (i, j, height) = nearest
      clusters[i] = (clusters[i] + clusters[j]).sorted()
      clusters.remove(at: j)
      merges.append((Set(clusters[i]), height))
    }
  }

  static func height(
    _ a: [Int], _ b: [Int], _ distances: DistanceMatrix, _ linkage: Linkage, _ points: [[Double]]
  ) -> Double {
    let all = a.flatMap { first in b.map { distances[first, $0] } }
    switch linkage {
    case .single: return all.min() ?? 0
    case .complete: return all.max() ?? 0
    case .average: return all.reduce(0, +) / Double(all.count)
    case .ward:
      // The rise of the squared deviations from the centres, in the scale of two points.
      func centre(_ members: [Int]) -> [Double] {
        points[0].indices.map { axis in
          members.reduce(0) { $0 + points[$1][axis] } / Double(members.count)
        }
      }
      let square = zip(centre(a), centre(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let (na, nb) = (Double(a.count), Double(b.count))
      return (2 * na * nb / (na + nb) * square).squareRoot()
    }
  }
}

extension Dendrogram {
  /// The members of the cluster that each merge makes.
  fileprivate var clusters: [Set<Int>] {
    var made: [Set<Int>] = []
    for merge in merges {
      func members(_ branch: Branch) -> Set<Int> {
        switch branch {
        case .leaf(let leaf): [leaf]
        case .merge(let index): made[index]
        }
      }
      made.append(members(merge.first).union(members(merge.second)))
    }
    return made
  }
}

@Suite struct DendrogramTests {
  /// Points on a small grid, so that many distances are equal.
  private func points(_ count: Int, seed: UInt64, grid: Int?) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (0..<3).map { _ in
        grid.map { Double(Int.random(in: 0...$0, using: &generator)) }
          ?? Double.random(in: 0...1, using: &generator)
      }
    }
  }

  @Test(arguments: Linkage.allCases)
  func mergesAreThoseOfTheDefinitions(_ linkage: Linkage) throws {
    for seed in 1...60 {
      let points = points(2 + seed % 11, seed: UInt64(seed), grid: nil)
      let distances = try DistanceMatrix.euclidean(points)
      let tree = Dendrogram(distances, linkage: linkage)
      let model = DefinedAgglomeration(distances, linkage, points: points)
      #expect(tree.clusters == model.merges.map(\.members), "seed \(seed)")
      for (merge, defined) in zip(tree.merges, model.merges) {
        #expect(agree(merge.height, defined.height, within: 1e-9), "seed \(seed)")
        #expect(merge.size == defined.members.count)
      }
    }
  }

  @Test(arguments: Linkage.allCases)
  func equalDistancesAreMergedAsTheRuleSays(_ linkage: Linkage) throws {
    for seed in 1...60 {
      let points = points(2 + seed % 11, seed: UInt64(seed), grid: 1)
      let distances = try DistanceMatrix.euclidean(points)
      let tree = Dendrogram(distances, linkage: linkage)
      let model = DefinedAgglomeration(distances, linkage, points: points)
      #expect(tree.clusters == model.merges.map(\.members), "seed \(seed)")
    }
  }

  @Test func aTieIsTold() throws {
    // 0 and 1 are as near as 2 and 3.
    let line = [0.0, 1, 10, 11]
    let tree = Dendrogram(
      try DistanceMatrix(count: 4) { abs(line[$0] - line[$1]) }, linkage: .complete)
    #expect(tree.merges.map(\.isTie) == [true, false, false])
    #expect(tree.merges[0].first == .leaf(0) && tree.merges[0].second == .leaf(1))
    #expect(tree.cut(into: 2) == [0, 0, 1, 1])
  }

  @Test func aCutHasAsManyClustersAsAskedAndCutsAreNested() throws {
    for seed in 1...30 {
      let distances = try DistanceMatrix.euclidean(points(12, seed: UInt64(seed), grid: 2))
      let tree = Dendrogram(distances, linkage: .average)
      var finer = Array(0..<12)
      for k in stride(from: 12, through: 1, by: -1) {
        let labels = tree.cut(into: k)
        #expect(Set(labels) == Set(0..<k))
        // Numbered by first members.
        #expect(labels.indices.allSatisfy { labels[$0] <= (labels[..<$0].max() ?? -1) + 1 })
        for i in 0..<12 {
          for j in 0..<i where finer[i] == finer[j] { #expect(labels[i] == labels[j]) }
        }
        finer = labels
      }
    }
  }

  @Test func leavesOfACutStandTogetherInTheOrder() throws {
    for seed in 1...30 {
      let distances = try DistanceMatrix.euclidean(points(10, seed: UInt64(seed), grid: 2))
      let tree = Dendrogram(distances, linkage: .single)
      #expect(tree.order.sorted() == Array(0..<10))
      for k in 1...10 {
        let labels = tree.cut(into: k)
        let along = tree.order.map { labels[$0] }
        let changes = zip(along, along.dropFirst()).count { $0 != $1 }
        #expect(changes == k - 1)
      }
    }
  }

  @Test func theTreeOfATreeIsTheSame() throws {
    // Distances read off a tree are an ultrametric, which single linkage gives back.
    let distances = try DistanceMatrix.euclidean(points(9, seed: 5, grid: nil))
    let tree = Dendrogram(distances, linkage: .average)
    let own = try #require(tree.copheneticDistances)
    let again = Dendrogram(own, linkage: .single)
    #expect(again.copheneticDistances == own)
    #expect(agree(again.copheneticCorrelation(own).value, 1, within: 1e-12))
  }

  @Test func withoutVariationThereIsNoCopheneticCorrelation() throws {
    let equal = try DistanceMatrix(count: 4) { _, _ in 0.1 + 0.2 }
    let tree = Dendrogram(equal, linkage: .average)
    #expect(tree.copheneticCorrelation(equal).reason == "all distances are equal")
    let two = try DistanceMatrix(count: 2) { _, _ in 1 }
    #expect(Dendrogram(two, linkage: .single).copheneticCorrelation(two).value == nil)
  }

  @Test func noThingAndOneThingHaveNoMerges() throws {
    for count in 0...1 {
      let tree = Dendrogram(try DistanceMatrix(count: count) { _, _ in 1 }, linkage: .ward)
      #expect(tree.merges.isEmpty)
      #expect(tree.order == Array(0..<count))
      #expect(tree.cut(into: 3) == Array(0..<count))
    }
  }

  @Test(arguments: [-1, Double.nan, .infinity]) func whatIsNoDistanceIsRefused(_ value: Double) {
    #expect(throws: ClusteringError.noDistance(first: 1, second: 2)) {
      _ = try DistanceMatrix(count: 3) { $0 == 2 && $1 == 1 ? value : 1 }
    }
  }
}
