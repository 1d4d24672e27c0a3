import CSQLiteSession

/// Another program that is in the middle of writing.
final class LockHolder {
  private var connection: OpaquePointer?

  init(_ path: String) throws {
    sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil)
    sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil)
  }

  /// Takes its hands off.
  func end() {
    sqlite3_close_v2(connection)
    connection = nil
  }

  deinit { end() }
}
