import CSQLiteSession
import GRDB

/// Records the rows that change while it lives, through SQLite's session extension.
final class ChangeRecorder {
  private var session: OpaquePointer?
  private var others: [UInt8] = []

  /// Starts to record the recorded tables of a study, and no others: the search index and the
  /// counters live outside change sets.
  init(_ db: Database, tables: [String] = Migrations.recordedTables) throws {
    try check(sqlite3session_create(db.sqliteConnection, "main", &session), "record changes")
    for table in tables {
      try check(sqlite3session_attach(session, table), "record changes of \(table)")
    }
  }

  /// The change set of everything since the start; empty when nothing changed.
  func changes() throws -> [UInt8] {
    var size: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    try check(sqlite3session_changeset(session, &size, &bytes), "read the change set")
    defer { sqlite3_free(bytes) }
    guard let bytes, size > 0 else { return others }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(size))) + others
  }

  /// Does work of which it notes nothing, because `add` is told of it.
  func pausing(_ work: () throws -> Void) rethrows {
    sqlite3session_enable(session, 0)
    defer { sqlite3session_enable(session, 1) }
    try work()
  }

  /// Takes a change set of rows that were written while it paused and are not touched again.
  func add(_ changes: [UInt8]) { others += changes }

  deinit { sqlite3session_delete(session) }
}

/// Turns a result code of the session extension into an error.
func check(_ code: Int32, _ doing: String) throws {
  guard code == SQLITE_OK else {
    throw StudyFailure.database("could not \(doing) (\(String(cString: sqlite3_errstr(code))))")
  }
}
