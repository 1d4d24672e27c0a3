import Fieldwork
import Foundation
import GRDB

/// The codebook of a study in memory, taken back entry by entry.
final class CodebookRewind {
  private static let tables = ["code", "code_version", "code_label", "code_successor"]

  private let base: DatabaseQueue

  /// Copies the codebook as it is now.
  init(_ db: Database) throws {
    var configuration = Configuration()
    // A row may go before what points at it, and much that points at codes is not here.
    configuration.foreignKeysEnabled = false
    base = try DatabaseQueue(configuration: configuration)
    try base.writeWithoutTransaction { base in
      try Migrations.run(base, from: 0)
      for table in CodebookRewind.tables { try MergeBase.fill(table, of: base, from: db) }
    }
  }

  /// The codebook as it stands in memory.
  func state() throws -> CodebookState {
    try base.read { try CodebookStateRows.load($0) }
  }

  /// Whether an entry did anything to the codebook.
  func touches(_ changes: ChangeSet) throws -> Bool {
    var found = false
    try changes.forEachChange(in: Set(CodebookRewind.tables)) { _, _, _, _ in found = true }
    return found
  }

  /// Takes an entry back.
  ///
  /// - Throws: `StudyFailure.database` where the journal does not fit the codebook.
  func takeBack(_ changes: ChangeSet) throws {
    do {
      try base.writeWithoutTransaction {
        try changes.inverted().apply(to: $0, only: Set(CodebookRewind.tables))
      }
    } catch is ChangeSet.Conflict {
      throw StudyFailure.database("the journal does not lead back to an earlier codebook")
    }
  }
}
