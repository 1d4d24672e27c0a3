/// Communities by cutting the ties over which most shortest paths lead (Girvan & Newman 2002).
///
/// After each cut all paths are followed anew; of ties with equal betweenness the first is cut.
/// The parts at which the modularity was greatest are the communities.
public struct GirvanNewman: Hashable, Sendable {
  /// The community of each thing, numbered from 0 in the order of their first members.
  public let labels: [Int]
  /// The modularity of the communities, γ = 1.
  public let modularity: Estimate

  /// The greatest number of things.
  public static let greatestCount = 200
  /// The greatest number of steps (things × ties × ties).
  public static let budget = 2_000_000_000

  /// Cuts tie after tie; a tie is as long as 1/weight.
  ///
  /// - Throws: `GraphError.tooLarge` for more than 200 things or too many ties.
  public init(_ graph: UndirectedGraph, hops: Bool = false) throws(GraphError) {
    guard graph.count <= GirvanNewman.greatestCount,
      graph.count * graph.edges.count * graph.edges.count <= GirvanNewman.budget
    else { throw .tooLarge(budget: GirvanNewman.budget) }
    var isGone = [Bool](repeating: false, count: graph.edges.count)
    var best = graph.components
    var greatest = graph.modularity(best)
    var parts = (best.max() ?? -1) + 1
    for _ in graph.edges.indices {
      let betweenness = Betweenness(graph, hops: hops, isGone: isGone).edges
      var cut = -1
      for edge in graph.edges.indices where !isGone[edge] {
        if cut < 0 || betweenness[edge] > betweenness[cut] * (1 + 1e-10) { cut = edge }
      }
      guard cut >= 0 else { break }
      isGone[cut] = true
      let labels = graph.components(without: isGone)
      let found = (labels.max() ?? -1) + 1
      guard found > parts else { continue }
      parts = found
      let here = graph.modularity(labels)
      if let q = here.value, let known = greatest.value, q > known + 1e-12 {
        (best, greatest) = (labels, here)
      }
    }
    labels = best
    modularity = greatest
  }
}

extension UndirectedGraph {
  /// The connected parts that are left without some ties.
  func components(without isGone: [Bool]) -> [Int] {
    let left = edges.indices.filter { !isGone[$0] }.map { edges[$0] }
    return (try? UndirectedGraph(count: count, edges: left))?.components ?? Array(0..<count)
  }
}
