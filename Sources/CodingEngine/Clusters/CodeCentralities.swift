import Statistics

/// Where each code stands in the network of codes (METHODS §2.2).
public struct CodeCentralities: Sendable {
  /// One code.
  public struct Line: Hashable, Sendable {
    /// The code.
    public let code: String
    /// The units that have it.
    public let n: Int
    /// The codes that it is tied to.
    public let degree: Int
    /// The sum of the weights of its ties.
    public let strength: Double
    /// The shortest paths between others that lead over it; a tie is as long as 1/weight.
    public let betweenness: Double
    /// How near it is to the codes that it can reach.
    public let closeness: Coefficient
    /// How strongly it is tied to strongly tied codes; the greatest is 1.
    public let eigenvector: Coefficient
    /// Where a walker along the ties is found (d = 0.85).
    public let pageRank: Double
    /// The share of its neighbours' pairs that are tied themselves.
    public let clustering: Coefficient
    /// The greatest k such that it belongs to a part where everybody has k ties or more.
    public let core: Int
    /// The connected part of the network, from 1.
    public let component: Int
  }

  /// The network.
  public let ties: CodeTies
  /// The codes in the order of the codebook.
  public let lines: [Line]
  /// The share of all possible ties that exist.
  public let density: Coefficient
  /// The share of all pairs of ties at one code that are closed to a triangle.
  public let transitivity: Coefficient
  /// The most steps between two codes that can reach each other.
  public let diameter: Int
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Computes every measure.
  public init(_ ties: CodeTies) {
    let graph = ties.graph
    let (degrees, strengths, cores) = (graph.degrees, graph.strengths, graph.coreNumbers)
    let betweenness = Betweenness(graph).things
    let closeness = graph.closeness()
    let (eigenvector, rank) = (graph.eigenvectorCentrality, graph.pageRank())
    let (clustering, components) = (graph.localClustering, graph.components)
    lines = ties.units.codes.indices.map { code in
      Line(
        code: ties.units.codes[code], n: ties.units.n[code], degree: degrees[code],
        strength: strengths[code], betweenness: betweenness[code],
        closeness: Coefficient(of: closeness[code]),
        eigenvector: Coefficient(of: eigenvector[code]), pageRank: rank[code],
        clustering: Coefficient(of: clustering[code]), core: cores[code],
        component: components[code] + 1)
    }
    self.ties = ties
    density = Coefficient(of: graph.density)
    transitivity = Coefficient(of: graph.transitivity)
    diameter = graph.diameter
    var notes = ["paths: a tie is as long as 1/weight; closeness is within each connected part"]
    if ties.units.codes.count < 10 {
      notes.append(
        "with fewer than 10 codes betweenness says too little to put them in an order")
    }
    self.notes = notes + ties.notes
  }
}
