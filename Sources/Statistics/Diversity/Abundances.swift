/// How often each item occurs in one sample or in all together: codings per code.
public struct Abundances: Hashable, Sendable {
  /// The counts above 0.
  public let counts: [Int]

  /// Takes over counts; 0 adds nothing.
  ///
  /// - Returns: `nil` when a count is negative.
  public init?(_ counts: [Int]) {
    guard counts.allSatisfy({ $0 >= 0 }) else { return nil }
    self.counts = counts.filter { $0 > 0 }
  }

  /// The number of items.
  public var observed: Int { counts.count }

  /// The occurrences of all items.
  public var total: Int { counts.reduce(0, +) }

  /// How many items occur exactly so often.
  public func occurring(_ times: Int) -> Int { counts.count { $0 == times } }
}
