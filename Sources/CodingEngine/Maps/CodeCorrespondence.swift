public import Fieldwork
import Statistics

/// Codes and the columns of a matrix (kinds, cases, sites …) on one map: correspondence
/// analysis of their counts (METHODS §2.3).
public struct CodeCorrespondence: Sendable {
  /// A code or a column.
  public struct Point: Hashable, Sendable {
    /// What it is called.
    public let label: String
    /// Whether it is a code.
    public let isCode: Bool
    /// What is counted for it.
    public let n: Int
    /// Its share of everything counted.
    public let mass: Double
    /// Its share of the total inertia; undefined where there is none.
    public let inertia: Coefficient
    /// Its principal coordinates on the first two axes, fewer where there are fewer.
    public let coordinates: [Double]
    /// Which share of each axis it makes.
    public let contributions: [Double]
    /// Which share of its own distance from the centre each axis shows (cos²).
    public let quality: [Coefficient]
  }

  /// What is counted, in words.
  public let counted: String
  /// What the columns are: `kind`, `case`.
  public let columnKind: String
  /// The codes in the order of the codebook, then the columns in their order.
  public let points: [Point]
  /// The inertia of every axis, greatest first.
  public let inertias: [Double]
  /// χ²/n of the table.
  public let totalInertia: Double
  /// What was counted altogether.
  public let total: Int
  /// Codes without any count.
  public let emptyCodes: [String]
  /// Columns without any count.
  public let emptyColumns: [String]
  /// What a reader must know.
  public let notes: [String]

  /// Analyses a matrix of codings.
  ///
  /// - Throws: `ClusterFailure`.
  public init(_ matrix: Matrix, in snapshot: StudySnapshot) throws(ClusterFailure) {
    let counts = matrix.codes.indices.map { row in
      matrix.columns.indices.map { Int(matrix[row, $0]) }
    }
    try self.init(
      counts, codes: matrix.codes.map { snapshot.codebook.codes[$0].slug },
      columns: matrix.columns.map(\.label), columnKind: String(matrix.by.rawValue.dropLast()),
      counted: "codings", notes: matrix.notes)
  }

  /// Analyses a table that belongs to no study; its rows are the columns of the map.
  ///
  /// - Throws: `ClusterFailure`.
  public init(_ table: UnitTable) throws(ClusterFailure) {
    let counts = table.codes.indices.map { code in table.counts.map { $0[code] } }
    try self.init(
      counts, codes: table.codes, columns: table.units, columnKind: "row",
      counted: "what the cells of the table count", notes: table.notes)
  }

  private init(
    _ counts: [[Int]], codes: [String], columns: [String], columnKind: String, counted: String,
    notes: [String]
  ) throws(ClusterFailure) {
    let map: CorrespondenceAnalysis
    do {
      map = try CorrespondenceAnalysis(counts)
    } catch {
      throw error == .empty ? .nothingCounted : .noAxes
    }
    func points(_ found: [CorrespondenceAnalysis.Point], _ labels: [String], isCode: Bool)
      -> [Point]
    {
      found.map { point in
        Point(
          label: labels[point.index], isCode: isCode, n: Int((point.mass * map.total).rounded()),
          mass: point.mass,
          inertia: map.totalInertia > 1e-20
            ? .value(point.inertia / map.totalInertia) : .undefined("all profiles are equal"),
          coordinates: Array(point.coordinates.prefix(2)),
          contributions: Array(point.contributions.prefix(2)),
          quality: point.quality.prefix(2).map { Coefficient(of: $0) })
      }
    }
    self.counted = counted
    self.columnKind = columnKind
    self.points =
      points(map.rows, codes, isCode: true) + points(map.columns, columns, isCode: false)
    inertias = map.inertias
    totalInertia = map.totalInertia
    total = Int(map.total)
    emptyCodes = map.emptyRows.map { codes[$0] }
    emptyColumns = map.emptyColumns.map { columns[$0] }
    let shares = map.inertias.prefix(2).map { fixed(100 * $0 / map.totalInertia, 1) + " %" }
    var own = ["counted: \(counted)"]
    own.append(
      map.inertias.isEmpty
        ? "all codes have the same profile: there is no axis"
        : "the first \(shares.count == 1 ? "axis carries" : "axes carry") "
          + "\(shares.joined(separator: " and ")) of the inertia \(fixed(map.totalInertia, 3))")
    own.append(
      "compare codes with codes and \(columnKind)s with \(columnKind)s: how near a code lies to a "
        + "\(columnKind) means nothing by itself")
    own.append("of each axis the code farthest from 0 is on the positive side")
    if !emptyColumns.isEmpty {
      own.append("without any count: \(emptyColumns.joined(separator: ", "))")
    }
    if !emptyCodes.isEmpty {
      own.append("codes without any count: \(emptyCodes.joined(separator: ", "))")
    }
    self.notes = own + notes
  }
}
