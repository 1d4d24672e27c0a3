import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator

/// Groups of codes that lie in the same places.
struct Clusters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "Groups codes that lie in the same units; a cluster is no theme.",
    discussion: """
      Methods: agglomerative (default; a tree of merges), louvain and leiden (communities of a
      network, over many seeds), girvan-newman (up to 200 codes). --show merges and silhouettes
      belong to the tree; centrality and clusters to the network. A researcher makes a cluster a
      theme by writing its statement: emic themes define.

      Examples:
        emic clusters
        emic clusters --unit case --distance phi --linkage complete --k 4
        emic clusters --show merges
        emic clusters --method leiden --unit turn --seed 1
        emic clusters --method leiden --show centrality
        emic clusters --format svg --output clusters.svg
        emic clusters --table units.csv --k 3
      """)

  /// What is shown.
  enum Show: String, CaseIterable { case clusters, merges, silhouettes, centrality }

  /// How codes are grouped.
  enum Method: String, CaseIterable {
    case agglomerative, louvain, leiden
    case girvanNewman = "girvan-newman"
  }

  @Option(help: "agglomerative, louvain, leiden or girvan-newman.") var method = "agglomerative"
  @Option(help: "clusters, merges, silhouettes or centrality.") var show = "clusters"
  @Option(help: "Of the tree: jaccard, ochiai, phi or root-jaccard.") var distance: String?
  @Option(help: "Of the tree: average, single, complete or ward.") var linkage: String?
  @Option(help: ArgumentHelp("Of the tree: how many clusters to show.", valueName: "number"))
  var k: Int?
  @Option(help: "Of the network: a tie's weight: jaccard, ochiai, phi or count.")
  var weight: String?
  @Option(help: ArgumentHelp("Of the network: units that must have both codes.", valueName: "n"))
  var together: Int?
  @Option(help: ArgumentHelp("Of the network: only ties with so small a q.", valueName: "q"))
  var q: Double?
  @Option(help: ArgumentHelp("Of louvain and leiden: γ of the modularity.", valueName: "number"))
  var resolution: Double?
  @Option(help: ArgumentHelp("Of louvain and leiden: the first seed.", valueName: "number"))
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("Of louvain and leiden: how many seeds.", valueName: "number"))
  var runs = 100
  @OptionGroup var counted: CodeUnitOptions
  @OptionGroup var elsewhere: StretchesElsewhere
  @OptionGroup var output: FigureOutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try counted.check()
    try elsewhere.check(insteadOf: "--table FILE with units as rows and codes as columns")
    try require(together, "--together", in: 1...1_000_000)
    try require(runs, "--runs", in: 1...10_000)
    try requireFinite(q, "--q")
    if let q, !(0...1).contains(q) { throw ValidationError("--q takes a number from 0 to 1.") }
    try requireFinite(resolution, "--resolution")
    if let resolution, resolution <= 0 {
      throw ValidationError("--resolution takes a number above 0.")
    }
    let isTree = method == Method.agglomerative.rawValue && show != Show.centrality.rawValue
    let foreign =
      isTree
      ? [
        ("--weight", weight != nil), ("--together", together != nil), ("--q", q != nil),
        ("--resolution", resolution != nil),
      ] : [("--distance", distance != nil), ("--linkage", linkage != nil), ("--k", k != nil)]
    let asked = foreign.filter(\.1).map(\.0)
    if !asked.isEmpty {
      throw ValidationError(
        "\(asked.joined(separator: ", ")) \(asked.count == 1 ? "belongs" : "belong") to the "
          + "\(isTree ? "network (--method leiden)" : "tree (--method agglomerative)").")
    }
  }

  func run() throws {
    let method = try chosen(method, "method", Method.self)
    let show = try chosen(show, "view", Show.self)
    switch (method, show) {
    case (_, .centrality):
      let result = CodeCentralities(try ties())
      try output.answer(EngineTables.centralities(result), options, picture: nil)
    case (.agglomerative, _): try tree(show)
    case (_, .clusters):
      let result = try CodeCommunities(
        try ties(), method: try chosen(method.rawValue, "method"), resolution: resolution ?? 1,
        runs: runs, seed: seed)
      try output.answer(EngineTables.communities(result), options, picture: nil)
    case (_, .merges), (_, .silhouettes):
      throw Problem(
        .usage, "\(method.rawValue) has no \(show.rawValue)",
        hint: "they belong to --method agglomerative")
    }
  }

  private func tree(_ show: Show) throws {
    let result = try CodeClusters(
      try counted.units(options), distance: try chosen(distance ?? "jaccard", "distance"),
      linkage: try chosen(linkage ?? "average", "linkage"), least: counted.min, clusters: k)
    let table =
      switch show {
      case .merges: EngineTables.clusterSteps(result)
      case .silhouettes: EngineTables.clusterCuts(result)
      case .clusters, .centrality: EngineTables.clusters(result)
      }
    try output.answer(table, options) { DendrogramFigure(result).picture(id: "clusters") }
  }

  private func ties() throws -> CodeTies {
    try CodeTies(
      try counted.units(options), weight: try chosen(weight ?? "jaccard", "weight"),
      least: counted.min, together: together ?? 2, q: q)
  }
}
