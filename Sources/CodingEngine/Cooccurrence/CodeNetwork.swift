public import Fieldwork
import Statistics

/// Codes as nodes and pairs as edges, for drawing and for other programs.
public struct CodeNetwork: Sendable {
  /// A code.
  public struct Node: Hashable, Sendable {
    /// Index into `Codebook.codes`.
    public var code: Int
    /// The slug.
    public var slug: String
    /// The name to print.
    public var name: String
    /// n of the code.
    public var n: Int
    /// Where to draw it, in steps around the origin.
    public var x: Double
    /// Where to draw it, in steps around the origin.
    public var y: Double
  }

  /// A pair of codes.
  public struct Edge: Hashable, Sendable {
    /// Position in `nodes`.
    public var first: Int
    /// Position in `nodes`, after `first` unless the network is directed.
    public var second: Int
    /// n of the pair.
    public var n: Int
    /// Jaccard's coefficient, where the unit has it.
    public var jaccard: Double?
  }

  /// The codes with at least one edge, in the order of the codebook.
  public let nodes: [Node]
  /// The pairs that are drawn, in the order of the codebook.
  public let edges: [Edge]
  /// Whether an edge leads from its first to its second code, because the pair has two numbers.
  public let isDirected: Bool
  /// The smallest n of a pair that makes an edge.
  public let least: Int
  /// The pairs that meet, but less often.
  public let omitted: Int
  /// What a number counts.
  public let words: String

  /// The network of a table.
  ///
  /// - Parameters:
  ///   - table: the counts.
  ///   - codebook: names the codes.
  ///   - least: the smallest n of a pair that makes an edge, at least 1.
  public init(_ table: CooccurrenceTable, codebook: Codebook, least: Int = 2) {
    let least = max(1, least)
    var pairs = table.pairs
    if table.hasTwoNumbers { pairs += table.pairs.map { ($0.second, $0.first) } }
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    let shown = pairs.filter { table[$0.first, $0.second] >= least }
    let used = Set(shown.flatMap { [$0.first, $0.second] }).sorted()
    let position = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    edges = shown.compactMap { pair in
      guard let first = position[pair.first], let second = position[pair.second] else { return nil }
      return Edge(
        first: first, second: second, n: table[pair.first, pair.second],
        jaccard: table.jaccard(pair.first, pair.second).value)
    }
    let layout = StressLayout(nodes: used.count, edges: edges.map { ($0.first, $0.second) })
    nodes = used.enumerated().map { index, row in
      let code = codebook.codes[table.codes[row]]
      return Node(
        code: table.codes[row], slug: code.slug, name: code.name, n: table.n[row],
        x: layout.places[index].x, y: layout.places[index].y)
    }
    isDirected = table.hasTwoNumbers
    self.least = least
    omitted = pairs.count { (1..<least).contains(table[$0.first, $0.second]) }
    words = table.query.words
  }
}
