import Fieldwork
import GRDB

/// The codebook of a study in memory, taken back entry by entry.
struct CodebookRewind {
  private let copy: RewoundCopy

  /// Copies the codebook as it is now.
  init(_ db: Database) throws {
    copy = try RewoundCopy(["code", "code_version", "code_label", "code_successor"], of: db)
  }

  /// The codebook as it stands in memory.
  func state() throws -> CodebookState {
    try copy.queue.read { try CodebookStateRows.load($0) }
  }

  /// Whether an entry did anything to the codebook.
  func touches(_ changes: ChangeSet) throws -> Bool { try copy.touches(changes) }

  /// Takes an entry back.
  ///
  /// - Throws: `StudyFailure.database` where the journal does not fit the codebook.
  func takeBack(_ changes: ChangeSet) throws {
    try wording { try copy.takeBack(changes) }
  }

  /// Takes all entries behind one of them back.
  func takeBack(after number: Int64, _ journal: Database) throws {
    try wording { try copy.takeBack(after: number, journal: journal) }
  }

  private func wording(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch is ChangeSet.Conflict {
      throw StudyFailure.database("the journal does not lead back to an earlier codebook")
    }
  }
}
