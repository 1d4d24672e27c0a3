#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The accumulation over all orders of the samples at once: mean and spread for every number
/// of samples, exact, no simulation.
public struct AccumulationCurve: Sendable {
  private let rarefaction: Rarefaction?
  private let samples: Int
  private let frequencies: [Int]
  /// How many pairs of items occur together in so many samples, either or both.
  private let unions: [Int]
  /// The correlation of each pair of items over the samples, 0 where one of them never varies.
  private let correlations: [Double]

  /// Looks at every pair of items once.
  public init(_ matrix: IncidenceMatrix) {
    let byItem = matrix.transposed
    let present = (0..<matrix.items).filter { byItem.count(inSample: $0) > 0 }
    let frequencies = present.map { byItem.count(inSample: $0) }
    var unions = [Int](repeating: 0, count: matrix.samples + 1)
    var correlations: [Double] = []
    correlations.reserveCapacity(present.count * (present.count - 1) / 2 + 1)
    let n = Double(matrix.samples)
    for (place, item) in present.enumerated() {
      for (otherPlace, other) in present[..<place].enumerated() {
        let either = byItem.countInEither(item, other)
        unions[either] += 1
        let (a, b) = (Double(frequencies[place]), Double(frequencies[otherPlace]))
        let spread = (a * (n - a) * b * (n - b)).squareRoot()
        correlations.append(spread == 0 ? 0 : ((a + b - Double(either)) * n - a * b) / spread)
      }
    }
    samples = matrix.samples
    self.frequencies = frequencies
    self.unions = unions
    self.correlations = correlations
    rarefaction = Rarefaction(frequencies: frequencies, total: matrix.samples)
  }

  /// The mean number of items in so many samples, the same as `Rarefaction.expected`.
  public func mean(_ size: Int) -> Estimate {
    rarefaction?.expected(size) ?? .undefined(reason: "only up to the sample")
  }

  /// The standard deviation over all orders: what the order of the field could have changed.
  public func standardDeviation(_ size: Int) -> Estimate {
    guard (0...samples).contains(size) else { return .undefined(reason: "only up to the sample") }
    let missed = frequencies.map { missing($0, size) }
    let sum = missed.reduce(0, +)
    let squares = missed.reduce(0) { $0 + $1 * $1 }
    var variance = sum - squares
    for (either, pairs) in unions.enumerated() where pairs > 0 {
      variance += 2 * Double(pairs) * missing(either, size)
    }
    variance -= sum * sum - squares
    return .value(max(0, variance).squareRoot())
  }

  /// The standard deviation as vegan's `specaccum` prints it: pairs of items enter with the
  /// correlation that they have over single samples, whatever the size.
  public func standardDeviationByCorrelation(_ size: Int) -> Estimate {
    guard (0...samples).contains(size) else { return .undefined(reason: "only up to the sample") }
    let spreads = frequencies.map { frequency in
      let missed = missing(frequency, size)
      return (missed * (1 - missed)).squareRoot()
    }
    var variance = spreads.reduce(0) { $0 + $1 * $1 }
    var pair = 0
    for place in spreads.indices {
      for otherPlace in 0..<place {
        variance += 2 * correlations[pair] * spreads[place] * spreads[otherPlace]
        pair += 1
      }
    }
    return .value(max(0, variance).squareRoot())
  }

  /// How likely something of a frequency is missed by a draw of some samples.
  private func missing(_ frequency: Int, _ size: Int) -> Double {
    exp(logBinomial(samples - frequency, size) - logBinomial(samples, size))
  }
}
