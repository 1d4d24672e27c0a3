/// A statistic that is asymptotically chi-square distributed, with its upper tail.
public struct ChiSquareTest: Hashable, Sendable {
  /// The statistic, ≥ 0.
  public let statistic: Estimate
  /// The degrees of freedom.
  public let degrees: Int
  /// The upper tail probability, stored in full.
  public let p: Estimate

  init(_ statistic: Double, degrees: Int) {
    self.statistic = .value(statistic)
    self.degrees = degrees
    p = .value(ChiSquare.upperTail(statistic, degrees: degrees))
  }

  init(undefined reason: String, degrees: Int) {
    statistic = .undefined(reason: reason)
    self.degrees = degrees
    p = .undefined(reason: reason)
  }
}
