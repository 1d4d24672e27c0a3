import CSQLiteSession
import GRDB

/// Reads the rows of one statement column by column through SQLite's own functions.
///
/// A study's turns and codings are read by the ten thousand for almost every question; a row
/// object for each costs five times what the numbers in it cost.
struct ColumnScan {
  private let statement: Statement
  private let raw: OpaquePointer

  /// Prepares a statement without parameters, or with such as are whole numbers.
  init(_ db: Database, sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    raw = statement.sqliteStatement
  }

  /// The same with a statement that the connection keeps for the next time; two scans of it must
  /// not run at once.
  init(_ db: Database, kept sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    raw = statement.sqliteStatement
  }

  /// Begins anew, with the statement's parameters set.
  func restart(with parameters: Int64...) {
    sqlite3_reset(raw)
    for (index, parameter) in parameters.enumerated() {
      sqlite3_bind_int64(raw, Int32(index + 1), parameter)
    }
  }

  /// Ends a scan before its last row, so that the statement holds nothing any more.
  func stop() { sqlite3_reset(raw) }

  /// Goes to the next row; `false` when there is none, after which the statement begins anew.
  func next() throws -> Bool {
    let code = sqlite3_step(raw)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(raw)
    try check(code == SQLITE_DONE ? SQLITE_OK : code, "read rows")
    return false
  }

  /// A number; 0 for NULL.
  func int32(_ column: Int32) -> Int32 { sqlite3_column_int(raw, column) }

  /// A number; 0 for NULL.
  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  /// Whether the column is NULL.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

  /// The bytes of a blob column, valid until the next row.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(raw, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, column)))
  }

  /// The UTF-8 of a text column, without an address for NULL, valid until the next row.
  func utf8(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(raw, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, column)))
  }
}
