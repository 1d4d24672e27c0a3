import CSQLiteSession
import Fieldwork
import GRDB

/// Writes the values of a survey, which come by the hundred thousand: one prepared statement, bound
/// without the detour over boxed arguments.
final class SurveyCellWriter {
  private var statement: OpaquePointer?
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Prepares the statement.
  init(_ db: Database) throws {
    let sql = "INSERT INTO value (variable_id, record_id, number, word, missing) VALUES (?,?,?,?,?)"
    try check(
      sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil), "prepare the values")
  }

  deinit { sqlite3_finalize(statement) }

  /// Writes a value.
  func insert(_ value: SurveyValue, variable: Int64, record: Int64) throws {
    let (number, word, missing) = value.storedColumns
    sqlite3_bind_int64(statement, 1, variable)
    sqlite3_bind_int64(statement, 2, record)
    if let number {
      sqlite3_bind_double(statement, 3, number)
    } else {
      sqlite3_bind_null(statement, 3)
    }
    bind(word, at: 4)
    bind(missing, at: 5)
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { return try check(code, "write a value") }
  }

  private func bind(_ text: String?, at place: Int32) {
    guard let text else {
      sqlite3_bind_null(statement, place)
      return
    }
    sqlite3_bind_text(statement, place, text, Int32(text.utf8.count), Self.transient)
  }
}
