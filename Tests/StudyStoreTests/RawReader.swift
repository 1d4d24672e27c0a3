import CSQLiteSession

/// A reading connection without any of the store's code: what any SQLite client sees, and
/// quick enough for a thousand histories.
final class RawReader {
  private var connection: OpaquePointer?
  private var statement: OpaquePointer?

  /// Opens a file; reads the rows of these tables on each `dump`.
  init(path: String, tables: [String]) {
    sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil)
    let selects = tables.map { table -> String in
      let cells = column("SELECT name FROM pragma_table_info('\(table)')").map {
        "quote(\"\($0)\")"
      }
      return "SELECT '\(table)|' || \(cells.joined(separator: " || '|' || ")) FROM \(table)"
    }
    sqlite3_prepare_v2(connection, selects.joined(separator: " UNION ALL "), -1, &statement, nil)
  }

  deinit {
    sqlite3_finalize(statement)
    sqlite3_close_v2(connection)
  }

  /// All rows of the tables as text, sorted.
  func dump() -> [String] {
    defer { sqlite3_reset(statement) }
    return rows(statement).sorted()
  }

  private func column(_ sql: String) -> [String] {
    var statement: OpaquePointer?
    sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    return rows(statement)
  }

  private func rows(_ statement: OpaquePointer?) -> [String] {
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "NULL")
    }
    return rows
  }
}
