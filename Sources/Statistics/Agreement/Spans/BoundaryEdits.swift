/// What it takes to make one segmentation into another (Fournier 2013): boundaries that match,
/// that lie one unit apart (a transposition, half an edit), and that have no partner.
public struct BoundaryEdits: Hashable, Sendable {
  /// Boundaries of both at the same place.
  public let matches: Int
  /// Boundaries one unit apart.
  public let transpositions: Int
  /// Boundaries of one only.
  public let additions: Int
  /// The units of each.
  public let length: Int

  /// Compares two segmentations, or `nil` where they cut different numbers of units.
  public init?(_ first: Segmentation, _ second: Segmentation) {
    guard first.length == second.length else { return nil }
    let (a, b) = (Set(first.boundaries), Set(second.boundaries))
    // Whose boundary is where, in order; neighbours of two owners make a pair, the first that
    // can, which leaves the fewest without a partner.
    let alone = a.symmetricDifference(b).sorted()
    var (pairs, index) = (0, 0)
    while index < alone.count {
      let isPair =
        index + 1 < alone.count && alone[index + 1] == alone[index] + 1
        && a.contains(alone[index]) != a.contains(alone[index + 1])
      if isPair { pairs += 1 }
      index += isPair ? 2 : 1
    }
    matches = a.intersection(b).count
    transpositions = pairs
    additions = alone.count - 2 * pairs
    length = first.length
  }

  /// The edits, a transposition counted half.
  public var distance: Double { Double(additions) + Double(transpositions) / 2 }

  /// The pairs of boundaries and boundaries alone that were looked at.
  public var compared: Int { additions + transpositions + matches }

  /// B, the share of boundaries that need no edit (Fournier 2013).
  public var boundarySimilarity: Estimate {
    .ratio(
      Double(compared) - distance, Double(compared), else: "neither segmentation has a boundary")
  }

  /// S, the share of places between units that need no edit (Fournier & Inkpen 2012).
  public var segmentationSimilarity: Estimate {
    .ratio(
      Double(length - 1) - distance, Double(length - 1), else: "there is only one unit")
  }
}
