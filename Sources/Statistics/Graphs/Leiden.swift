#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Communities by the Leiden method (Traag, Waltman & van Eck 2019): like Louvain, but each
/// community is refined before it becomes a thing, so that none is badly connected.
///
/// It is repeated from its own result until the modularity no longer rises.
///
/// - Parameters:
///   - resolution: γ of the modularity.
///   - seed: decides the order in which things are visited and the random refinement.
/// - Returns: the community of each thing, numbered from 0 in the order of their first members.
public func leidenCommunities(
  _ graph: UndirectedGraph, resolution: Double = 1, seed: UInt64
) -> [Int] {
  var generator = Xoshiro256StarStar(seed: seed)
  var labels = Array(0..<graph.count)
  guard !graph.edges.isEmpty else { return labels }
  var greatest = -Double.infinity
  for _ in 0..<100 {
    let next = leidenRound(graph, from: labels, resolution, &generator)
    let q = graph.modularity(next, resolution: resolution).value ?? -.infinity
    guard q > greatest + 1e-12 else { break }
    (labels, greatest) = (next, q)
  }
  return labels
}

private func leidenRound(
  _ graph: UndirectedGraph, from start: [Int], _ resolution: Double,
  _ generator: inout Xoshiro256StarStar
) -> [Int] {
  var network = CommunityNetwork(graph)
  /// The thing of the network that each thing of the graph is in.
  var place = Array(0..<graph.count)
  var labels = start
  while true {
    var moving = LocalMoving(network, labels, resolution: resolution)
    moving.queue(&generator)
    let communities = canonicalLabels(moving.labels)
    if (communities.max() ?? -1) + 1 == network.count { return flat(place, communities) }
    var refinement = LeidenRefinement(network, communities, resolution)
    let groups = canonicalLabels(refinement.run(&generator))
    let size = (groups.max() ?? -1) + 1
    // Nothing was merged: the next round would see the same network.
    if size == network.count { return flat(place, communities) }
    var above = [Int](repeating: 0, count: size)
    for (thing, group) in groups.enumerated() { above[group] = communities[thing] }
    place = place.map { groups[$0] }
    network = CommunityNetwork(network, groups: groups)
    labels = above
  }
}

private func flat(_ place: [Int], _ communities: [Int]) -> [Int] {
  canonicalLabels(place.map { communities[$0] })
}

/// Splits communities into well connected parts by merging single things at random, with
/// greater gains more likely.
private struct LeidenRefinement {
  let network: CommunityNetwork
  let communities: [Int]
  let resolution: Double
  /// How random the merges are, as in the article; gains are measured in mean ties.
  static let randomness = 0.01
  private var labels: [Int]
  private var strengths: [Double]
  private var sizes: [Int]
  /// The weight of the ties from each part to the rest of its community.
  private var cuts: [Double]
  private var communityStrengths: [Double]
  private var ties: CommunityTies

  init(_ network: CommunityNetwork, _ communities: [Int], _ resolution: Double) {
    self.network = network
    self.communities = communities
    self.resolution = resolution
    labels = Array(0..<network.count)
    strengths = network.strengths
    sizes = [Int](repeating: 1, count: network.count)
    communityStrengths = [Double](repeating: 0, count: network.count)
    cuts = [Double](repeating: 0, count: network.count)
    ties = CommunityTies(count: network.count)
    for thing in 0..<network.count {
      communityStrengths[communities[thing]] += network.strengths[thing]
      for tie in network.ties(of: thing)
      where communities[network.neighbours[tie]] == communities[thing] {
        cuts[thing] += network.weights[tie]
      }
    }
  }

  /// Whether a part has as many ties to the rest of its community as chance would give it.
  private func isWellConnected(_ part: Int, _ community: Int) -> Bool {
    let expected =
      resolution * strengths[part] * (communityStrengths[community] - strengths[part])
      / network.total
    return cuts[part] >= expected - 1e-12 * network.total
  }

  mutating func run(_ generator: inout Xoshiro256StarStar) -> [Int] {
    for thing in generator.order(of: network.count) {
      let own = labels[thing]
      let community = communities[thing]
      guard sizes[own] == 1, isWellConnected(own, community) else { continue }
      let communities = communities
      ties.collect(thing, in: network, labels) { $0 != thing && communities[$0] == community }
      if let chosen = choose(thing, own, community, &generator) { merge(thing, own, into: chosen) }
    }
    return labels
  }

  private func choose(
    _ thing: Int, _ own: Int, _ community: Int, _ generator: inout Xoshiro256StarStar
  ) -> Int? {
    let k = network.strengths[thing]
    var candidates: [(part: Int, gain: Double)] = [(own, 0)]
    for part in ties.touched.sorted() where part != own && isWellConnected(part, community) {
      let gain =
        (ties.weights[part] - resolution * k * strengths[part] / network.total) / network.unit
      if gain >= 0 { candidates.append((part, gain)) }
    }
    // Relative to the greatest gain, so that exp does not overflow.
    let greatest = candidates.map(\.gain).max() ?? 0
    let chances = candidates.map { exp(($0.gain - greatest) / LeidenRefinement.randomness) }
    var draw = generator.nextUnit() * chances.reduce(0, +)
    for (candidate, chance) in zip(candidates, chances) {
      draw -= chance
      if draw < 0 { return candidate.part == own ? nil : candidate.part }
    }
    return nil
  }

  private mutating func merge(_ thing: Int, _ own: Int, into part: Int) {
    cuts[part] += cuts[own] - 2 * ties.weights[part]
    cuts[own] = 0
    strengths[part] += strengths[own]
    strengths[own] = 0
    sizes[part] += 1
    sizes[own] -= 1
    labels[thing] = part
  }
}
