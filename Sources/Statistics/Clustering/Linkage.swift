/// How far two clusters are from each other (Lance & Williams 1967; METHODS §2.1).
public enum Linkage: String, CaseIterable, Hashable, Sendable {
  /// The mean distance of their members (UPGMA).
  case average
  /// The distance of the two members that are nearest.
  case single
  /// The distance of the two members that are farthest apart.
  case complete
  /// Ward's criterion on squared distances, heights as their roots (Ward 1963; `ward.D2` of
  /// Murtagh & Legendre 2014). It assumes Euclidean distances.
  case ward

  /// Whether the recurrence works on squared distances.
  var squares: Bool { self == .ward }

  /// The distance of cluster k from the union of i and j.
  ///
  /// - Parameters:
  ///   - ki, kj, ij: the distances before the merge, squared where `squares`.
  ///   - ni, nj, nk: the numbers of members.
  func distance(
    ki: Double, kj: Double, ij: Double, ni: Double, nj: Double, nk: Double
  ) -> Double {
    switch self {
    case .single: min(ki, kj)
    case .complete: max(ki, kj)
    case .average: (ni * ki + nj * kj) / (ni + nj)
    case .ward: ((ni + nk) * ki + (nj + nk) * kj - nk * ij) / (ni + nj + nk)
    }
  }
}
