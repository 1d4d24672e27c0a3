public import Fieldwork

/// A plain table of records by variables from elsewhere, read as a survey without a study.
///
/// Types are found as for a survey without schema: a column of numbers is a number, a few short
/// words are a category, anything else is text. An empty cell, `NA` and `.` are missing values.
/// The first column that holds a different word in every row names the records; without one they
/// are called by their number.
public enum VariableTableCSV {
  /// Reads a table.
  ///
  /// - Returns: the table, and what a reader of the numbers must know of the file.
  /// - Throws: `TableFailure` with the line at fault.
  public static func read(
    _ text: String, fileName: String
  ) throws -> (table: SurveyTable, notes: [String]) {
    let file = try CSVTable.read(text, fileName: fileName)
    guard !file.rows.isEmpty else { throw TableFailure.empty(file: fileName) }
    var names = file.header
    for place in names.indices where names[place].isEmpty { names[place] = "column\(place + 1)" }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw TableFailure.repeatedColumn(file: fileName, name: name)
    }
    let hasComma = NumberReading.haveDecimalComma(
      file.rows.lazy.map { $0.cells.map(\.trimmingCell) }, separator: file.separator)
    var notes = hasComma ? [NumberReading.noteOfDecimalComma(fileName)] : []
    let isMixed = NumberReading.mixDecimalSigns(
      file.rows.lazy.map { $0.cells.map(\.trimmingCell) }, separator: file.separator)
    if isMixed { notes.append(NumberReading.noteOfMixedSigns(fileName)) }
    var columns: [(variable: Variable, values: [SurveyValue])] = []
    for (place, name) in names.enumerated() {
      let cells = file.rows.map { $0.cells[place].trimmingCell }
      let used = NumberReading.missingWords.filter(cells.contains)
      let missing = used.map { ValueLabel(code: $0, label: $0) }
      let variable = TypeInference.infer(
        Variable(name: name, kind: .text, missing: missing), cells: cells, comma: hasComma)
      let values = cells.map { cell -> SurveyValue in
        if cell.isEmpty { return .missing(.notRecorded) }
        if used.contains(cell) { return .missing(.coded(code: cell, label: cell)) }
        if variable.kind == .number, let number = NumberReading.number(cell, comma: hasComma) {
          return .number(number)
        }
        return .text(cell)
      }
      columns.append((variable, values))
    }
    let key = columns.firstIndex { column in
      column.variable.kind == .text && Set(column.values).count == column.values.count
        && !column.values.contains { if case .missing = $0 { true } else { false } }
    }
    notes.append(
      key.map { "\(fileName): records are called by \(names[$0])" }
        ?? "\(fileName): records are called by their number, the first is 1")
    let records = file.rows.indices.map { row in
      var label = String(row + 1)
      if let key, case .text(let word) = columns[key].values[row] { label = word }
      return SurveyDraft.Record(key: label, values: columns.map { $0.values[row] })
    }
    return (
      SurveyTable(
        name: fileName, title: fileName, caseKind: "", keyVariable: key.map { names[$0] } ?? "",
        variables: columns.map(\.variable), records: records),
      notes
    )
  }
}
