#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many items a smaller sample is expected to hold when it is drawn without replacement.
///
/// Exact, no simulation (Hurlbert 1971; Colwell, Mao & Chang 2004). It takes either form: codings of codes of all codings, or interviews with codes of all
/// interviews.
public struct Rarefaction: Hashable, Sendable {
  /// How much there is to draw from.
  public let total: Int
  /// The frequencies that occur, ascending.
  private let frequencies: [Int]
  /// How many items have each of them.
  private let items: [Int]

  /// Prepares the expectation.
  ///
  /// - Parameters:
  ///   - frequencies: how often each item occurs; 0 is allowed and adds nothing.
  ///   - total: what is drawn from; no frequency may be greater.
  /// - Returns: `nil` when a frequency is negative or greater than the total.
  public init?(frequencies: [Int], total: Int) {
    guard total >= 0, frequencies.allSatisfy({ (0...total).contains($0) }) else { return nil }
    self.total = total
    var counts: [Int: Int] = [:]
    for frequency in frequencies where frequency > 0 { counts[frequency, default: 0] += 1 }
    let sorted = counts.sorted { $0.key < $1.key }
    self.frequencies = sorted.map(\.key)
    items = sorted.map(\.value)
  }

  /// Σᵢ 1 − C(N − Yᵢ, m)/C(N, m).
  ///
  /// - Parameter size: m, from 0 to the total; outside there is no expectation.
  public func expected(_ size: Int) -> Estimate {
    guard size >= 0, size <= total else { return .undefined(reason: "only up to the sample") }
    let all = logBinomial(total, size)
    return .value(
      zip(frequencies, items).reduce(0) { sum, item in
        // expm1 keeps the digits of items that are hardly ever missed.
        sum - Double(item.1) * expm1(logBinomial(total - item.0, size) - all)
      })
  }
}
