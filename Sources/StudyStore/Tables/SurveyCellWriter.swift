import Fieldwork
import GRDB

/// Writes the values of a survey, which come by the hundred thousand.
final class SurveyCellWriter {
  private let rows: BulkInsert

  /// Prepares the statement.
  ///
  /// - Parameter recorder: as in `BulkInsert`.
  init(_ db: Database, _ recorder: ChangeRecorder?) throws {
    rows = try BulkInsert(
      db, recorder, table: "value",
      columns: ["variable_id", "record_id", "number", "word", "missing"])
  }

  /// Writes a value.
  func insert(_ value: SurveyValue, variable: Int64, record: Int64) throws {
    let (number, word, missing) = value.storedColumns
    rows.add(variable)
    rows.add(record)
    rows.add(number)
    rows.add(word)
    rows.add(missing)
    try rows.insertRow()
  }

  /// Ends the writing.
  func finish() { rows.finish() }
}
