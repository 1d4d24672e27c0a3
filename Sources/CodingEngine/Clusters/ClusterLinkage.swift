import Statistics

/// How far two clusters of codes are from each other.
public enum ClusterLinkage: String, CaseIterable, Sendable {
  /// The mean distance of their codes (UPGMA).
  case average
  /// The distance of the two codes that are nearest.
  case single
  /// The distance of the two codes that are farthest apart.
  case complete
  /// Ward's criterion on squared distances (Ward.D2).
  case ward

  var linkage: Linkage {
    switch self {
    case .average: .average
    case .single: .single
    case .complete: .complete
    case .ward: .ward
    }
  }
}
