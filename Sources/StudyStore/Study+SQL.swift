import CSQLiteSession
import Fieldwork
import GRDB

/// The rows of a query, for people who know SQL.
public struct QueryRows: Sendable {
  /// One cell with the type that SQLite gives it.
  public enum Cell: Hashable, Sendable {
    /// NULL.
    case null
    /// A whole number.
    case integer(Int64)
    /// Another number.
    case real(Double)
    /// Words; a blob in hexadecimal.
    case text(String)

    /// The cell as text, `nil` for NULL.
    public var words: String? {
      switch self {
      case .null: nil
      case .integer(let number): String(number)
      case .real(let number): number.description
      case .text(let text): text
      }
    }
  }

  /// The names of the columns.
  public var columns: [String]
  /// The cells, row by row.
  public var cells: [[Cell]]

  /// The cells as text; `nil` is NULL.
  public var rows: [[String?]] { cells.map { $0.map(\.words) } }
}

extension Study {
  /// Runs one reading SQL statement.
  ///
  /// The connection cannot write, whatever the statement says.
  ///
  /// - Throws: `StudyFailure.badQuery` for a statement that writes, attaches another file, or is
  ///   wrong.
  public func query(_ sql: String) throws -> QueryRows {
    if sql.contains("turn_index") { try freshenIndex() }
    do {
      return try queue.read { db in
        // An attached file would be outside of what 'read-only' promises.
        sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_ATTACHED, 0)
        defer { sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_ATTACHED, 10) }
        let statement = try db.makeStatement(sql: sql)
        guard statement.isReadonly else {
          throw StudyFailure.badQuery("it would change the study")
        }
        let cursor = try Row.fetchCursor(statement)
        var cells: [[QueryRows.Cell]] = []
        while let row = try cursor.next() {
          cells.append(
            row.databaseValues.map { value in
              switch value.storage {
              case .null: .null
              case .int64(let number): .integer(number)
              case .double(let number): .real(number)
              case .string(let text): .text(text)
              case .blob(let data): .text("x'" + [UInt8](data).hex + "'")
              }
            })
        }
        return QueryRows(columns: statement.columnNames, cells: cells)
      }
    } catch let error as DatabaseError {
      throw StudyFailure.badQuery(error.message ?? "\(error.resultCode)")
    }
  }
}
