import Statistics

/// How far two codes are from each other by the units that have them (METHODS §2.1).
public enum CodeDistance: String, CaseIterable, Sendable {
  /// 1 − Jaccard, from 0 to 1; units with neither code do not count.
  case jaccard
  /// 1 − Ochiai (the cosine), from 0 to 1; units with neither code do not count.
  case ochiai
  /// √(1 − phi), from 0 to √2; units with neither code count as agreement.
  case phi
  /// √(1 − Jaccard), from 0 to 1, which is Euclidean.
  case rootJaccard = "root-jaccard"

  /// The formula, to be printed beside the numbers.
  public var words: String {
    switch self {
    case .jaccard: "1 − Jaccard"
    case .ochiai: "1 − Ochiai"
    case .phi: "√(1 − phi)"
    case .rootJaccard: "√(1 − Jaccard)"
    }
  }

  /// Whether points exist that are so far from each other, as Ward's method assumes.
  ///
  /// 1 − phi and √… of Jaccard come from inner products (Gower & Legendre 1986); 1 − Jaccard
  /// and 1 − Ochiai do not.
  public var isEuclidean: Bool { self == .phi || self == .rootJaccard }

  /// The distance of two codes.
  func distance(_ table: TwoByTwo) -> Estimate {
    let likeness: Estimate =
      switch self {
      case .jaccard, .rootJaccard: table.jaccard
      case .ochiai: table.ochiai
      case .phi: table.phi
      }
    guard let value = likeness.value else { return likeness }
    let apart = max(0, 1 - value)
    return .value(self == .phi || self == .rootJaccard ? apart.squareRoot() : apart)
  }
}

extension CodeUnits {
  /// The codes that a distance can place, and their distances.
  ///
  /// - Parameters:
  ///   - distance: which one; phi does not exist for a code that is in every unit.
  ///   - least: the units that a code must be in.
  /// - Throws: `ClusterFailure.tooFewCodes`.
  func distances(
    _ distance: CodeDistance, least: Int, needed: Int
  ) throws(ClusterFailure) -> (units: CodeUnits, matrix: DistanceMatrix) {
    let kept = keeping(atLeast: least, notInAll: distance == .phi)
    let matrix = try? DistanceMatrix(count: kept.codes.count) { first, second in
      kept.table(first, second).flatMap { distance.distance($0).value } ?? -1
    }
    guard kept.codes.count >= needed, let matrix else {
      throw .tooFewCodes(left: kept.codes.count, needed: needed, leftOut: kept.leftOut.count)
    }
    return (kept, matrix)
  }
}
