/// How often an interval computed this way holds the parameter, strictly between 0 and 1.
public struct ConfidenceLevel: Hashable, Sendable {
  /// The share, 0.95 for a 95 % interval.
  public let share: Double

  /// A level, or `nil` unless it lies strictly between 0 and 1.
  public init?(_ share: Double) {
    guard share > 0, share < 1 else { return nil }
    self.share = share
  }

  private init(checked share: Double) { self.share = share }

  /// The customary 95 %.
  public static let ninetyFive = ConfidenceLevel(checked: 0.95)

  /// The probability left out at each end.
  var tail: Double { (1 - share) / 2 }

  /// The normal quantile that leaves `tail` above it, 1.96 for 95 %.
  var normalQuantile: Double { -Normal.quantile(tail) }
}
