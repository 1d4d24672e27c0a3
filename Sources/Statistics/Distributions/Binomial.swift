#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The number of successes in independent trials: X ~ Bin(n, p).
public struct Binomial: Hashable, Sendable {
  /// n ≥ 0.
  public let trials: Int
  /// p in `0...1`.
  public let success: Double

  /// A distribution, or `nil` where `trials` is negative or `success` no probability.
  public init?(trials: Int, success: Double) {
    guard trials >= 0, success >= 0, success <= 1 else { return nil }
    self.trials = trials
    self.success = success
  }

  /// P(X = x), in `0...1`, by the saddle-point form of Loader (2000).
  public func probability(_ x: Int) -> Double {
    guard x >= 0, x <= trials else { return 0 }
    if success == 0 { return x == 0 ? 1 : 0 }
    if success == 1 { return x == trials ? 1 : 0 }
    let n = Double(trials)
    if n == 0 { return 1 }
    let hits = Double(x)
    let misses = n - hits
    let excess = hits.addingProduct(-n, success)
    let deviances =
      deviance(observed: hits, expected: n * success, excess: excess)
      + deviance(observed: misses, expected: n * (1 - success), excess: -excess)
    return exp(
      logFactorialRest(n) - logFactorialRest(hits) - logFactorialRest(misses) - deviances)
  }

  /// P(X ≤ x), in `0...1`.
  public func lowerTail(_ x: Int) -> Double {
    if x < 0 { return 0 }
    if x >= trials { return 1 }
    return isBelowMean(x) ? min(1, sumDownwards(from: x)) : max(0, 1 - sumUpwards(from: x + 1))
  }

  /// P(X ≥ x), in `0...1`.
  public func upperTail(_ x: Int) -> Double {
    if x <= 0 { return 1 }
    if x > trials { return 0 }
    return isBelowMean(x) ? max(0, 1 - sumDownwards(from: x - 1)) : min(1, sumUpwards(from: x))
  }

  private func isBelowMean(_ x: Int) -> Bool { Double(x) < Double(trials) * success }

  private func sumUpwards(from x: Int) -> Double {
    let odds = success / (1 - success)
    return probability(x)
      * outwardSum(count: trials - x + 1) { index in
        Double(trials - x - index + 1) / Double(x + index) * odds
      }
  }

  private func sumDownwards(from x: Int) -> Double {
    let odds = (1 - success) / success
    return probability(x)
      * outwardSum(count: x + 1) { index in
        Double(x - index + 1) / Double(trials - x + index) * odds
      }
  }
}
