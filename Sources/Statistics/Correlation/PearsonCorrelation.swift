#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The product-moment correlation of two measures; point-biserial where one of them is 0 or 1.
public struct PearsonCorrelation: Hashable, Sendable {
  /// r, in `-1...1`.
  public let r: Double
  /// t of the test that it is 0; infinite where the points lie on a line.
  public let t: Double
  /// The cases less 2.
  public let degrees: Int
  /// The two-sided p.
  public let p: Double
  private let n: Int

  /// Correlates.
  ///
  /// - Returns: `nil` with fewer than three pairs, for lists of different lengths, or where a
  ///   measure does not vary.
  public init?(_ x: [Double], _ y: [Double]) {
    guard x.count == y.count, x.count > 2, let r = PearsonCorrelation.coefficient(x, y) else {
      return nil
    }
    n = x.count
    self.r = r
    degrees = n - 2
    t = r * (Double(degrees) / ((1 - r) * (1 + r))).squareRoot()
    p = StudentT.twoSided(t, degrees: Double(degrees))
  }

  /// The interval by Fisher's z; undefined below four pairs.
  public func interval(confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    guard n > 3 else {
      let reason = "an interval needs four cases"
      return IntervalEstimate(
        .value(r), lower: .undefined(reason: reason), upper: .undefined(reason: reason),
        confidence: confidence)
    }
    let z = atanh(r)
    let reach = confidence.normalQuantile / Double(n - 3).squareRoot()
    return IntervalEstimate(
      .value(r), lower: .value(tanh(z - reach)), upper: .value(tanh(z + reach)),
      confidence: confidence)
  }

  /// r alone, or `nil` where a measure does not vary.
  static func coefficient(_ x: [Double], _ y: [Double]) -> Double? {
    let n = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    let a = x.map { $0 - meanX }
    let b = y.map { $0 - meanY }
    let (squaresX, squaresY) = (dot(a, a), dot(b, b))
    guard squaresX > 0, squaresY > 0 else { return nil }
    return max(-1, min(1, dot(a, b) / (squaresX.squareRoot() * squaresY.squareRoot())))
  }
}
