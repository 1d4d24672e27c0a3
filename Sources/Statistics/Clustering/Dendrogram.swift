/// The tree of an agglomerative clustering.
public struct Dendrogram: Hashable, Sendable {
  /// One part of a merge.
  public enum Branch: Hashable, Sendable {
    /// A thing, by index from 0.
    case leaf(Int)
    /// The cluster that an earlier merge made, by index from 0.
    case merge(Int)
  }

  /// Two clusters become one.
  public struct Merge: Hashable, Sendable {
    /// The first part: a leaf before a cluster, then the lower index.
    public let first: Branch
    /// The second part.
    public let second: Branch
    /// The distance at which they are merged.
    public let height: Double
    /// The members of the new cluster.
    public let size: Int
    /// Whether another pair was as near, so that the rule for ties decided.
    public let isTie: Bool
  }

  /// What is printed about equal distances.
  public static let tieRule =
    "of equally near pairs the one whose earliest member comes first is merged, then the one "
    + "whose other part begins first; distances within 1e-10 of the greatest count as equal"

  /// The number of things.
  public let count: Int
  /// The merges in order, one fewer than there are things.
  public let merges: [Merge]

  /// Builds the tree from a distance matrix.
  ///
  /// The nearest neighbour of each cluster is kept, so that most merges cost as many steps as
  /// there are clusters. Equal distances are merged as `tieRule` says.
  public init(_ distances: DistanceMatrix, linkage: Linkage) {
    count = distances.count
    var work = Agglomeration(distances, linkage)
    merges = work.run()
  }

  /// The leaves from left to right, so that no branches cross: of each merge the first part
  /// before the second.
  public var order: [Int] {
    var order: [Int] = []
    var open: [Branch] = merges.isEmpty ? (0..<count).map { .leaf($0) } : [.merge(merges.count - 1)]
    while let branch = open.popLast() {
      switch branch {
      case .leaf(let leaf): order.append(leaf)
      case .merge(let merge): open += [merges[merge].second, merges[merge].first]
      }
    }
    return order
  }

  /// The cluster of each thing when the last merges are undone until `clusters` are left.
  ///
  /// Clusters are numbered from 0 in the order of their first members.
  ///
  /// - Parameter clusters: clamped to 1 and the number of things.
  public func cut(into clusters: Int) -> [Int] {
    let kept = count - max(1, min(clusters, count))
    var parent = Array(0..<count)
    func root(_ leaf: Int) -> Int {
      var leaf = leaf
      while parent[leaf] != leaf { leaf = parent[leaf] }
      return leaf
    }
    var representative: [Int] = []
    for merge in merges.prefix(max(0, kept)) {
      func leaf(_ branch: Branch) -> Int {
        switch branch {
        case .leaf(let leaf): leaf
        case .merge(let merge): representative[merge]
        }
      }
      let (a, b) = (root(leaf(merge.first)), root(leaf(merge.second)))
      parent[max(a, b)] = min(a, b)
      representative.append(min(a, b))
    }
    return canonicalLabels((0..<count).map(root))
  }

  /// The height at which two things first lie in one cluster, for every pair.
  public var copheneticDistances: DistanceMatrix? {
    guard var distances = try? DistanceMatrix(count: count, { _, _ in 0 }) else { return nil }
    var members: [[Int]] = []
    for merge in merges {
      func leaves(_ branch: Branch) -> [Int] {
        switch branch {
        case .leaf(let leaf): [leaf]
        case .merge(let merge): members[merge]
        }
      }
      let (a, b) = (leaves(merge.first), leaves(merge.second))
      for first in a {
        for second in b { distances[first, second] = merge.height }
      }
      members.append(a + b)
    }
    return distances
  }

  /// How faithful the tree is: the correlation of the distances with those in the tree
  /// (Sokal & Rohlf 1962).
  ///
  /// - Parameter distances: those that the tree was built from.
  public func copheneticCorrelation(_ distances: DistanceMatrix) -> Estimate {
    guard count > 2 else { return .undefined(reason: "there are fewer than three things") }
    guard let own = copheneticDistances else {
      return .undefined(reason: "the tree has no distances")
    }
    return productMomentCorrelation(distances.pairs, own.pairs)
  }
}

/// The same partition with clusters numbered from 0 in the order of their first members.
func canonicalLabels(_ labels: [Int]) -> [Int] {
  var numbers: [Int: Int] = [:]
  return labels.map { label in
    if let number = numbers[label] { return number }
    numbers[label] = numbers.count
    return numbers.count - 1
  }
}

/// Pearson's correlation of two lists of equal length; undefined where one does not vary.
func productMomentCorrelation(_ x: [Double], _ y: [Double]) -> Estimate {
  let n = Double(x.count)
  guard n > 0 else { return .undefined(reason: "there are no pairs") }
  let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for (a, b) in zip(x, y) {
    xx += (a - meanX) * (a - meanX)
    yy += (b - meanY) * (b - meanY)
    xy += (a - meanX) * (b - meanY)
  }
  let noise = 1e-24 * n
  guard xx > noise * meanX * meanX, yy > noise * meanY * meanY else {
    return .undefined(reason: "all distances are equal")
  }
  return .value(max(-1, min(1, xy / (xx * yy).squareRoot())))
}
