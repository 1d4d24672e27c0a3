public import Fieldwork

/// A table of counts as somebody typed it: `8 2; 1 9`, rows split by semicolons.
public struct TypedCounts: Hashable, Sendable {
  /// Why typed words are no table.
  public enum Failure: ProblemReporting, Hashable {
    /// Something that is no whole number of 0 or more.
    case noCount(String)
    /// A row with another number of counts than the first.
    case ragged(row: Int, counts: Int, expected: Int)
    /// Fewer than two rows or columns.
    case tooSmall
    /// A row or column in which nothing was counted.
    case emptyMargin(String)
    /// More units than can be worked through.
    case tooMany(most: Int)

    /// The failure in words.
    public var problem: Problem {
      switch self {
      case .noCount(let word):
        Problem(
          .usage, "'\(word)' is no count",
          hint: "write rows of whole numbers: --counts \"8 2; 1 9\"")
      case .ragged(let row, let counts, let expected):
        Problem(
          .usage, "row \(row) has \(counted(counts, "count")) and the first has \(expected)",
          hint: "give every row as many counts: --counts \"8 2; 1 9\"")
      case .tooSmall:
        Problem(
          .usage, "a table has two rows and two columns at least",
          hint: "split rows by semicolons: --counts \"8 2; 1 9\"")
      case .emptyMargin(let name):
        Problem(.usage, "\(name) has no count above 0", hint: "leave it out")
      case .tooMany(let most):
        Problem(
          .usage, "the counts sum to more than \(most)", hint: "such a table needs no exact test")
      }
    }
  }

  /// More units than this are refused.
  public static let most = 1_000_000

  /// The counts, row by row.
  public let counts: [[Int]]

  /// Their sum.
  public var total: Int { counts.joined().reduce(0, +) }

  /// Reads typed counts; blanks and commas split the counts of a row.
  ///
  /// - Throws: `TypedCounts.Failure`.
  public init(_ text: String) throws {
    let rows = text.split(whereSeparator: { ";\n".contains($0) }).map { row in
      row.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    }.filter { !$0.isEmpty }
    var counts: [[Int]] = []
    var total = 0
    for (index, row) in rows.enumerated() {
      if row.count != rows[0].count {
        throw Failure.ragged(row: index + 1, counts: row.count, expected: rows[0].count)
      }
      counts.append(
        try row.map { word in
          guard let count = Int(word), count >= 0 else { throw Failure.noCount(word) }
          guard count <= TypedCounts.most - total else {
            throw Failure.tooMany(most: TypedCounts.most)
          }
          total += count
          return count
        })
    }
    guard counts.count > 1, counts[0].count > 1 else { throw Failure.tooSmall }
    for (index, row) in counts.enumerated() where row.allSatisfy({ $0 == 0 }) {
      throw Failure.emptyMargin("row \(index + 1)")
    }
    for column in counts[0].indices where counts.allSatisfy({ $0[column] == 0 }) {
      throw Failure.emptyMargin("column \(column + 1)")
    }
    self.counts = counts
  }

  /// One unit for every count: rows are the groups, the first column what is asked about.
  var data: AssociationData {
    var (first, second): ([Double], [Double]) = ([], [])
    for (row, cells) in counts.enumerated() {
      for (column, count) in cells.enumerated() {
        first += Array(repeating: Double(column), count: count)
        second += Array(repeating: Double(row), count: count)
      }
    }
    func labels(_ word: String, _ count: Int) -> [String] { (1...count).map { "\(word) \($0)" } }
    return AssociationData(
      AssociationSide(
        name: "columns", kind: .groups(labels("column", counts[0].count), isOrdered: false),
        values: first),
      AssociationSide(
        name: "rows", kind: .groups(labels("row", counts.count), isOrdered: false), values: second),
      unit: "unit")
  }
}
