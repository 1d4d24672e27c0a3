/// How the covariance of estimates is found.
public enum CovarianceKind: Hashable, Sendable {
  /// As if the model held.
  case model
  /// A⁻¹BA⁻¹ with B = Σsᵢsᵢᵀ (White 1980).
  case hc0
  /// HC0 × n/(n − k).
  case hc1
  /// B = Σ over groups of the square of their summed scores; nothing else.
  case clusterPlain
  /// The same × G/(G − 1).
  case cluster
  /// The same × G/(G − 1) × (n − 1)/(n − k), as Stata and `vcovCL(type = "HC1")` do.
  case clusterHC1
}

extension FittedRegression {
  /// The covariance of the estimates in one of the customary ways.
  ///
  /// - Parameter groups: the group of each case; used by the clustered kinds only.
  /// - Throws: `RegressionFailure` where there is not one group name per case, or one group only.
  public func covariance(_ kind: CovarianceKind, groups: [Int] = []) throws -> [[Double]] {
    let (n, k) = (Double(rows), Double(names.count))
    switch kind {
    case .model: return covariance
    case .hc0: return sandwich(Array(0..<rows), factor: 1)
    case .hc1: return sandwich(Array(0..<rows), factor: n / (n - k))
    case .clusterPlain, .cluster, .clusterHC1:
      guard groups.count == rows else {
        throw RegressionFailure.groups(given: groups.count, expected: rows)
      }
      let count = Double(Set(groups).count)
      guard count > 1 else { throw RegressionFailure.groups(given: 1, expected: 2) }
      var factor = 1.0
      if kind != .clusterPlain { factor *= count / (count - 1) }
      if kind == .clusterHC1 { factor *= (n - 1) / (n - k) }
      return sandwich(groups, factor: factor)
    }
  }

  private func sandwich(_ groups: [Int], factor: Double) -> [[Double]] {
    var places: [Int: Int] = [:]
    for group in groups where places[group] == nil { places[group] = places.count }
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: places.count), count: columns.count)
    let factors = scoreFactors
    for (row, group) in groups.enumerated() {
      guard let place = places[group] else { continue }
      for column in columns.indices {
        sums[column][place] += columns[column][row] * factors[row]
      }
    }
    let meat = sums.map { a in sums.map { dot(a, $0) } }
    return times(times(bread, meat), bread).map { $0.map { $0 * factor } }
  }

  private func times(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in
      b.indices.map { column in row.indices.reduce(0) { $0 + row[$1] * b[$1][column] } }
    }
  }
}
