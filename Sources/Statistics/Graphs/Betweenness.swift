/// How many shortest paths lead over each thing and each tie (Freeman 1977; the algorithm of
/// Brandes 2001).
public struct Betweenness: Hashable, Sendable {
  /// For each thing the sum over all pairs of others of the share of their shortest paths that
  /// lead over it; every pair counts once.
  public let things: [Double]
  /// The same for each of `UndirectedGraph.edges`, the pairs of its own ends included.
  public let edges: [Double]

  /// Follows all shortest paths; a tie is as long as 1/weight.
  ///
  /// - Parameter hops: whether every tie is one step instead.
  public init(_ graph: UndirectedGraph, hops: Bool = false) {
    self.init(graph, hops: hops, isGone: [])
  }

  init(_ graph: UndirectedGraph, hops: Bool, isGone: [Bool]) {
    var things = [Double](repeating: 0, count: graph.count)
    var edges = [Double](repeating: 0, count: graph.edges.count)
    for start in 0..<graph.count {
      let paths = ShortestPaths(graph, from: start, hops: hops, isGone: isGone)
      var dependency = [Double](repeating: 0, count: graph.count)
      for thing in paths.order.reversed() {
        for tie in paths.backwards[thing] {
          let edge = graph.edges[graph.edgeIndices[tie]]
          let before = edge.a == thing ? edge.b : edge.a
          let share = paths.numbers[before] / paths.numbers[thing] * (1 + dependency[thing])
          dependency[before] += share
          edges[graph.edgeIndices[tie]] += share
        }
        if thing != start { things[thing] += dependency[thing] }
      }
    }
    // Every pair was followed from both of its ends.
    self.things = things.map { $0 / 2 }
    self.edges = edges.map { $0 / 2 }
  }
}
