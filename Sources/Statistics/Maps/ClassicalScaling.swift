/// A map on which things lie as far from each other as their distances say, as well as that is
/// possible in few dimensions: classical scaling (Torgerson 1958; Gower 1966).
///
/// The eigenvalues of −½ J D² J give the axes; each axis has the sign that makes its coordinate
/// farthest from 0 positive.
public struct ClassicalScaling: Hashable, Sendable {
  /// All eigenvalues, greatest first; negative ones show that no map is exact.
  public let eigenvalues: [Double]
  /// The coordinates of each thing on as many axes as were asked for and exist.
  public let points: [[Double]]
  /// The share of the chosen axes in the sum of the absolute eigenvalues.
  public let fitOfAbsolute: Estimate
  /// The share of the chosen axes in the sum of the positive eigenvalues.
  public let fitOfPositive: Estimate

  /// Computes a map.
  ///
  /// - Parameter dimensions: the axes wanted; there are fewer where fewer eigenvalues are
  ///   positive (above 1e-10 of the greatest).
  /// - Returns: `nil` where the eigenvalues cannot be found.
  public init?(_ distances: DistanceMatrix, dimensions: Int = 2) {
    let n = distances.count
    var b = [Double](repeating: 0, count: n * n)
    for row in 0..<n {
      for column in 0..<n {
        let d = distances[row, column]
        b[row * n + column] = -d * d / 2
      }
    }
    let means = (0..<n).map { row in
      b[row * n..<(row + 1) * n].reduce(0, +) / Double(max(1, n))
    }
    let mean = means.reduce(0, +) / Double(max(1, n))
    for row in 0..<n {
      for column in 0..<n { b[row * n + column] += mean - means[row] - means[column] }
    }
    guard let eigen = SymmetricEigen(b, order: n) else { return nil }
    eigenvalues = eigen.values
    let least = (eigen.values.first.map { abs($0) } ?? 0) * 1e-10
    let axes = eigen.values.prefix(max(0, dimensions)).prefix { $0 > 0 && $0 > least }.indices
    points = (0..<n).map { thing in
      axes.map { axis in
        axisSign(eigen.vectors[axis]) * eigen.vectors[axis][thing] * eigen.values[axis].squareRoot()
      }
    }
    let shown = axes.reduce(0) { $0 + eigen.values[$1] }
    let reason = "all things lie on one point"
    fitOfAbsolute = .ratio(shown, eigen.values.reduce(0) { $0 + abs($1) }, else: reason)
    fitOfPositive = .ratio(shown, eigen.values.reduce(0) { $0 + max(0, $1) }, else: reason)
  }
}
