public import Fieldwork

/// A table of counts as somebody typed it: `8 2; 1 9`, rows split by semicolons, strata by
/// bars.
public struct TypedCounts: Hashable, Sendable {
  /// Why typed words are no table.
  public enum Failure: ProblemReporting, Hashable {
    /// Something that is no whole number of 0 or more.
    case noCount(String)
    /// A row with another number of counts than the first.
    case ragged(row: Int, counts: Int, expected: Int)
    /// A stratum with another number of rows than the first.
    case raggedStratum(stratum: Int, rows: Int, expected: Int)
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
      case .raggedStratum(let stratum, let rows, let expected):
        Problem(
          .usage,
          "stratum \(stratum) has \(counted(rows, "row")) and the first has \(expected)",
          hint: "give every stratum the same table: --counts \"8 2; 1 9 | 4 4; 3 5\"")
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

  /// The counts of each stratum, row by row; one table where there are no strata.
  public let strata: [[[Int]]]

  /// The counts of all strata together.
  public var counts: [[Int]] {
    strata.dropFirst().reduce(strata[0]) { sum, next in
      zip(sum, next).map { zip($0, $1).map(+) }
    }
  }

  /// Their sum.
  public var total: Int { counts.joined().reduce(0, +) }

  /// Reads typed counts; blanks and commas split the counts of a row.
  ///
  /// - Throws: `TypedCounts.Failure`.
  public init(_ text: String) throws {
    var strata: [[[Int]]] = []
    var left = TypedCounts.most
    for (place, words) in text.split(separator: "|", omittingEmptySubsequences: false).enumerated()
    {
      let counts = try TypedCounts.rows(words, left: &left)
      if let first = strata.first, !counts.isEmpty {
        guard counts.count == first.count else {
          throw Failure.raggedStratum(
            stratum: place + 1, rows: counts.count, expected: first.count)
        }
        guard counts[0].count == first[0].count else {
          throw Failure.ragged(row: 1, counts: counts[0].count, expected: first[0].count)
        }
      }
      guard counts.count > 1, counts[0].count > 1 else { throw Failure.tooSmall }
      strata.append(counts)
    }
    self.strata = strata
    let sum = counts
    for (index, row) in sum.enumerated() where row.allSatisfy({ $0 == 0 }) {
      throw Failure.emptyMargin("row \(index + 1)")
    }
    for column in sum[0].indices where sum.allSatisfy({ $0[column] == 0 }) {
      throw Failure.emptyMargin("column \(column + 1)")
    }
  }

  private static func rows(_ text: Substring, left: inout Int) throws -> [[Int]] {
    let rows = text.split(whereSeparator: { ";\n".contains($0) }).map { row in
      row.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    }.filter { !$0.isEmpty }
    var counts: [[Int]] = []
    for (index, row) in rows.enumerated() {
      if row.count != rows[0].count {
        throw Failure.ragged(row: index + 1, counts: row.count, expected: rows[0].count)
      }
      counts.append(
        try row.map { word in
          guard let count = Int(word), count >= 0 else { throw Failure.noCount(word) }
          guard count <= left else { throw Failure.tooMany(most: TypedCounts.most) }
          left -= count
          return count
        })
    }
    return counts
  }

  /// One unit for every count: rows are the groups, the first column what is asked about.
  var data: AssociationData {
    var (first, second, stratum): ([Double], [Double], [Double]) = ([], [], [])
    for (place, table) in strata.enumerated() {
      for (row, cells) in table.enumerated() {
        for (column, count) in cells.enumerated() {
          first += Array(repeating: Double(column), count: count)
          second += Array(repeating: Double(row), count: count)
          stratum += Array(repeating: Double(place), count: count)
        }
      }
    }
    func labels(_ word: String, _ count: Int) -> [String] { (1...count).map { "\(word) \($0)" } }
    let counts = strata[0]
    var data = AssociationData(
      AssociationSide(
        name: "columns", kind: .groups(labels("column", counts[0].count), isOrdered: false),
        values: first),
      AssociationSide(
        name: "rows", kind: .groups(labels("row", counts.count), isOrdered: false), values: second),
      unit: "unit")
    // The second row is the second look at what the second column is the first look at.
    data.isPairedByPlace = true
    if strata.count > 1 {
      data.strata = AssociationSide(
        name: "strata", kind: .groups(labels("stratum", strata.count), isOrdered: false),
        values: stratum)
    }
    return data
  }
}
