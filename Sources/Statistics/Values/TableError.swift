/// Why counts do not make a table, or why a table cannot be worked through.
///
/// The module knows no report, so the wording for a person belongs to its caller; the
/// `description` is a clause to build it from.
public enum TableError: Error, Hashable, Sendable {
  /// A count is below 0; `cell` says which one (`a`, `n12`, `row 2, column 1`).
  case negative(cell: String, count: Int)
  /// A part is greater than the whole it belongs to: 5 of 3 documents.
  case exceeds(part: String, count: Int, whole: String, limit: Int)
  /// The counts sum to more than 2⁵³, beyond which they are not exact as floating point.
  case tooMany
  /// The rows have different numbers of columns; `row` is the first that differs, from 1.
  case ragged(row: Int, columns: Int, expected: Int)
  /// There is no row or no column.
  case empty
  /// The exact test would need more than `budget` steps; resampling is the alternative.
  case tooLarge(budget: Int)
}

extension TableError: CustomStringConvertible {
  /// The facts as one clause without a full stop.
  public var description: String {
    switch self {
    case .negative(let cell, let count): "\(cell) is \(count), below 0"
    case .exceeds(let part, let count, let whole, let limit):
      "\(part) is \(count), more than \(whole) = \(limit)"
    case .tooMany: "the counts sum to more than 2^53"
    case .ragged(let row, let columns, let expected):
      "row \(row) has \(columns) columns instead of \(expected)"
    case .empty: "the table has no row or no column"
    case .tooLarge(let budget): "the exact test needs more than \(budget) steps"
    }
  }
}
