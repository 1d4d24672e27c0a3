/// The deterministic part of gamma: which units of different coders belong together, and how
/// much they differ even so (Mathet, Widlöcher & Métivier 2015).
///
/// Gamma itself divides by an expectation that is sampled, and changes with the sampler; this
/// part does not. Units may overlap here.
public struct BestAlignment: Hashable, Sendable {
  /// A unit of a coder.
  public struct Unit: Hashable, Sendable {
    /// The coder, from 0.
    public let coder: Int
    /// The value, from 0.
    public let value: Int
    /// Where it begins.
    public let start: Double
    /// Where it ends, above `start`.
    public let end: Double

    /// A unit.
    public init(coder: Int, value: Int, start: Double, end: Double) {
      self.coder = coder
      self.value = value
      self.start = start
      self.end = end
    }
  }

  /// How differences are weighed.
  public struct Weights: Hashable, Sendable {
    /// The weight of a difference of place.
    public var place: Double
    /// The weight of a difference of value.
    public var value: Double
    /// What a unit without a partner costs.
    public var empty: Double

    /// Weights; the paper's own are 3, 1 and 1.
    public init(place: Double = 3, value: Double = 1, empty: Double = 1) {
      self.place = place
      self.value = value
      self.empty = empty
    }
  }

  /// The most units that depend on each other for which all alignments are tried.
  public static let mostConnectedUnits = 18

  /// The disorder of the best alignment: the mean cost of its parts for each unit of a coder; 0
  /// where all coders did the same.
  public let disorder: Estimate

  /// Finds the alignment of least cost.
  ///
  /// Units fall into groups that no good alignment joins; within each group every alignment is
  /// weighed (dynamic programming over subsets), so the result is exact or there is none.
  public init(_ units: [Unit], coders: Int, weights: Weights = Weights()) {
    guard coders >= 2, !units.isEmpty else {
      disorder = .undefined(
        reason: coders < 2 ? "there are fewer than two coders" : "nobody marked a unit")
      return
    }
    let search = AlignmentSearch(units: units, coders: coders, weights: weights)
    var cost = 0.0
    for group in search.groups {
      guard group.count <= BestAlignment.mostConnectedUnits else {
        disorder = .undefined(
          reason: "\(group.count) units depend on each other, "
            + "more than \(BestAlignment.mostConnectedUnits) are not tried out")
        return
      }
      cost += search.leastCost(group)
    }
    disorder = .value(cost / (Double(units.count) / Double(coders)))
  }
}

/// The search for one set of units.
private struct AlignmentSearch {
  let units: [BestAlignment.Unit]
  let coders: Int
  let weights: BestAlignment.Weights

  var pairs: Int { coders * (coders - 1) / 2 }

  func difference(_ i: Int, _ j: Int) -> Double {
    let (a, b) = (units[i], units[j])
    let shift = abs(a.start - b.start) + abs(a.end - b.end)
    let place = shift / ((a.end - a.start) + (b.end - b.start))
    return weights.empty
      * (weights.place * place * place + (a.value == b.value ? 0 : weights.value))
  }

  /// Groups of units between which no pair is near enough to be worth joining: two sets of which
  /// every pair differs by more than the cost of one part and of an empty pair are cheaper apart.
  var groups: [[Int]] {
    var group = Array(units.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    let limit = weights.empty * Double(1 + pairs)
    for i in units.indices {
      for j in 0..<i where units[i].coder != units[j].coder && difference(i, j) < limit {
        let (a, b) = (root(i), root(j))
        group[max(a, b)] = min(a, b)
      }
    }
    var members: [Int: [Int]] = [:]
    for index in units.indices { members[root(index), default: []].append(index) }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The least cost of a group, over all ways to join units of different coders.
  func leastCost(_ group: [Int]) -> Double {
    let full = 1 << group.count
    var least = [Double](repeating: .infinity, count: full)
    least[0] = 0
    // `done` holds the units that have found their part; the first that has not is next.
    for done in 0..<full - 1 where least[done] < .infinity {
      let first = (~done).trailingZeroBitCount
      extend(group, part: [first], cost: 0, next: first + 1, done: done, least: &least)
    }
    return least[full - 1]
  }

  /// Tries every part that contains the given units and any later ones.
  private func extend(
    _ group: [Int], part: [Int], cost: Double, next: Int, done: Int, least: inout [Double]
  ) {
    let size = part.count
    // Pairs in which a coder has no unit cost as much as an empty one, also if both have none.
    let empty = weights.empty * Double(pairs - size * (size - 1) / 2)
    let mask = part.reduce(done) { $0 | 1 << $1 }
    let sum = least[done] + (cost + empty) / Double(pairs)
    if sum < least[mask] { least[mask] = sum }
    guard size < coders, next < group.count else { return }
    for candidate in next..<group.count where done & (1 << candidate) == 0 {
      let coder = units[group[candidate]].coder
      if part.contains(where: { units[group[$0]].coder == coder }) { continue }
      let added = part.reduce(0) { $0 + difference(group[$1], group[candidate]) }
      extend(
        group, part: part + [candidate], cost: cost + added, next: candidate + 1, done: done,
        least: &least)
    }
  }
}
