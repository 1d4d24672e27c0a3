/// A table of two questions with any number of answers: counts that are never negative.
public struct ContingencyTable: Hashable, Sendable {
  /// The counts, row by row; every row has the same number of columns, at least one.
  public let counts: [[Int]]
  /// The sum of each row.
  public let rowTotals: [Int]
  /// The sum of each column.
  public let columnTotals: [Int]
  /// The sum of all counts.
  public let total: Int

  /// A table from its counts, row by row.
  ///
  /// - Throws: `TableError.empty`, `.ragged`, `.negative` or `.tooMany`.
  public init(_ counts: [[Int]]) throws(TableError) {
    guard let columns = counts.first?.count, columns > 0 else { throw .empty }
    var rest = TwoByTwo.greatestTotal
    for (row, cells) in counts.enumerated() {
      guard cells.count == columns else {
        throw .ragged(row: row + 1, columns: cells.count, expected: columns)
      }
      for (column, count) in cells.enumerated() {
        guard count >= 0 else {
          throw .negative(cell: "row \(row + 1), column \(column + 1)", count: count)
        }
        guard count <= rest else { throw .tooMany }
        rest -= count
      }
    }
    self.init(checked: counts)
  }

  init(checked counts: [[Int]]) {
    self.counts = counts
    rowTotals = counts.map { $0.reduce(0, +) }
    columnTotals = (counts.first ?? []).indices.map { column in
      counts.reduce(0) { $0 + $1[column] }
    }
    total = rowTotals.reduce(0, +)
  }

  /// The counts expected without association, row total × column total / N; 0 where the
  /// table is empty.
  public var expected: [[Double]] {
    rowTotals.map { row in
      columnTotals.map { total == 0 ? 0 : Double(row) * Double($0) / Double(total) }
    }
  }

  /// The smallest expected count.
  public var smallestExpected: Double { expected.flatMap { $0 }.min() ?? 0 }

  /// The share of cells with an expected count below 5, in `0...1`.
  public var shareExpectedBelowFive: Double {
    let cells = expected.flatMap { $0 }
    return Double(cells.count { $0 < 5 }) / Double(max(1, cells.count))
  }

  /// (r−1)(c−1).
  public var degrees: Int { (rowTotals.count - 1) * (columnTotals.count - 1) }

  /// Why nothing that relates the rows to the columns exists, or `nil` where it does.
  var obstacle: String? {
    if degrees == 0 { return "the table has only one row or column" }
    if rowTotals.contains(0) || columnTotals.contains(0) { return TwoByTwo.emptyMargin }
    return nil
  }
}
