import Fieldwork
import GRDB

/// Brings the study back to a state of its journal, as one entry that can be undone like any other.
///
/// Names of states stay: they belong to the journal, which goes on.
public struct ReturnToState: StudyCommand {
  /// To which state a study was brought back.
  public struct Outcome: Sendable {
    /// The last entry of that state.
    public var entry: JournalEntry
    /// The entries whose effect went.
    public var undone: [JournalEntry]
  }

  /// The name in the journal.
  public let name = "restore"
  private let moment: StudyMoment

  /// Prepares to go back.
  public init(_ moment: StudyMoment) { self.moment = moment }

  /// Writes the change.
  ///
  /// - Throws: `Problem` for a moment that the study does not know, `StudyFailure.cannotRewind`.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let wanted = try Rewinding.entry(at: moment, db)
    let tables = Set(Migrations.recordedTables).subtracting(["tag"])
    do {
      for run in try ChangeSetRun.all(after: wanted.number, db) {
        try run.takeBack(from: db, db, only: tables, followsIndex: true)
      }
    } catch is ChangeSet.Conflict {
      throw StudyFailure.cannotRewind(to: wanted.number)
    }
    return Outcome(
      entry: wanted, undone: try Journal.entries(db).filter { $0.number > wanted.number })
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String { "back to \(outcome.entry.moment)" }
}
