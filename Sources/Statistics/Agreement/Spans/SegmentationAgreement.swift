/// Agreement of several segmentations beyond chance, with the edits between boundaries as
/// disagreement (Fournier & Inkpen 2012; Fournier 2013).
public struct SegmentationAgreement: Hashable, Sendable {
  /// The share of boundaries that need no edit, over all pairs of coders.
  public let observed: Estimate
  /// Fleiss' multi-pi: chance is the square of the mean share of places with a boundary.
  public let pi: Estimate
  /// Fleiss' multi-kappa (Davies & Fleiss 1982): chance is the mean over pairs of coders.
  public let kappa: Estimate

  /// Compares all pairs, or `nil` unless there are two and all cut as many units.
  public init?(_ segmentations: [Segmentation]) {
    guard segmentations.count >= 2, let length = segmentations.first?.length else { return nil }
    var (compared, distance) = (0.0, 0.0)
    for (index, first) in segmentations.enumerated() {
      for second in segmentations[..<index] {
        guard let edits = BoundaryEdits(first, second) else { return nil }
        compared += Double(edits.compared)
        distance += edits.distance
      }
    }
    let observed = Estimate.ratio(
      compared - distance, compared, else: "no segmentation has a boundary")
    self.observed = observed
    guard let agreement = observed.value, length > 1 else {
      let reason = observed.reason ?? "there is only one unit"
      pi = .undefined(reason: reason)
      kappa = .undefined(reason: reason)
      return
    }
    let shares = segmentations.map { Double($0.boundaries.count) / Double(length - 1) }
    let (n, sum) = (Double(shares.count), shares.reduce(0, +))
    pi = AgreementEstimate.corrected(agreement, (sum / n) * (sum / n))
    let squares = shares.reduce(0) { $0 + $1 * $1 }
    kappa = AgreementEstimate.corrected(agreement, (sum * sum - squares) / (n * (n - 1)))
  }
}
