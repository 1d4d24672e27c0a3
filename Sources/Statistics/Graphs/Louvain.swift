/// Communities by the Louvain method (Blondel, Guillaume, Lambiotte & Lefebvre 2008): single
/// things are moved while the modularity rises, then communities become things.
///
/// - Parameters:
///   - resolution: γ of the modularity.
///   - seed: decides the order in which things are visited.
/// - Returns: the community of each thing, numbered from 0 in the order of their first members.
public func louvainCommunities(
  _ graph: UndirectedGraph, resolution: Double = 1, seed: UInt64
) -> [Int] {
  var generator = Xoshiro256StarStar(seed: seed)
  var network = CommunityNetwork(graph)
  var labels = Array(0..<graph.count)
  guard network.total > 0 else { return labels }
  while true {
    var moving = LocalMoving(network, Array(0..<network.count), resolution: resolution)
    guard moving.passes(&generator) else { break }
    let groups = canonicalLabels(moving.labels)
    labels = labels.map { groups[$0] }
    network = CommunityNetwork(network, groups: groups)
  }
  return canonicalLabels(labels)
}
