/// A count and what it is a count of, printed so that small numbers do not pretend precision.
public struct Share: Hashable, Sendable {
  /// How many.
  public let count: Int
  /// Of how many.
  public let n: Int

  /// Below this many, a percentage is never printed (rule H5).
  public static let smallestForPercent = 20

  /// Pairs a count with its n.
  public init(_ count: Int, of n: Int) {
    self.count = count
    self.n = n
  }

  /// The share between 0 and 1, or `nil` of nothing.
  public var value: Double? { n == 0 ? nil : Double(count) / Double(n) }

  /// `3 of 4`, and from n = 20 on `15 of 30 (50 %)`.
  public var words: String {
    guard n >= Share.smallestForPercent else { return "\(count) of \(n)" }
    return "\(count) of \(n) (\((count * 200 + n) / (2 * n)) %)"
  }

  /// Whether this share is smaller than another; shares of nothing are smaller than none.
  func isBelow(_ other: Share) -> Bool { n > 0 && other.n > 0 && count * other.n < other.count * n }
}
