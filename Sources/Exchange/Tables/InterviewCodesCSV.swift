import Fieldwork

/// A table of interviews by codes from another program: one row per interview in the order of
/// the field, one column per code, cells 0 and 1 or counts of codings.
///
/// Whether the first column names the interview is decided by `UnitColumn`, as in other tables of
/// units by codes, and said in a note. Columns called `date`, `kind` or `site`, and the one
/// by which interviews are to be grouped, hold words; every other column is a code.
public struct InterviewCodesCSV: Hashable, Sendable {
  /// One row.
  public struct Row: Hashable, Sendable {
    /// The first cell, or the number of the row where the first column is a code.
    public var label: String
    /// The words of `date`, `kind` and `site`, empty where there is no such column.
    public var date, kind, site: String
    /// What it is grouped by; empty where nothing was asked.
    public var group: String
    /// One count per code.
    public var counts: [Int]
  }

  /// The names of the code columns.
  public let codes: [String]
  /// The rows in order.
  public let rows: [Row]
  /// What a reader of the numbers must know of the file.
  public let notes: [String]

  /// The greatest count that a cell may hold.
  public static let greatestCount = 1_000_000

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  ///   - group: the column that holds the groups, if any.
  /// - Throws: `TableFailure`, `NoteRowFailure` with the line at fault.
  public init(_ text: String, fileName: String, groupedBy group: String? = nil) throws {
    let table = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(table.header, file: fileName)
    let names = try ["date", "kind", "site"].map { try finder.take([$0]) }
    let words = Set(names.compactMap { $0 })
    let first = UnitColumn(
      table.header[0], cells: table.rows.map { $0.cells[0] }, allowsCounts: true)
    // What holds words is no code, whether or not the rows are called by it.
    let label = first.isName || words.contains(0) ? 0 : nil
    let metadata = label.map { words.union([$0]) } ?? words
    var groupColumn: Int?
    if let group {
      let found = table.header.firstIndex { $0.foldedName == group.foldedName }
      guard let found, found != label else {
        throw TableFailure.missingColumns(
          file: fileName, missing: [group], present: table.header)
      }
      groupColumn = found
    }
    let columns = table.header.indices.filter { !metadata.contains($0) && $0 != groupColumn }
    guard !columns.isEmpty else {
      throw TableFailure.missingColumns(
        file: fileName, missing: ["of a code"], present: table.header)
    }
    let codes = columns.map { table.header[$0] }
    try InterviewCodesCSV.check(codes, fileName)
    var lines: [String: Int] = [:]
    rows = try table.rows.enumerated().map { place, row in
      guard let label = label == nil ? String(place + 1) : row.words(0) else {
        throw NoteRowFailure.emptyCell(file: fileName, line: row.line, column: table.header[0])
      }
      if let other = lines.updateValue(row.line, forKey: label) {
        throw NoteRowFailure.twice(
          file: fileName, what: "interview", id: label, lines: [other, row.line])
      }
      func cell(_ place: Int) -> String { row.words(names[place]) ?? "" }
      return Row(
        label: label, date: cell(0), kind: cell(1), site: cell(2),
        group: row.words(groupColumn) ?? "",
        counts: try columns.map { try InterviewCodesCSV.count(row, $0, table.header, fileName) })
    }
    self.codes = codes
    notes = words.contains(0) ? [] : [first.note(fileName, "interviews")]
  }

  private static func check(_ codes: [String], _ file: String) throws {
    var seen: Set<String> = []
    for code in codes {
      guard !code.isEmpty else {
        throw NoteRowFailure.emptyCell(file: file, line: 1, column: "name in a column")
      }
      guard seen.insert(code).inserted else {
        throw TableFailure.repeatedColumn(file: file, name: code)
      }
    }
  }

  private static func count(
    _ row: CSVTable.Row, _ column: Int, _ header: [String], _ file: String
  ) throws -> Int {
    let words = row.words(column) ?? ""
    guard !words.isEmpty, words.utf8.allSatisfy({ (48...57).contains($0) }),
      let count = Int(words), count <= greatestCount
    else {
      throw NoteRowFailure.badValue(
        file: file, line: row.line, column: header[column], value: words,
        allowed: "0, 1 or a count of codings; 0 where the code does not occur")
    }
    return count
  }
}
