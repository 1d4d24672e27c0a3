import CSQLiteSession
import GRDB

/// Records the rows that change while it lives, through SQLite's session extension.
final class ChangeRecorder {
  private var session: OpaquePointer?

  /// Starts to record the recorded tables of a study, and no others: the search index and the
  /// counters live outside change sets.
  init(_ db: Database) throws {
    try check(sqlite3session_create(db.sqliteConnection, "main", &session), "record changes")
    for table in Migrations.recordedTables {
      try check(sqlite3session_attach(session, table), "record changes of \(table)")
    }
  }

  /// The change set of everything since the start; empty when nothing changed.
  func changes() throws -> [UInt8] {
    var size: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    try check(sqlite3session_changeset(session, &size, &bytes), "read the change set")
    defer { sqlite3_free(bytes) }
    guard let bytes, size > 0 else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(size)))
  }

  deinit { sqlite3session_delete(session) }
}

/// Turns a result code of the session extension into an error.
func check(_ code: Int32, _ doing: String) throws {
  guard code == SQLITE_OK else {
    throw StudyFailure.database("could not \(doing) (\(String(cString: sqlite3_errstr(code))))")
  }
}
