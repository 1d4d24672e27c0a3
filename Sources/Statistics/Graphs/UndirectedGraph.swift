/// A graph of things and weighted ties between them, without direction, loops or double ties.
public struct UndirectedGraph: Hashable, Sendable {
  /// A tie between two things, by index from 0.
  public struct Edge: Hashable, Sendable {
    /// The lower index.
    public let a: Int
    /// The higher index.
    public let b: Int
    /// How strong the tie is, above 0.
    public let weight: Double

    /// Ties two things, in whichever order.
    public init(_ first: Int, _ second: Int, weight: Double = 1) {
      a = min(first, second)
      b = max(first, second)
      self.weight = weight
    }
  }

  /// The number of things.
  public let count: Int
  /// The ties in order of `a`, then `b`.
  public let edges: [Edge]
  /// Where the neighbours of each thing begin in `neighbours`, and one more for the end.
  private let starts: [Int]
  /// The neighbours of the first thing, then of the second, each ascending.
  let neighbours: [Int]
  /// The weights of the ties to `neighbours`.
  let weights: [Double]
  /// Which of `edges` leads to each of `neighbours`.
  let edgeIndices: [Int]

  /// Ties things together.
  ///
  /// - Throws: `GraphError` for a tie to a thing that does not exist or to itself, for a second
  ///   tie of the same things, and for a weight that is not above 0.
  public init(count: Int, edges: [Edge]) throws(GraphError) {
    self.count = max(0, count)
    self.edges = edges.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    for (index, edge) in self.edges.enumerated() {
      guard edge.a >= 0, edge.b < count else { throw .noSuchThing(edge.a < 0 ? edge.a : edge.b) }
      guard edge.a != edge.b else { throw .loop(edge.a) }
      guard edge.weight > 0, edge.weight.isFinite else { throw .noWeight(edge.a, edge.b) }
      if index > 0, (self.edges[index - 1].a, self.edges[index - 1].b) == (edge.a, edge.b) {
        throw .twice(edge.a, edge.b)
      }
    }
    var starts = [Int](repeating: 0, count: self.count + 1)
    for edge in self.edges {
      starts[edge.a + 1] += 1
      starts[edge.b + 1] += 1
    }
    for thing in 0..<self.count { starts[thing + 1] += starts[thing] }
    var next = starts
    var neighbours = [Int](repeating: 0, count: 2 * edges.count)
    var weights = [Double](repeating: 0, count: 2 * edges.count)
    var edgeIndices = neighbours
    func add(_ thing: Int, _ other: Int, _ weight: Double, _ index: Int) {
      neighbours[next[thing]] = other
      weights[next[thing]] = weight
      edgeIndices[next[thing]] = index
      next[thing] += 1
    }
    // Lower neighbours first, so that the neighbours of each thing ascend.
    for (index, edge) in self.edges.enumerated() { add(edge.b, edge.a, edge.weight, index) }
    for (index, edge) in self.edges.enumerated() { add(edge.a, edge.b, edge.weight, index) }
    self.starts = starts
    self.neighbours = neighbours
    self.weights = weights
    self.edgeIndices = edgeIndices
  }

  /// Where the ties of a thing stand in `neighbours` and `weights`.
  func ties(of thing: Int) -> Range<Int> { starts[thing]..<starts[thing + 1] }

  /// The number of ties of each thing.
  public var degrees: [Int] { (0..<count).map { ties(of: $0).count } }

  /// The sum of the weights of the ties of each thing.
  public var strengths: [Double] {
    (0..<count).map { ties(of: $0).reduce(0) { $0 + weights[$1] } }
  }

  /// The connected part of each thing, numbered from 0 in the order of their first things.
  public var components: [Int] {
    var labels = [Int](repeating: -1, count: count)
    var found = 0
    for start in 0..<count where labels[start] < 0 {
      var open = [start]
      labels[start] = found
      while let thing = open.popLast() {
        for tie in ties(of: thing) where labels[neighbours[tie]] < 0 {
          labels[neighbours[tie]] = found
          open.append(neighbours[tie])
        }
      }
      found += 1
    }
    return labels
  }

  /// The share of all possible ties that exist.
  public var density: Estimate {
    .ratio(
      Double(edges.count), Double(count) * Double(count - 1) / 2,
      else: "there are fewer than two things")
  }
}

/// Why ties make no graph.
public enum GraphError: Error, Hashable, Sendable {
  /// A tie leads to an index outside the graph.
  case noSuchThing(Int)
  /// A tie leads from a thing to itself.
  case loop(Int)
  /// Two things are tied twice.
  case twice(Int, Int)
  /// A weight is 0, negative or no finite number.
  case noWeight(Int, Int)
  /// The work would take more than `budget` steps.
  case tooLarge(budget: Int)
}
