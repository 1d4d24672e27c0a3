import Statistics
import TestSupport

/// Small graphs, and what is asked of them by trying everything.
struct GraphModel {
  let graph: UndirectedGraph
  let weights: [[Double]]

  /// A random graph; weights are small whole numbers, so that paths of equal length occur.
  init(things: Int, seed: UInt64, share: Double = 0.5, weighted: Bool = true) throws {
    var generator = SeededGenerator(seed: seed)
    var edges: [UndirectedGraph.Edge] = []
    for b in 0..<things {
      for a in 0..<b where Double.random(in: 0..<1, using: &generator) < share {
        let weight = weighted ? Double(Int.random(in: 1...4, using: &generator)) : 1
        edges.append(UndirectedGraph.Edge(b, a, weight: weight))
      }
    }
    try self.init(UndirectedGraph(count: things, edges: edges.shuffled(using: &generator)))
  }

  init(_ graph: UndirectedGraph) throws {
    self.graph = graph
    var weights = [[Double]](
      repeating: [Double](repeating: 0, count: graph.count), count: graph.count)
    for edge in graph.edges {
      weights[edge.a][edge.b] = edge.weight
      weights[edge.b][edge.a] = edge.weight
    }
    self.weights = weights
  }

  /// Every path between two things that meets nothing twice.
  func paths(from start: Int, to end: Int) -> [[Int]] {
    var found: [[Int]] = []
    func go(_ path: [Int]) {
      guard let last = path.last else { return }
      if last == end {
        found.append(path)
        return
      }
      for next in 0..<graph.count where weights[last][next] > 0 && !path.contains(next) {
        go(path + [next])
      }
    }
    go([start])
    return found
  }

  func length(_ path: [Int]) -> Double {
    zip(path, path.dropFirst()).reduce(0) { $0 + 1 / weights[$1.0][$1.1] }
  }

  /// The shortest paths, lengths compared as fractions would be.
  func shortest(from start: Int, to end: Int) -> [[Int]] {
    let all = paths(from: start, to: end)
    guard let least = all.map(length).min() else { return [] }
    return all.filter { length($0) < least + 1e-9 }
  }

  /// Q by its first definition: the sum over all pairs of things.
  func modularity(_ labels: [Int], resolution: Double) -> Double {
    let k = weights.map { $0.reduce(0, +) }
    let m2 = k.reduce(0, +)
    var sum = 0.0
    for i in 0..<graph.count {
      for j in 0..<graph.count where labels[i] == labels[j] {
        sum += weights[i][j] - resolution * k[i] * k[j] / m2
      }
    }
    return sum / m2
  }

  /// All ways to part the things.
  static func partitions(_ count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { partial, _ in
      partial.flatMap { labels in (0...((labels.max() ?? -1) + 1)).map { labels + [$0] } }
    }
  }
}
