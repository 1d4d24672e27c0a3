import Fieldwork

/// A matrix of values as coloured cells with the values printed in them.
public struct HeatMap: Hashable, Sendable {
  /// How the cells of a square matrix on the diagonal are shown.
  public enum Diagonal: Hashable, Sendable {
    /// Like every other cell.
    case coloured
    /// Printed without colour and kept out of the scale, as for a code with itself.
    case plain
  }

  /// What the figure is, in a few words.
  public var title: String
  /// What it shows, for readers who cannot see it.
  public var description: String
  /// The labels of the rows.
  public var rowLabels: [String]
  /// The labels of the columns.
  public var columnLabels: [String]
  /// The values by row; `nil` where there is none, which is not 0.
  public var values: [[Double?]]
  /// Decimals of the printed values.
  public var digits: Int
  /// Whether to draw only the diagonal and what lies below it, for a symmetric matrix.
  public var isTriangular: Bool
  /// How the diagonal is shown.
  public var diagonal: Diagonal
  /// What a cell counts, for the legend: `segments with both codes`.
  public var legend: String

  /// Describes a figure.
  ///
  /// - Precondition: `values` has one row per row label, each with one value per column label;
  ///   a triangular figure has as many rows as columns.
  public init(
    title: String, description: String, rowLabels: [String], columnLabels: [String],
    values: [[Double?]], digits: Int = 0, isTriangular: Bool = false,
    diagonal: Diagonal = .coloured, legend: String
  ) {
    precondition(values.count == rowLabels.count, "rows and labels differ")
    precondition(values.allSatisfy { $0.count == columnLabels.count }, "columns and labels differ")
    precondition(!isTriangular || rowLabels.count == columnLabels.count, "not a square matrix")
    self.title = title
    self.description = description
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.values = values
    self.digits = digits
    self.isTriangular = isTriangular
    self.diagonal = diagonal
    self.legend = legend
  }

  /// Describes a figure of counts.
  public init(
    title: String, description: String, rowLabels: [String], columnLabels: [String],
    counts: [[Int?]], isTriangular: Bool = false, diagonal: Diagonal = .coloured, legend: String
  ) {
    self.init(
      title: title, description: description, rowLabels: rowLabels, columnLabels: columnLabels,
      values: counts.map { $0.map { $0.map(Double.init) } }, isTriangular: isTriangular,
      diagonal: diagonal, legend: legend)
  }

  /// The numbers as a table.
  ///
  /// One row per row label under the keys `row`, `c1`, `c2` and so on.
  public var table: Table {
    let columns = columnLabels.enumerated().map { Column.number("c\($0.offset + 1)", $0.element) }
    let rows = rowLabels.indices.map { row -> [Cell] in
      [.text(rowLabels[row])]
        + columnLabels.indices.map { column -> Cell in
          guard isShown(row, column), let value = values[row][column] else { return .empty }
          return digits == 0 ? .integer(Int(value.rounded())) : .number(value, digits: digits)
        }
    }
    return Table(title: legend, columns: [Column("row", "")] + columns, rows: rows)
  }

  /// Whether a cell belongs to the figure.
  func isShown(_ row: Int, _ column: Int) -> Bool { !isTriangular || column <= row }

  /// Whether a cell takes part in the scale.
  func isColoured(_ row: Int, _ column: Int) -> Bool {
    isShown(row, column) && !(diagonal == .plain && row == column)
  }

  /// The scale over all cells that take part.
  var scale: SequentialScale {
    var greatest = 0.0
    for row in values.indices {
      for column in values[row].indices where isColoured(row, column) {
        greatest = max(greatest, values[row][column] ?? 0)
      }
    }
    return SequentialScale(greatest: greatest, digits: digits)
  }
}
