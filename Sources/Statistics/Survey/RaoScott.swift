/// The chi-square test of a weighted table with the correction of Rao & Scott (1984) of second
/// order, as an F.
public struct RaoScott: Hashable, Sendable {
  /// The weighted counts, row by row.
  public let table: [[Double]]
  /// F.
  public let f: Estimate
  /// Its degrees of freedom, not always whole.
  public let numerator, denominator: Double
  /// The upper tail of F.
  public let p: Estimate

  /// Tests two categories.
  ///
  /// - Parameters:
  ///   - rows: for each record its row, from 0.
  ///   - columns: for each record its column, from 0.
  /// - Returns: `nil` where lists differ in length or there are fewer than two rows or columns.
  public init?(_ design: SurveyDesign, rows: [Int], columns: [Int]) {
    let n = design.weights.count
    let (height, width) = ((rows.max() ?? 0) + 1, (columns.max() ?? 0) + 1)
    guard rows.count == n, columns.count == n, height > 1, width > 1 else { return nil }
    var table = [[Double]](repeating: [Double](repeating: 0, count: width), count: height)
    for row in 0..<n { table[rows[row]][columns[row]] += design.weights[row] }
    self.table = table
    let total = design.totalWeight
    let shares = table.flatMap { $0.map { $0 / total } }
    let rowShares = table.map { $0.reduce(0, +) / total }
    let columnShares = (0..<width).map { column in
      table.reduce(0) { $0 + $1[column] } / total
    }
    let indicators = shares.indices.map { cell in
      (0..<n).map { rows[$0] * width + columns[$0] == cell ? 1.0 : 0 }
    }
    var statistic = 0.0
    for (cell, share) in shares.enumerated() {
      let expected = rowShares[cell / width] * columnShares[cell % width]
      if expected > 0 {
        statistic += Double(n) * (share - expected) * (share - expected) / expected
      }
    }
    let contrasts = RaoScott.interactions(height: height, width: width)
    let weighted = contrasts.map { contrast in
      zip(contrast, shares).map { $1 > 0 ? $0 / $1 : 0 }
    }
    guard let variance = design.covariance(ofMeans: indicators),
      let bottom = Cholesky(
        contrasts.map { a in weighted.map { dot(a, $0) / Double(n) } })
    else {
      let reason = "a stratum has one sampling unit only, or a row or column is empty"
      (f, p) = (.undefined(reason: reason), .undefined(reason: reason))
      (numerator, denominator) = (0, 0)
      return
    }
    let spread = weighted.map { a in weighted.map { b in dot(a, variance.map { dot($0, b) }) } }
    // Δ = bottom⁻¹·spread, column by column.
    let delta = contrasts.indices.map { column in bottom.solve(spread.map { $0[column] }) }
    let trace = delta.indices.reduce(0) { $0 + delta[$1][$1] }
    var squares = 0.0
    for a in delta.indices {
      for b in delta.indices { squares += delta[a][b] * delta[b][a] }
    }
    let degrees = trace * trace / squares
    numerator = degrees
    denominator = degrees * Double(design.degrees)
    let f = statistic / trace
    self.f = .value(f)
    p = .value(FDistribution.upperTail(f, numerator: numerator, denominator: denominator))
  }

  /// The interactions of two factors, made orthogonal to their main effects.
  private static func interactions(height: Int, width: Int) -> [[Double]] {
    let cells = height * width
    func column(_ test: (Int, Int) -> Bool) -> [Double] {
      (0..<cells).map { test($0 / width, $0 % width) ? 1 : 0 }
    }
    var main = [column { _, _ in true }]
    for row in 1..<height { main.append(column { r, _ in r == row }) }
    for place in 1..<width { main.append(column { _, c in c == place }) }
    let basis = OrthogonalBasis(main)
    var result: [[Double]] = []
    for row in 1..<height {
      for place in 1..<width {
        var rest = column { r, c in r == row && c == place }
        for direction in basis.directions {
          subtract(dot(direction, rest), of: direction, from: &rest)
        }
        result.append(rest)
      }
    }
    return result
  }
}
