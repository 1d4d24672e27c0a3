import Fieldwork

/// A survey table with one row per record and one name per column, whichever way it lay in
/// the file.
struct SurveyGrid {
  /// One name per column, all different.
  let names: [String]
  /// What a column is where its name does not say it.
  let labels: [String?]
  /// The cells of each record without blanks at the ends.
  let records: [[String]]
  /// What the file itself says of a column; `nil` where it says nothing, as in a CSV file.
  let origins: [Variable?]
  /// The reader's decisions.
  var notes: [String]
  /// Whether cells are words as somebody typed them, and a row of empty cells is none.
  let isTyped: Bool
  /// Whether numbers may have a decimal comma.
  var hasDecimalComma = false
  /// What the place of a record is called: a line of a text, a row of a sheet.
  let placeWord: String
  private let shape: SurveyShape
  private let lines: [Int]

  private static let questionWords: Set<String> = [
    "question", "questions", "item", "items", "variable", "variables", "statement", "statements",
    "q", "问题", "题目", "题号", "变量",
  ]

  /// Lays out a table.
  ///
  /// - Parameters:
  ///   - table: the table as it lies in the file.
  ///   - shape: how records lie, or `nil` to find out.
  ///   - key: what to call the names of records that are columns.
  ///   - file: the file's name for notes.
  ///   - placeWord: what the place of a record is called.
  ///   - before: what the reader of the file decided.
  init(
    _ table: CSVTable, shape wanted: SurveyShape?, key: String?, file: String,
    placeWord: String = "line", notes before: [String] = []
  ) {
    shape = wanted ?? SurveyGrid.shape(of: table.header)
    var notes = before
    switch shape {
    case .rows:
      let (names, labels, repeated) = SurveyGrid.distinct(table.header)
      self.names = names
      self.labels = labels
      records = table.rows.map { $0.cells.map(\.trimmingCell) }
      lines = table.rows.map(\.line)
      if !repeated.isEmpty {
        notes.append(
          "\(file): repeated columns are numbered: \(repeated.joined(separator: ", "))")
      }
    case .columns:
      let written = [key ?? "record"] + table.rows.map { $0.cells[0].trimmingCell }
      let (names, labels, repeated) = SurveyGrid.distinct(written)
      self.names = names
      self.labels = labels
      records = table.header.indices.dropFirst().map { column in
        [table.header[column]] + table.rows.map { $0.cells[column].trimmingCell }
      }
      lines = [1] + table.rows.map(\.line)
      if wanted == nil { notes.append("\(file): read as questions in rows, records in columns") }
      if !repeated.isEmpty {
        notes.append("\(file): repeated rows are numbered: \(repeated.joined(separator: ", "))")
      }
    }
    self.notes = notes
    self.placeWord = placeWord
    isTyped = true
    origins = names.map { _ in nil }
  }

  /// Takes the table of a data file; its rows are counted from 1.
  init(_ table: DataTable, of format: DataFileFormat, file: String) {
    let columns = table.columns.map { DataColumnReading($0, of: format) }
    shape = .rows
    names = columns.map(\.variable.name)
    labels = columns.map(\.variable.labels.first?.text)
    origins = columns.map(\.variable)
    notes = table.notes + columns.flatMap { $0.notes.map { "\(file): \($0)" } }
    lines = Array(1...max(1, table.rowCount))
    placeWord = "row"
    isTyped = false
    let cells = columns.map(\.cells)
    records = (0..<table.rowCount).map { row in cells.map { $0[row] } }
  }

  /// The same table behind a column that names the records.
  ///
  /// - Parameters:
  ///   - grid: the table.
  ///   - name: what to call the column.
  ///   - cells: the names.
  private init(_ grid: SurveyGrid, behind name: String, _ cells: [String]) {
    names = [name] + grid.names
    labels = [nil] + grid.labels
    origins = [nil] + grid.origins
    records = zip(cells, grid.records).map { [$0] + $1 }
    notes = grid.notes
    isTyped = grid.isTyped
    hasDecimalComma = grid.hasDecimalComma
    placeWord = grid.placeWord
    shape = grid.shape
    lines = grid.shape == .rows ? grid.lines : [1] + grid.lines
  }

  /// The table with a column for a key that is no column: `#` numbers the rows, and names joined by
  /// commas make one key, such as that of a person in a household.
  func keyed(by key: String?) -> SurveyGrid {
    guard let key, !names.contains(key) else { return self }
    if key == SurveyGrid.rowKey {
      return SurveyGrid(self, behind: key, records.indices.map { String($0 + 1) })
    }
    let parts = SurveyGrid.keyParts(key)
    let columns = parts.compactMap { names.firstIndex(of: $0) }
    guard parts.count > 1, columns.count == parts.count else { return self }
    return SurveyGrid(
      self, behind: key,
      records.map { cells in
        let words = columns.map { cells[$0].trimmingCell }
        return words.contains("") ? "" : words.joined(separator: "-")
      })
  }

  /// The key that numbers the rows.
  static let rowKey = "#"

  /// The names of a key that is made of several.
  static func keyParts(_ key: String) -> [String] {
    key.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  /// The line of a cell.
  func line(record: Int, column: Int) -> Int {
    switch shape {
    case .rows: lines[record]
    case .columns: lines[column]
    }
  }

  /// How a message calls the column of a cell.
  func columnName(record: Int, column: Int) -> String {
    switch shape {
    case .rows: names[column]
    case .columns: "\(names[column]) of \(records[record][0])"
    }
  }

  /// Questions lie in rows when the first column says so and the other heads look like ids.
  private static func shape(of header: [String]) -> SurveyShape {
    guard let first = header.first, questionWords.contains(first.foldedName), header.count > 1
    else { return .rows }
    let ids = header.dropFirst()
    let areIDs = ids.allSatisfy { id in
      (1...24).contains(id.utf8.count) && !id.utf8.contains(32)
        && id.utf8.contains { (48...57).contains($0) }
    }
    return areIDs && Set(ids).count == ids.count ? .columns : .rows
  }

  /// Names that are all different: a repeated one gets `.2`, `.3` and so on, and its label
  /// says behind which column it stands.
  private static func distinct(
    _ written: [String]
  ) -> (names: [String], labels: [String?], repeated: [String]) {
    let heads = written.enumerated().map { $1.isEmpty ? "column \($0 + 1)" : $1 }
    var counts: [String: Int] = [:]
    for head in heads { counts[head, default: 0] += 1 }
    var used = Set(heads)
    var given: [String: Int] = [:]
    var names: [String] = []
    var labels: [String?] = []
    var repeated: [String] = []
    for (index, head) in heads.enumerated() {
      guard let count = counts[head], count > 1 else {
        names.append(head)
        labels.append(nil)
        continue
      }
      var number = given[head, default: 0] + 1
      var name = number == 1 ? head : "\(head).\(number)"
      while number > 1, !used.insert(name).inserted {
        number += 1
        name = "\(head).\(number)"
      }
      if number == 1 { repeated.append("\(head) (\(count) times)") }
      given[head] = number
      names.append(name)
      labels.append(index > 0 ? "\(head) (after \(heads[index - 1]))" : nil)
    }
    return (names, labels, repeated)
  }
}
