import CSQLiteSession
import Testing

/// Writes into a study behind the store's back, to see whether `check` notices.
enum Vandal {
  /// Runs statements with foreign keys off and no rule of the store in the way.
  static func execute(_ sql: String, on path: String) throws {
    var connection: OpaquePointer?
    sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil)
    defer { sqlite3_close_v2(connection) }
    var message: UnsafeMutablePointer<CChar>?
    let code = sqlite3_exec(connection, sql, nil, nil, &message)
    let words = message.map { String(cString: $0) } ?? ""
    sqlite3_free(message)
    try #require(code == SQLITE_OK, "\(words)")
  }
}
