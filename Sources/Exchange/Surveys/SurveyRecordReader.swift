import Fieldwork

/// Reads the records of a survey file and gathers everything that is wrong with them.
struct SurveyRecordReader {
  let grid: SurveyGrid
  let columns: SurveyColumns
  let file: String

  private static let mostShown = 20

  func records() throws -> [SurveyDraft.Record] {
    let readers = columns.choices.map {
      SurveyValueReader($0.variable, hasDecimalComma: grid.hasDecimalComma)
    }
    let keyChoice = columns.choices.firstIndex { $0.variable.name == columns.key } ?? 0
    var first: [SurveyCell] = []
    var count = 0
    func refuse(_ record: Int, _ choice: Int, _ what: String) {
      count += 1
      guard first.count < Self.mostShown else { return }
      let column = columns.choices[choice].column
      first.append(
        SurveyCell(
          line: grid.line(record: record, column: column), isRow: grid.placeWord == "row",
          column: grid.columnName(record: record, column: column), what: what))
    }
    var lines: [String: Int] = [:]
    var records: [SurveyDraft.Record] = []
    records.reserveCapacity(grid.records.count)
    for (index, cells) in grid.records.enumerated() {
      // A line of separators is what spreadsheets leave behind a table.
      if grid.isTyped, cells.allSatisfy(\.isEmpty) { continue }
      let key = cells[columns.choices[keyChoice].column].trimmingCell
      if key.isEmpty {
        refuse(index, keyChoice, "the record has no key")
      } else if let other = lines[key] {
        refuse(index, keyChoice, "the key '\(key)' stands on \(grid.placeWord) \(other) already")
      } else {
        lines[key] = grid.line(record: index, column: columns.choices[keyChoice].column)
      }
      var values: [SurveyValue] = []
      values.reserveCapacity(readers.count)
      for (choice, reader) in readers.enumerated() {
        do {
          values.append(try reader.value(columns.choices[choice].cell(of: cells)))
        } catch let misfit as SurveyValueReader.Misfit {
          refuse(index, choice, misfit.what)
        }
      }
      if values.count == readers.count {
        for (choice, what) in misfits(values) { refuse(index, choice, what) }
      }
      records.append(SurveyDraft.Record(key: key, values: values))
    }
    guard count == 0 else { throw SurveyFailure.badCells(file: file, first: first, count: count) }
    guard !records.isEmpty else { throw SurveyFailure.noRecords(file: file) }
    return records
  }

  /// The numbers of a record that the schema does not believe; of each the first reason.
  private func misfits(_ values: [SurveyValue]) -> [(choice: Int, what: String)] {
    columns.choices.indices.compactMap { choice in
      let plausible = columns.choices[choice].plausible
      guard !plausible.isOpen, case .number(let number) = values[choice] else { return nil }
      if let what = plausible.misfit(number) { return (choice, what) }
      guard let name = plausible.atMost,
        let limit = columns.choices.firstIndex(where: { $0.variable.name == name })
      else { return nil }
      return plausible.misfit(number, limit: values[limit]).map { (choice, $0) }
    }
  }
}
