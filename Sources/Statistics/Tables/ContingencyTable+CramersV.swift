#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ContingencyTable {
  /// The interval of Cramér's V in the population, √(λ/(N·min(r−1, c−1))), from the noncentral
  /// chi-square distributions under which χ² would be at either tail (Steiger 2004); its lower end
  /// is 0 where χ² is no surprise.
  ///
  /// - Returns: `nil` where there is no chi-square.
  public func cramersVInterval(
    _ confidence: ConfidenceLevel = .ninetyFive
  ) -> ClosedRange<Double>? {
    guard let statistic = chiSquare.statistic.value else { return nil }
    func noncentrality(below share: Double) -> Double {
      guard ChiSquare.lowerTail(statistic, degrees: degrees, noncentrality: 0) > share else {
        return 0
      }
      return exp(
        increasingRoot(near: log(max(1, statistic)), limit: 30) { logNoncentrality in
          share
            - ChiSquare.lowerTail(
              statistic, degrees: degrees, noncentrality: exp(logNoncentrality))
        })
    }
    let scale = Double(total) * Double(min(rowTotals.count, columnTotals.count) - 1)
    func limit(_ share: Double) -> Double {
      min(1, (noncentrality(below: share) / scale).squareRoot())
    }
    return limit(1 - confidence.tail)...max(limit(1 - confidence.tail), limit(confidence.tail))
  }
}
