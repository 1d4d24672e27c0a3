/// The work of merging the nearest clusters step by step.
///
/// A cluster lives in the place of its earliest member. For each place the nearest cluster at a
/// later place is kept, the earliest of equally near ones; so the first place whose neighbour is
/// nearest gives the pair that the rule for ties asks for.
struct Agglomeration {
  private let linkage: Linkage
  private let count: Int
  /// Distances within this count as equal.
  private let grain: Double
  private var distances: DistanceMatrix
  private var isAlive: [Bool]
  private var sizes: [Int]
  private var branches: [Dendrogram.Branch]
  private var nearest: [Int]

  init(_ distances: DistanceMatrix, _ linkage: Linkage) {
    self.linkage = linkage
    count = distances.count
    let work = linkage.squares ? distances.map { $0 * $0 } : distances
    let greatest = work.pairs.max() ?? 0
    grain = greatest > 0 ? greatest / 0x1p33 : 1
    self.distances = work
    isAlive = [Bool](repeating: true, count: count)
    sizes = [Int](repeating: 1, count: count)
    branches = (0..<count).map { .leaf($0) }
    nearest = [Int](repeating: -1, count: count)
    for place in 0..<count { nearest[place] = nearestBehind(place) }
  }

  /// Whole numbers that tell equal distances from different ones.
  private func key(_ first: Int, _ second: Int) -> Double {
    (distances[first, second] / grain).rounded()
  }

  private func nearestBehind(_ place: Int) -> Int {
    var found = -1
    var least = Double.infinity
    for other in place + 1..<max(count, place + 1) where isAlive[other] {
      let here = key(place, other)
      if here < least { (found, least) = (other, here) }
    }
    return found
  }

  mutating func run() -> [Dendrogram.Merge] {
    var merges: [Dendrogram.Merge] = []
    while merges.count + 1 < count, let (i, j, isTie) = nearestPair() {
      let distance = distances[i, j]
      let height = linkage.squares ? max(0, distance).squareRoot() : distance
      let parts = ordered(branches[i], branches[j])
      merges.append(
        Dendrogram.Merge(
          first: parts.0, second: parts.1,
          // Rounding must not let a later merge lie below an earlier one.
          height: max(height, merges.last?.height ?? 0), size: sizes[i] + sizes[j], isTie: isTie))
      branches[i] = .merge(merges.count - 1)
      unite(i, j)
    }
    return merges
  }

  private func nearestPair() -> (Int, Int, isTie: Bool)? {
    var found: Int?
    var least = Double.infinity
    var holders = 0
    for place in 0..<count where isAlive[place] && nearest[place] >= 0 {
      let here = key(place, nearest[place])
      if here < least { (found, least, holders) = (place, here, 0) }
      if here == least { holders += 1 }
    }
    guard let i = found else { return nil }
    let j = nearest[i]
    let isTie =
      holders > 1
      || (j + 1..<max(count, j + 1)).contains { isAlive[$0] && key(i, $0) == least }
    return (i, j, isTie)
  }

  private mutating func unite(_ i: Int, _ j: Int) {
    let (ni, nj) = (Double(sizes[i]), Double(sizes[j]))
    let between = distances[i, j]
    for k in 0..<count where isAlive[k] && k != i && k != j {
      distances[k, i] = linkage.distance(
        ki: distances[k, i], kj: distances[k, j], ij: between, ni: ni, nj: nj,
        nk: Double(sizes[k]))
    }
    isAlive[j] = false
    sizes[i] += sizes[j]
    nearest[j] = -1
    nearest[i] = nearestBehind(i)
    for k in 0..<j where isAlive[k] && k != i {
      if nearest[k] == i || nearest[k] == j {
        nearest[k] = nearestBehind(k)
      } else if k < i, (key(k, i), i) < (key(k, nearest[k]), nearest[k]) {
        nearest[k] = i
      }
    }
  }

  /// A leaf before a cluster, then the lower index.
  private func ordered(
    _ a: Dendrogram.Branch, _ b: Dendrogram.Branch
  ) -> (Dendrogram.Branch, Dendrogram.Branch) {
    switch (a, b) {
    case (.leaf(let x), .leaf(let y)), (.merge(let x), .merge(let y)): x < y ? (a, b) : (b, a)
    case (.leaf, .merge): (a, b)
    case (.merge, .leaf): (b, a)
    }
  }
}
