/// Distances of cases that allow for how variables spread and go together (Mahalanobis 1936).
public struct Mahalanobis: Sendable {
  private let columns: [[Double]]
  private let spread: Cholesky

  /// Measures by the covariance of all cases.
  ///
  /// - Returns: `nil` where variables follow from each other or there are too few cases.
  public init?(_ columns: [[Double]]) {
    guard let covariance = Mahalanobis.crossProducts(columns, rows: nil),
      let spread = Cholesky(covariance.sums.map { $0.map { $0 / (covariance.n - 1) } })
    else { return nil }
    self.columns = columns
    self.spread = spread
  }

  /// Measures by the covariance within two groups, as matching does.
  ///
  /// - Parameter isFirst: for each case whether it is in the first group.
  /// - Returns: `nil` where variables follow from each other or there are too few cases.
  public init?(_ columns: [[Double]], within isFirst: [Bool]) {
    guard let covariance = Mahalanobis.pooledCovariance(columns, within: isFirst),
      let spread = Cholesky(covariance)
    else { return nil }
    self.columns = columns
    self.spread = spread
  }

  /// The covariance within two groups; `nil` where a group is empty.
  public static func pooledCovariance(
    _ columns: [[Double]], within isFirst: [Bool]
  ) -> [[Double]]? {
    let groups = [true, false].map { side in isFirst.indices.filter { isFirst[$0] == side } }
    guard let a = crossProducts(columns, rows: groups[0]),
      let b = crossProducts(columns, rows: groups[1]), a.n + b.n > 2
    else { return nil }
    return zip(a.sums, b.sums).map { zip($0, $1).map { ($0 + $1) / (a.n + b.n - 2) } }
  }

  private static func crossProducts(
    _ columns: [[Double]], rows: [Int]?
  ) -> (sums: [[Double]], n: Double)? {
    guard let first = columns.first else { return nil }
    let rows = rows ?? Array(first.indices)
    guard !rows.isEmpty else { return nil }
    let n = Double(rows.count)
    let centred = columns.map { column -> [Double] in
      let mean = rows.reduce(0) { $0 + column[$1] } / n
      return rows.map { column[$0] - mean }
    }
    return (centred.map { a in centred.map { dot(a, $0) } }, n)
  }

  /// The distance between two cases, by their indices.
  public func distance(_ a: Int, _ b: Int) -> Double {
    spread.squaredLength(columns.map { $0[a] - $0[b] }).squareRoot()
  }

  /// The squared distance of each case from the mean of all.
  public var squaredFromMean: [Double] {
    let means = columns.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    let count = columns.first?.count ?? 0
    return (0..<count).map { row in
      spread.squaredLength(zip(columns, means).map { $0[row] - $1 })
    }
  }
}
