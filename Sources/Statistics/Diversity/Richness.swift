/// An estimate of how many items there are, with its standard error.
public struct Richness: Hashable, Sendable {
  /// The estimate, or why there is none.
  public let value: Estimate
  /// The standard error, or why there is none.
  public let standardError: Estimate

  init(_ value: Double, variance: Double) {
    self.value = .value(value)
    // Rounding may leave a variance of nothing a little below 0.
    standardError = .value(max(0, variance).squareRoot())
  }

  init(_ value: Estimate, standardError: Estimate) {
    self.value = value
    self.standardError = standardError
  }

  static func undefined(_ reason: String) -> Richness {
    Richness(.undefined(reason: reason), standardError: .undefined(reason: reason))
  }
}

extension IncidenceMatrix {
  /// The number of items that occur at all.
  public var observed: Int { frequencies.count { $0 > 0 } }

  /// How many items occur in exactly so many samples.
  public func occurring(_ times: Int) -> Int { frequencies.count { $0 == times } }
}
