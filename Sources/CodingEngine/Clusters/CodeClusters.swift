import Statistics

/// Codes grouped step by step: those that lie in the same units come together first
/// (agglomerative clustering; METHODS §2.1).
///
/// A cluster is a set of codes that go together in the counts, and no theme: a theme is a
/// statement that a researcher writes.
public struct CodeClusters: Sendable {
  /// One code in the cut.
  public struct Member: Hashable, Sendable {
    /// The code.
    public let code: String
    /// The units that have it.
    public let n: Int
    /// Its cluster, from 1 in the order of the first codes.
    public let cluster: Int
    /// How well it lies there, from −1 to 1 (Rousseeuw 1987).
    public let silhouette: Coefficient
    /// The nearest other cluster.
    public let nearest: Int?
  }

  /// A part of a merge: a code, or what an earlier step made.
  public enum Part: Hashable, Sendable {
    /// A code, by position in `units.codes`.
    case code(Int)
    /// The cluster of an earlier step, by index in `steps`.
    case step(Int)
  }

  /// Two clusters become one.
  public struct Step: Hashable, Sendable {
    /// The first part.
    public let first: Part
    /// The second part.
    public let second: Part
    /// The distance at which they are merged.
    public let height: Double
    /// The codes of the new cluster.
    public let size: Int
    /// Whether another pair was as near, so that the rule for ties decided.
    public let isTie: Bool
  }

  /// What a number of clusters gives.
  public struct Cut: Hashable, Sendable {
    /// The number of clusters.
    public let clusters: Int
    /// The mean silhouette of all codes.
    public let silhouette: Coefficient
    /// The codes of each cluster, greatest cluster first.
    public let sizes: [Int]
  }

  /// The counts behind it, with the codes that take part.
  public let units: CodeUnits
  /// The distance.
  public let distance: CodeDistance
  /// The linkage.
  public let linkage: ClusterLinkage
  /// The merges in order.
  public let steps: [Step]
  /// The codes from left to right, so that no branches cross, as positions in `units.codes`.
  public let order: [Int]
  /// The cuts into 2 … √(number of codes) clusters.
  public let cuts: [Cut]
  /// The number of clusters that is shown.
  public let clusters: Int
  /// The codes in the order of the codebook, with their clusters.
  public let members: [Member]
  /// How faithful the tree is to the distances (cophenetic correlation).
  public let copheneticCorrelation: Coefficient
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Groups the codes.
  ///
  /// - Parameters:
  ///   - units: the counts.
  ///   - least: the units that a code must be in to take part.
  ///   - clusters: how many to show; when `nil` the number up to √n with the greatest mean
  ///     silhouette, the smaller of equal ones.
  /// - Throws: `ClusterFailure.tooFewCodes` and `.noSuchCut`.
  public init(
    _ units: CodeUnits, distance: CodeDistance = .jaccard, linkage: ClusterLinkage = .average,
    least: Int = 1, clusters: Int? = nil
  ) throws(ClusterFailure) {
    let (kept, matrix) = try units.distances(distance, least: least, needed: 2)
    let tree = Dendrogram(matrix, linkage: linkage.linkage)
    let count = kept.codes.count
    let root = Int(Double(count).squareRoot())
    let cuts = (2..<max(2, root + 1)).map { CodeClusters.cut(tree, matrix, into: $0) }
    let best = cuts.reduce(nil as Cut?) { best, cut in
      // Beyond rounding, so that the smaller of equal numbers stays.
      (cut.silhouette.value ?? -2) > (best?.silhouette.value ?? -2) + 1e-12 ? cut : best
    }
    if let clusters, !(1...count).contains(clusters) {
      throw .noSuchCut(asked: clusters, codes: count)
    }
    let shown = clusters ?? best?.clusters ?? 1
    let labels = tree.cut(into: shown)
    let silhouette = Silhouette(matrix, labels: labels)
    self.units = kept
    self.distance = distance
    self.linkage = linkage
    self.cuts = cuts
    self.clusters = shown
    order = tree.order
    copheneticCorrelation = Coefficient(of: tree.copheneticCorrelation(matrix))
    steps = tree.merges.map { merge in
      Step(
        first: Part(merge.first), second: Part(merge.second), height: merge.height,
        size: merge.size, isTie: merge.isTie)
    }
    members = kept.codes.indices.map { code in
      Member(
        code: kept.codes[code], n: kept.n[code], cluster: labels[code] + 1,
        silhouette: silhouette.map { .value($0.widths[code]) } ?? .undefined(oneCluster),
        nearest: silhouette.map { $0.neighbours[code] + 1 })
    }
    notes = CodeClusters.notes(
      kept, distance, linkage, ties: tree.merges.count(where: \.isTie), steps: tree.merges.count,
      chosen: clusters == nil ? shown : nil)
  }

  private static func cut(_ tree: Dendrogram, _ matrix: DistanceMatrix, into k: Int) -> Cut {
    let labels = tree.cut(into: k)
    var sizes = [Int](repeating: 0, count: (labels.max() ?? -1) + 1)
    for label in labels { sizes[label] += 1 }
    return Cut(
      clusters: k,
      silhouette: Silhouette(matrix, labels: labels).map { .value($0.mean) }
        ?? .undefined(oneCluster), sizes: sizes.sorted(by: >))
  }

  private static func notes(
    _ units: CodeUnits, _ distance: CodeDistance, _ linkage: ClusterLinkage, ties: Int,
    steps: Int, chosen: Int?
  ) -> [String] {
    var notes = [CodeClusters.noTheme]
    if let chosen {
      notes.append(
        "shown is the cut into \(chosen), of 2 to the root of the number of codes the one with "
          + "the greatest mean silhouette; no number of clusters is the right one: --k shows others"
      )
    }
    if ties > 0 {
      notes.append(
        "\(ties) of \(steps) merges had ties: \(Dendrogram.tieRule); other orders may give other "
          + "clusters")
    }
    if linkage == .ward, !distance.isEuclidean {
      notes.append(
        "Ward's method assumes Euclidean distances, and \(distance.words) is none; "
          + "--distance root-jaccard and phi are")
    }
    if units.hasStructuralPairs {
      notes.append("a code and one above it that is rolled up go together by construction")
    }
    return notes + units.leftOutNotes + units.notes
  }

  /// What stands under every grouping of codes.
  public static let noTheme =
    "a code cluster is a set of codes that lie in the same places, and no theme; to make one a "
    + "theme, write its statement: emic themes define NAME --codes a,b --statement '…'"
}

private let oneCluster = "there is one cluster only"

extension CodeClusters.Part {
  fileprivate init(_ branch: Dendrogram.Branch) {
    switch branch {
    case .leaf(let leaf): self = .code(leaf)
    case .merge(let merge): self = .step(merge)
    }
  }
}
