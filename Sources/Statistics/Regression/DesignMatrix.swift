/// The columns of a regression: one for each coefficient, one number for each case.
public struct DesignMatrix: Hashable, Sendable {
  /// What each column is called.
  public let names: [String]
  /// The numbers, column by column, all finite.
  public let columns: [[Double]]
  /// How many cases there are.
  public let rows: Int
  /// Whether the first column is 1 throughout.
  public let hasIntercept: Bool

  /// Puts columns together.
  ///
  /// - Throws: `RegressionFailure` where there is no column, where columns differ in length, or
  ///   where a number is not finite.
  public init(names: [String], columns: [[Double]]) throws {
    guard let first = columns.first, !first.isEmpty, names.count == columns.count else {
      throw RegressionFailure.nothing
    }
    for (name, column) in zip(names, columns) {
      guard column.count == first.count else {
        throw RegressionFailure.lengths(column: name, rows: column.count, expected: first.count)
      }
      if let row = column.firstIndex(where: { !$0.isFinite }) {
        throw RegressionFailure.notFinite(column: name, row: row + 1)
      }
    }
    self.names = names
    self.columns = columns
    rows = first.count
    hasIntercept = first.allSatisfy { $0 == 1 }
  }

  /// Some of the columns.
  func keeping(_ places: [Int]) -> (names: [String], columns: [[Double]]) {
    (places.map { names[$0] }, places.map { columns[$0] })
  }

  /// Xβ.
  static func product(_ columns: [[Double]], _ coefficients: [Double], rows: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: rows)
    for (column, coefficient) in zip(columns, coefficients) {
      subtract(-coefficient, of: column, from: &sums)
    }
    return sums
  }
}
