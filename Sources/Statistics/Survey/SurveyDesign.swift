/// How the records of a survey were drawn: weights, strata, sampling units, and how many of these
/// there are.
public struct SurveyDesign: Hashable, Sendable {
  /// The weights, above 0.
  public let weights: [Double]
  private let strata: [Int]
  private let units: [Int]
  private let populations: [Double?]

  /// Describes a design.
  ///
  /// - Parameters:
  ///   - strata: the stratum of each record; one stratum when empty.
  ///   - units: the primary sampling unit of each record, numbered across strata; each record is
  ///     one when empty.
  ///   - populations: for each record how many sampling units its stratum has in the population;
  ///     no correction for a finite population when empty.
  /// - Returns: `nil` where lists differ in length, or a weight is not above 0 and finite.
  public init?(
    weights: [Double], strata: [Int] = [], units: [Int] = [], populations: [Double] = []
  ) {
    let n = weights.count
    let lengths = [strata.count, units.count, populations.count]
    guard n > 0, weights.allSatisfy({ $0 > 0 && $0.isFinite }),
      lengths.allSatisfy({ $0 == 0 || $0 == n })
    else { return nil }
    self.weights = weights
    self.strata = strata.isEmpty ? Array(repeating: 0, count: n) : strata
    self.units = units.isEmpty ? Array(0..<n) : units
    self.populations =
      populations.isEmpty ? Array(repeating: nil, count: n) : populations.map { $0 }
  }

  /// The sum of the weights.
  public var totalWeight: Double { weights.reduce(0, +) }

  /// (Σw)²/Σw², the number of records that would weigh as much if all weighed the same (Kish).
  public var effectiveSize: Double { totalWeight * totalWeight / dot(weights, weights) }

  /// The sampling units less the strata.
  public var degrees: Int {
    let pairs = Set(zip(strata, units).map { [$0, $1] })
    return pairs.count - Set(strata).count
  }

  /// A weighted mean.
  public func mean(_ values: [Double]) -> Double { dot(weights, values) / totalWeight }

  /// The standard error of a weighted mean; undefined where a stratum has one sampling unit.
  public func standardError(ofMean values: [Double]) -> Estimate {
    guard let covariance = covariance(ofMeans: [values]) else {
      return .undefined(reason: "a stratum has one sampling unit only")
    }
    return .value(covariance[0][0].squareRoot())
  }

  /// The covariance of weighted means by Taylor's linearisation (Lumley 2010, 2.2).
  ///
  /// - Returns: `nil` where a stratum has one sampling unit and is not wholly drawn.
  public func covariance(ofMeans variables: [[Double]]) -> [[Double]]? {
    let total = totalWeight
    let parts = variables.map { values -> [Double] in
      let mean = mean(values)
      return zip(weights, values).map { $0 * ($1 - mean) / total }
    }
    let count = variables.count
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var members: [Int: [Int]] = [:]
    for (row, stratum) in strata.enumerated() { members[stratum, default: []].append(row) }
    for (_, rows) in members.sorted(by: { $0.key < $1.key }) {
      var sums: [Int: [Double]] = [:]
      for row in rows {
        var sum = sums[units[row]] ?? [Double](repeating: 0, count: count)
        for place in 0..<count { sum[place] += parts[place][row] }
        sums[units[row]] = sum
      }
      let n = Double(sums.count)
      let open = rows.first.flatMap { populations[$0] }.map { max(0, 1 - n / $0) } ?? 1
      guard n > 1 else {
        if open == 0 { continue }
        return nil
      }
      let ordered = sums.sorted { $0.key < $1.key }.map(\.value)
      let means = (0..<count).map { place in ordered.reduce(0) { $0 + $1[place] } / n }
      for sum in ordered {
        for a in 0..<count {
          for b in 0..<count {
            covariance[a][b] += open * n / (n - 1) * (sum[a] - means[a]) * (sum[b] - means[b])
          }
        }
      }
    }
    return covariance
  }
}
