import Foundation
import GRDB

/// The way from each schema version to the next.
///
/// Steps only add tables, columns and indexes, so that older change sets can still be taken back; a
/// released step is never edited.
enum Migrations {
  private static let steps: [(number: Int, statements: String)] = [
    (1, Version1.statements), (2, Version2.statements), (3, Version3.statements),
    (4, Version4.statements), (5, Version5.statements), (6, Version6.statements),
    (7, Version7.statements), (8, Version8.statements), (9, Version9.statements),
  ]

  /// The schema version that this release writes.
  static let current = steps[steps.count - 1].number

  /// The tables whose rows enter change sets, children before parents.
  static let recordedTables =
    Version9.recordedTables + Version7.recordedTables + Version6.recordedTables
    + Version5.recordedTables
    + Version4.recordedTables + Version2.recordedTables + Version1.recordedTables

  /// Runs the steps behind a version, inside the caller's transaction.
  static func run(_ db: Database, from version: Int) throws {
    for step in steps where step.number > version {
      try db.execute(sql: step.statements)
    }
    try db.execute(sql: "PRAGMA user_version = \(current)")
  }
}
