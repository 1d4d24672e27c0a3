#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A comparison of two means by Student's t.
public struct TTest: Hashable, Sendable {
  /// The difference of the means.
  public let difference: Double
  /// t.
  public let t: Double
  /// The degrees of freedom, not always whole.
  public let degrees: Double
  /// The two-sided p.
  public let p: Double
  /// The standard error of the difference.
  public let standardError: Double

  private init?(difference: Double, standardError: Double, degrees: Double) {
    guard standardError > 0, degrees > 0 else { return nil }
    self.difference = difference
    self.standardError = standardError
    self.degrees = degrees
    t = difference / standardError
    p = StudentT.twoSided(t, degrees: degrees)
  }

  /// The difference with its interval.
  public func interval(confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let reach = StudentT.criticalValue(confidence, degrees: degrees) * standardError
    return IntervalEstimate(
      .value(difference), lower: .value(difference - reach), upper: .value(difference + reach),
      confidence: confidence)
  }

  /// Two groups whose spreads may differ (Welch 1947).
  ///
  /// - Returns: `nil` where a group has fewer than two numbers or nothing varies.
  public static func welch(_ first: [Double], _ second: [Double]) -> TTest? {
    guard let a = Moments(first), let b = Moments(second) else { return nil }
    let (x, y) = (a.variance / a.n, b.variance / b.n)
    let degrees = (x + y) * (x + y) / (x * x / (a.n - 1) + y * y / (b.n - 1))
    return TTest(
      difference: a.mean - b.mean, standardError: (x + y).squareRoot(), degrees: degrees)
  }

  /// Two groups with one spread (Student 1908).
  ///
  /// - Returns: `nil` where a group has fewer than two numbers or nothing varies.
  public static func student(_ first: [Double], _ second: [Double]) -> TTest? {
    guard let a = Moments(first), let b = Moments(second) else { return nil }
    let variance = Moments.pooledVariance(a, b)
    return TTest(
      difference: a.mean - b.mean,
      standardError: (variance * (1 / a.n + 1 / b.n)).squareRoot(), degrees: a.n + b.n - 2)
  }

  /// Pairs of numbers.
  ///
  /// - Returns: `nil` for lists of different lengths, fewer than two pairs, or differences that do
  ///   not vary.
  public static func paired(_ first: [Double], _ second: [Double]) -> TTest? {
    guard first.count == second.count,
      let differences = Moments(zip(first, second).map { $0 - $1 })
    else { return nil }
    return TTest(
      difference: differences.mean,
      standardError: (differences.variance / differences.n).squareRoot(),
      degrees: differences.n - 1)
  }
}

/// Mean and variance of at least two numbers.
struct Moments: Hashable, Sendable {
  let n, mean, variance: Double

  init?(_ numbers: [Double]) {
    guard numbers.count > 1, numbers.allSatisfy(\.isFinite) else { return nil }
    n = Double(numbers.count)
    let mean = numbers.reduce(0, +) / n
    self.mean = mean
    variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
  }

  /// The variance within two groups.
  static func pooledVariance(_ a: Moments, _ b: Moments) -> Double {
    ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2)
  }
}
