/// Rows and columns of a table of counts on one map: simple correspondence analysis (Benzécri
/// 1973; Greenacre 1984).
///
/// S = D_r^-½ (P − r cᵀ) D_c^-½ is taken apart into axes; coordinates are principal ones,
/// D^-½ U Σ. Rows and columns without any count have no place and are left out. Each axis has
/// the sign that makes the row coordinate farthest from 0 positive.
public struct CorrespondenceAnalysis: Hashable, Sendable {
  /// A row or a column on the map.
  public struct Point: Hashable, Sendable {
    /// Its row or column in the table, from 0.
    public let index: Int
    /// Its share of all counts.
    public let mass: Double
    /// Its part of the total inertia.
    public let inertia: Double
    /// Its χ² distance from the centre.
    public let distance: Double
    /// The principal coordinates on all axes.
    public let coordinates: [Double]
    /// Which share of each axis it makes: mass·coordinate²/inertia of the axis.
    public let contributions: [Double]
    /// Which share of its distance each axis shows: coordinate²/distance²; undefined at the
    /// centre.
    public let quality: [Estimate]
  }

  /// The rows with counts.
  public let rows: [Point]
  /// The columns with counts.
  public let columns: [Point]
  /// The rows without any count.
  public let emptyRows: [Int]
  /// The columns without any count.
  public let emptyColumns: [Int]
  /// The inertia of each axis, greatest first; their roots are the singular values.
  public let inertias: [Double]
  /// χ²/n of the table.
  public let totalInertia: Double
  /// The sum of all counts.
  public let total: Double

  /// Analyses a table.
  ///
  /// - Throws: `TableError.empty` without any count, `.ragged` or `.negative`.
  public init(_ table: [[Int]]) throws(TableError) {
    let width = table.first?.count ?? 0
    for (row, cells) in table.enumerated() {
      guard cells.count == width else {
        throw .ragged(row: row + 1, columns: cells.count, expected: width)
      }
      for (column, count) in cells.enumerated() where count < 0 {
        throw .negative(cell: "row \(row + 1), column \(column + 1)", count: count)
      }
    }
    let rowSums = table.map { $0.reduce(0.0) { $0 + Double($1) } }
    let columnSums = (0..<width).map { column in
      table.reduce(0.0) { $0 + Double($1[column]) }
    }
    let n = rowSums.reduce(0, +)
    guard n > 0 else { throw .empty }
    let kept = (
      rows: rowSums.indices.filter { rowSums[$0] > 0 },
      columns: columnSums.indices.filter { columnSums[$0] > 0 }
    )
    let r = kept.rows.map { rowSums[$0] / n }
    let c = kept.columns.map { columnSums[$0] / n }
    let s = kept.rows.indices.map { i in
      kept.columns.indices.map { j in
        (Double(table[kept.rows[i]][kept.columns[j]]) / n - r[i] * c[j])
          / (r[i] * c[j]).squareRoot()
      }
    }
    guard let axes = ResidualAxes(s) else { throw .tooLarge(budget: 100) }
    let inertias = axes.inertias
    let signs = axes.left.map { side in axisSign(zip(side, r).map { $0 / $1.squareRoot() }) }
    func points(_ indices: [Int], _ masses: [Double], _ sides: [[Double]], _ rows: [[Double]])
      -> [Point]
    {
      indices.indices.map { i in
        let inertia = rows[i].reduce(0) { $0 + $1 * $1 }
        let coordinates = inertias.indices.map {
          signs[$0] * sides[$0][i] * inertias[$0].squareRoot() / masses[i].squareRoot()
        }
        let square = inertia / masses[i]
        return Point(
          index: indices[i], mass: masses[i], inertia: inertia, distance: square.squareRoot(),
          coordinates: coordinates,
          contributions: inertias.indices.map { sides[$0][i] * sides[$0][i] },
          quality: coordinates.map {
            square < 1e-20
              ? .undefined(reason: "it lies at the centre") : .value(min(1, $0 * $0 / square))
          })
      }
    }
    rows = points(kept.rows, r, axes.left, s)
    let turned = kept.columns.indices.map { j in s.map { $0[j] } }
    columns = points(kept.columns, c, axes.right, turned)
    emptyRows = rowSums.indices.filter { rowSums[$0] == 0 }
    emptyColumns = columnSums.indices.filter { columnSums[$0] == 0 }
    self.inertias = inertias
    totalInertia = s.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    total = n
  }
}

/// The singular vectors of the standardised residuals, from the eigenvectors of the smaller of
/// S Sᵀ and Sᵀ S.
private struct ResidualAxes {
  let inertias: [Double]
  /// One vector of row elements per axis.
  let left: [[Double]]
  /// One vector of column elements per axis.
  let right: [[Double]]

  init?(_ s: [[Double]]) {
    let (rows, columns) = (s.count, s.first?.count ?? 0)
    let byRows = rows <= columns
    let sides = byRows ? s : (0..<columns).map { j in s.map { $0[j] } }
    let order = sides.count
    var gram = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0...i {
        var sum = 0.0
        for k in sides[i].indices { sum += sides[i][k] * sides[j][k] }
        gram[i * order + j] = sum
      }
    }
    guard let eigen = SymmetricEigen(gram, order: order) else { return nil }
    // One axis fewer than rows or columns; what is 0 but for rounding is no axis.
    let greatest = eigen.values.first ?? 0
    let axes = eigen.values.prefix(max(0, order - 1))
      .prefix { $0 > 1e-12 * greatest && $0 > 1e-24 }.indices
    inertias = axes.map { eigen.values[$0] }
    var own: [[Double]] = []
    var other: [[Double]] = []
    for axis in axes {
      let vector = eigen.vectors[axis]
      let root = eigen.values[axis].squareRoot()
      let across = (sides.first?.indices ?? 0..<0).map { k in
        vector.indices.reduce(0) { $0 + vector[$1] * sides[$1][k] } / root
      }
      own.append(vector)
      other.append(across)
    }
    left = byRows ? own : other
    right = byRows ? other : own
  }
}
