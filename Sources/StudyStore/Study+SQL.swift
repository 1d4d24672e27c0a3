import CSQLiteSession
import Fieldwork
import GRDB

/// The rows of a query as text, for people who know SQL.
public struct QueryRows: Sendable {
  /// The names of the columns.
  public var columns: [String]
  /// The cells; `nil` is NULL, a blob is shown in hexadecimal.
  public var rows: [[String?]]
}

extension Study {
  /// Runs one reading SQL statement. The connection cannot write, whatever the statement says.
  ///
  /// - Throws: `StudyFailure.badQuery` for a statement that writes, attaches another file, or is
  ///   wrong.
  public func query(_ sql: String) throws -> QueryRows {
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
        var rows: [[String?]] = []
        while let row = try cursor.next() {
          rows.append(
            row.databaseValues.map { value in
              switch value.storage {
              case .null: nil
              case .int64(let number): String(number)
              case .double(let number): number.description
              case .string(let text): text
              case .blob(let data): "x'" + [UInt8](data).hex + "'"
              }
            })
        }
        return QueryRows(columns: statement.columnNames, rows: rows)
      }
    } catch let error as DatabaseError {
      throw StudyFailure.badQuery(error.message ?? "\(error.resultCode)")
    }
  }
}
