import CSQLiteSession
import Foundation
import TestSupport

/// A study file seen by another program: SQLite alone, without anything of Emic's.
final class StudyFile {
  private var handle: OpaquePointer?

  init(_ folder: URL) throws {
    let path = folder.appending(path: "study.emic").path
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
      throw Tool.Failure("SQLite does not open \(path)")
    }
    sqlite3_busy_timeout(handle, 0)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs a statement and gives SQLite's verdict.
  @discardableResult
  func execute(_ sql: String) -> Int32 { sqlite3_exec(handle, sql, nil, nil, nil) }

  /// The rows of a query, each value as SQL would write it.
  func rows(_ sql: String) throws -> [[String]] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Tool.Failure("\(sql): \(String(cString: sqlite3_errmsg(handle)))")
    }
    defer { sqlite3_finalize(statement) }
    var rows: [[String]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        rows.append((0..<sqlite3_column_count(statement)).map { value(statement, $0) })
      case SQLITE_DONE: return rows
      default: throw Tool.Failure("\(sql): \(String(cString: sqlite3_errmsg(handle)))")
      }
    }
  }

  /// The one number of a query.
  func number(_ sql: String) throws -> Int {
    guard let number = try rows(sql).first?.first.flatMap({ Int($0) }) else {
      throw Tool.Failure("\(sql): no number")
    }
    return number
  }

  /// Every row of every table, the journal and the search index included.
  func dump(without leftOut: Set<String> = []) throws -> [String] {
    let tables = try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).map { $0[0].trimmingCharacters(in: ["'"]) }
    // A contentless index has no rows of its own; its shadow tables are listed beside it.
    return try tables.filter { !leftOut.contains($0) && $0 != "turn_index" }.flatMap { table in
      try rows("SELECT * FROM \"\(table)\"").map { table + ": " + $0.joined(separator: "|") }
        .sorted()
    }
  }

  private func value(_ statement: OpaquePointer?, _ column: Int32) -> String {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return "NULL"
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(statement, column))
      guard let bytes = sqlite3_column_blob(statement, column) else { return "x''" }
      let hex = UnsafeRawBufferPointer(start: bytes, count: count).map { byte in
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
      return "x'" + hex.joined() + "'"
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column) else { return "''" }
      return "'" + String(cString: text) + "'"
    default:
      guard let text = sqlite3_column_text(statement, column) else { return "" }
      return String(cString: text)
    }
  }
}

extension StudyFile {
  /// The dump of the study in a folder.
  static func dump(_ folder: URL) throws -> [String] { try StudyFile(folder).dump() }
}
