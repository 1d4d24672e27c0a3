import Fieldwork

/// What the lists of participants, cases and sites have in common: a column of ids, columns
/// with a meaning, and further columns that become attributes.
struct PeopleTable {
  private let table: CSVTable
  private let file: String
  private var finder: ColumnFinder

  init(_ text: String, file: String) throws {
    table = try CSVTable.read(text, fileName: file)
    self.file = file
    finder = ColumnFinder(table.header, file: file)
  }

  /// The column of one of these names, or `nil`.
  mutating func take(_ names: String...) throws -> Int? { try finder.take(names) }

  /// The columns such as `name_zh`.
  mutating func takeLanguages(of name: String) -> [(language: String, column: Int)] {
    finder.takeLanguages(of: name)
  }

  /// The column of ids.
  ///
  /// - Throws: `TableFailure.missingColumns`.
  mutating func takeID(_ name: String) throws -> Int {
    guard let column = try finder.take([name, "id", name + "_id"]) else {
      throw TableFailure.missingColumns(
        file: file, missing: ["\(name) (or id)"], present: table.header)
    }
    return column
  }

  /// The rows with their ids and attributes.
  ///
  /// - Parameters:
  ///   - id: the column of ids.
  ///   - unique: what the rows are where an id may stand only once.
  /// - Throws: `PeopleFailure`, and `TableFailure` when two attributes have the same name.
  func rows<Row>(
    id: Int, unique: String?, _ make: (CSVTable.Row, String, [AttributeValue]) throws -> Row
  ) throws -> [Row] {
    let names = finder.unused.map { (name: table.header[$0], column: $0) }
    var seen: Set<String> = []
    for (name, _) in names where !seen.insert(name).inserted {
      throw TableFailure.repeatedColumn(file: file, name: name)
    }
    var lines: [String: Int] = [:]
    return try table.rows.map { row in
      guard let words = row.words(id) else {
        throw PeopleFailure.noID(file: file, line: row.line, column: table.header[id])
      }
      if let unique, let other = lines.updateValue(row.line, forKey: words) {
        throw PeopleFailure.twice(file: file, what: unique, id: words, lines: [other, row.line])
      }
      let attributes = names.compactMap { name, column in
        row.words(column).map { AttributeValue(name: name, value: $0) }
      }
      return try make(row, words, attributes)
    }
  }
}
