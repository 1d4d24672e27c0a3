/// A table of two yes/no questions: counts that are never negative.
///
/// ```
///                column 1   column 2
///        row 1      a          b
///        row 2      c          d
/// ```
///
/// Rows are the groups compared (or "code A: yes, no"), column 1 is the event (or "code B:
/// yes"). So a = both, b = only A, c = only B, d = neither.
public struct TwoByTwo: Hashable, Sendable {
  /// Row 1, column 1.
  public let a: Int
  /// Row 1, column 2.
  public let b: Int
  /// Row 2, column 1.
  public let c: Int
  /// Row 2, column 2.
  public let d: Int

  /// The greatest sum of all cells, 2⁵³: up to here every count is exact as a `Double`.
  public static let greatestTotal = 1 << 53

  /// A table from its cells.
  ///
  /// - Throws: `TableError.negative`, or `.tooMany` above `greatestTotal`.
  public init(a: Int, b: Int, c: Int, d: Int) throws(TableError) {
    var rest = Self.greatestTotal
    for (name, count) in [("a", a), ("b", b), ("c", c), ("d", d)] {
      guard count >= 0 else { throw .negative(cell: name, count: count) }
      guard count <= rest else { throw .tooMany }
      rest -= count
    }
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// A table of incidences from what is counted: n12 units with both codes, n1 with the
  /// first, n2 with the second, `total` units.
  ///
  /// - Throws: `TableError` where a count is negative or a part is greater than its whole.
  public init(n12: Int, n1: Int, n2: Int, total: Int) throws(TableError) {
    for (name, count) in [("n12", n12), ("n1", n1), ("n2", n2), ("N", total)] where count < 0 {
      throw .negative(cell: name, count: count)
    }
    guard total <= Self.greatestTotal else { throw .tooMany }
    let wholes = [("n1", n1, "N", total), ("n2", n2, "N", total), ("n12", n12, "n1", n1)]
    for (part, count, whole, limit) in wholes + [("n12", n12, "n2", n2)] where count > limit {
      throw .exceeds(part: part, count: count, whole: whole, limit: limit)
    }
    guard n1 - n12 <= total - n2 else {
      throw .exceeds(part: "n1 + n2 - n12", count: n1 + n2 - n12, whole: "N", limit: total)
    }
    try self.init(a: n12, b: n1 - n12, c: n2 - n12, d: total - n1 - n2 + n12)
  }

  /// a + b, the units in row 1 (with code A).
  public var row1: Int { a + b }
  /// c + d, the units in row 2.
  public var row2: Int { c + d }
  /// a + c, the units in column 1 (with code B).
  public var column1: Int { a + c }
  /// b + d, the units in column 2.
  public var column2: Int { b + d }
  /// a + b + c + d.
  public var total: Int { a + b + c + d }

  /// Whether a cell is 0, so that the odds ratio of the sample is 0, infinite or undefined.
  public var hasEmptyCell: Bool { a == 0 || b == 0 || c == 0 || d == 0 }

  /// Whether a row or column is empty, so that its question cannot be related to the other.
  public var hasEmptyMargin: Bool { row1 == 0 || row2 == 0 || column1 == 0 || column2 == 0 }

  /// The same counts as a table of any size.
  public var contingencyTable: ContingencyTable {
    ContingencyTable(checked: [[a, b], [c, d]])
  }

  /// Why nothing that relates the rows to the columns exists.
  static let emptyMargin = "a row or column of the table is empty"

  /// ad − bc without cancellation.
  var determinant: Double { differenceOfProducts(Double(a), Double(d), Double(b), Double(c)) }

  /// The distribution of a given the margins, without association.
  var conditional: Hypergeometric {
    Hypergeometric(checkedPopulation: total, marked: row1, drawn: column1)
  }
}
