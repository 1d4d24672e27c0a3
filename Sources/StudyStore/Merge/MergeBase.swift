import Fieldwork
import Foundation
import GRDB

/// The codebook of another study as it was when that study was made: what was handed out.
///
/// A field in which the other study still says what was handed out was changed here alone, and
/// is no conflict.
enum MergeBase {
  private static let tables = ["code", "code_version", "code_label"]

  /// The definitions by the identifier of the code.
  ///
  /// The codebook is copied into memory and every entry of the journal taken back there.
  ///
  /// - Returns: nothing where the journal does not lead back, as in a study of an earlier
  ///   release.
  static func codes(_ db: Database) throws -> [Data: CodeDefinition] {
    let foreign = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM change_set WHERE schema_version <> ?",
      arguments: [Migrations.current])
    guard foreign == 0 else { return [:] }
    let changes = try Int64.fetchAll(
      db, sql: "SELECT journal_number FROM change_set ORDER BY journal_number DESC"
    ).map { ChangeSet(bytes: try Journal.changes(of: $0, db)) }
    var configuration = Configuration()
    // Codings point at codes and are not copied.
    configuration.foreignKeysEnabled = false
    let copy = try DatabaseQueue(configuration: configuration)
    return try copy.writeWithoutTransaction { base in
      try Migrations.run(base, from: 0)
      for table in tables { try fill(table, of: base, from: db) }
      do {
        for change in changes { try change.inverted().apply(to: base, only: Set(tables)) }
      } catch is ChangeSet.Conflict {
        return [:]
      }
      return Dictionary(
        try MergeRows.codes(base).map { ($0.uuid, $0.definition) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Copies the rows of a table.
  static func fill(_ table: String, of base: Database, from db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table)")
    while let row = try rows.next() {
      let marks = row.databaseValues.map { _ in "?" }.joined(separator: ",")
      try base.execute(
        sql: "INSERT INTO \(table) VALUES (\(marks))",
        arguments: StatementArguments(row.databaseValues))
    }
  }
}
