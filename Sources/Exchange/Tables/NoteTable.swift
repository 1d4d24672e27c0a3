import Fieldwork

/// What the lists of relations, topics and figures have in common: a few named columns, rows
/// that must have some of them, and ids that stand only once.
struct NoteTable {
  private let table: CSVTable
  private let file: String
  private var finder: ColumnFinder
  private var missing: [String] = []

  init(_ text: String, file: String) throws {
    table = try CSVTable.read(text, fileName: file)
    self.file = file
    finder = ColumnFinder(table.header, file: file)
  }

  /// The column of one of these names, or `nil`.
  mutating func take(_ names: String...) throws -> Int? { try finder.take(names) }

  /// The column of one of these names, which the file must have; `rows` tells when it has not.
  mutating func require(_ names: String...) throws -> Int {
    if let column = try finder.take(names) { return column }
    let others = names.dropFirst().joined(separator: ", ")
    missing.append(names[0] + (others.isEmpty ? "" : " (or \(others))"))
    return -1
  }

  /// A remark that names the columns that nobody asked for, or none.
  var ignoredNote: [String] { finder.ignoredNote }

  /// The rows as something else.
  ///
  /// - Parameters:
  ///   - what: what a row is, for messages.
  ///   - id: the words of a row that may stand only once.
  /// - Throws: `TableFailure.missingColumns`, `NoteRowFailure`, and what `make` throws.
  func rows<Row>(
    _ what: String, id: (Row) -> String, _ make: (NoteRow) throws -> Row
  ) throws -> [Row] {
    guard missing.isEmpty else {
      throw TableFailure.missingColumns(file: file, missing: missing, present: table.header)
    }
    var lines: [String: Int] = [:]
    return try table.rows.map { cells in
      let row = NoteRow(cells: cells, header: table.header, file: file)
      let made = try make(row)
      if let other = lines.updateValue(cells.line, forKey: id(made)) {
        throw NoteRowFailure.twice(
          file: file, what: what, id: id(made), lines: [other, cells.line])
      }
      return made
    }
  }
}

/// One row of a list, which knows its file and line.
struct NoteRow {
  fileprivate let cells: CSVTable.Row
  fileprivate let header: [String]
  /// The file's name for messages.
  let file: String

  /// The line on which the row begins.
  var line: Int { cells.line }

  /// The words of a cell, empty where the column does not exist.
  func words(_ column: Int?) -> String { cells.words(column) ?? "" }

  /// The words of a cell that must not be empty.
  ///
  /// - Throws: `NoteRowFailure.emptyCell`.
  func needed(_ column: Int) throws -> String {
    guard let words = cells.words(column) else {
      throw NoteRowFailure.emptyCell(file: file, line: line, column: header[column])
    }
    return words
  }
}
