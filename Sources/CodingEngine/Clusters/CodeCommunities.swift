import Statistics

/// How communities are looked for in a network of codes.
public enum CommunityMethod: String, CaseIterable, Sendable {
  /// Moving single codes while the modularity rises (Blondel et al. 2008).
  case louvain
  /// The same with refined communities, none badly connected (Traag et al. 2019).
  case leiden
  /// Cutting the ties over which most shortest paths lead (Girvan & Newman 2002).
  case girvanNewman = "girvan-newman"
}

/// Codes grouped by the ties between them (METHODS §2.2), offered as clusters.
public struct CodeCommunities: Sendable {
  /// One code.
  public struct Member: Hashable, Sendable {
    /// The code.
    public let code: String
    /// The units that have it.
    public let n: Int
    /// Its cluster, from 1 in the order of the first codes; `nil` for a code without ties.
    public let cluster: Int?
    /// The mean share of companions that it keeps over the runs; 1 where nothing is random.
    public let stability: Coefficient
    /// Whether it keeps less than four in five.
    public let isUnstable: Bool
  }

  /// What many runs of a randomised method gave.
  public struct Runs: Hashable, Sendable {
    /// How many.
    public let count: Int
    /// The first seed; the others follow by 1.
    public let firstSeed: UInt64
    /// The seed of the partition that is shown.
    public let bestSeed: UInt64
    /// How often that partition came out.
    public let timesBest: Int
    /// How many different partitions came out.
    public let partitions: Int
    /// The least modularity.
    public let leastModularity: Double
    /// The mean adjusted Rand index of all pairs of runs.
    public let agreement: Coefficient
  }

  /// Below this share of companions kept a code is called unstable.
  public static let stableShare = 0.8

  /// The network.
  public let ties: CodeTies
  /// The method.
  public let method: CommunityMethod
  /// γ of the modularity.
  public let resolution: Double
  /// The modularity of the communities.
  public let modularity: Coefficient
  /// The runs of a randomised method.
  public let runs: Runs?
  /// The codes in the order of the codebook.
  public let members: [Member]
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Looks for communities.
  ///
  /// - Parameters:
  ///   - resolution: γ, above 1 for smaller clusters; Girvan–Newman has γ = 1.
  ///   - runs: how often a randomised method is run.
  ///   - seed: the seed of the first run.
  /// - Throws: `ClusterFailure.tooLarge`.
  public init(
    _ ties: CodeTies, method: CommunityMethod, resolution: Double = 1, runs: Int = 100,
    seed: UInt64 = 1
  ) throws(ClusterFailure) {
    self.ties = ties
    self.method = method
    let labels: [Int]
    let stability: [Double]
    if let run = CodeCommunities.random(method) {
      guard
        let found = CommunityStability(
          ties.graph, resolution: resolution, runs: runs, firstSeed: seed, run)
      else { throw .noTies(rule: ties.rule) }
      self.resolution = resolution
      (labels, stability) = (found.best, found.stability)
      modularity = .value(found.modularity)
      self.runs = Runs(
        count: found.runs, firstSeed: seed, bestSeed: found.bestSeed, timesBest: found.timesBest,
        partitions: found.partitions, leastModularity: found.leastModularity,
        agreement: Coefficient(of: found.meanAgreement))
    } else {
      guard let found = try? GirvanNewman(ties.graph) else {
        throw .tooLarge(
          method: "Girvan–Newman", codes: ties.units.codes.count, ties: ties.ties.count)
      }
      self.resolution = 1
      labels = found.labels
      stability = []
      modularity = Coefficient(of: found.modularity)
      self.runs = nil
    }
    members = CodeCommunities.members(ties, labels, stability)
    notes = CodeCommunities.notes(ties, self.runs, members)
  }

  private static func random(
    _ method: CommunityMethod
  ) -> ((UndirectedGraph, Double, UInt64) -> [Int])? {
    switch method {
    case .louvain: { louvainCommunities($0, resolution: $1, seed: $2) }
    case .leiden: { leidenCommunities($0, resolution: $1, seed: $2) }
    case .girvanNewman: nil
    }
  }

  private static func members(
    _ ties: CodeTies, _ labels: [Int], _ stability: [Double]
  ) -> [Member] {
    var numbers: [Int: Int] = [:]
    let degrees = ties.graph.degrees
    return labels.indices.map { code in
      var cluster: Int?
      if degrees[code] > 0 {
        cluster = numbers[labels[code]] ?? numbers.count + 1
        numbers[labels[code]] = cluster
      }
      let kept = stability.isEmpty ? nil : stability[code]
      return Member(
        code: ties.units.codes[code], n: ties.units.n[code], cluster: cluster,
        stability: kept.map { .value($0) } ?? .undefined("nothing is random in this method"),
        isUnstable: (kept ?? 1) < stableShare)
    }
  }

  private static func notes(_ ties: CodeTies, _ runs: Runs?, _ members: [Member]) -> [String] {
    var notes = [CodeClusters.noTheme]
    if let runs {
      let unstable = members.filter(\.isUnstable).map(\.code)
      notes.append(
        "\(runs.count) runs with the seeds \(runs.firstSeed) to "
          + "\(runs.firstSeed &+ UInt64(runs.count - 1)) gave "
          + Wording.count(runs.partitions, "partition", "different partitions")
          + "; shown is the one with the greatest modularity, which came out "
          + Wording.count(runs.timesBest, "time", "times")
          + " (first with seed \(runs.bestSeed))")
      notes.append(
        unstable.isEmpty
          ? "no code is unstable: each keeps four in five of its companions or more over the runs"
          : "unstable, with fewer than four in five companions kept over the runs: "
            + unstable.joined(separator: ", "))
    }
    return notes + ties.notes
  }
}
