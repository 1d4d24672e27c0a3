import Fieldwork
import GRDB

/// A change to a study: a value that knows what to write.
public protocol StudyCommand: Sendable {
  /// What the command reports back.
  associatedtype Outcome: Sendable
  /// The name under which the journal keeps it, such as `import`.
  var name: String { get }
  /// Writes the change. Throwing leaves the study as it was.
  func apply(to writer: StudyWriter) throws -> Outcome
  /// What happened, in words, for the journal.
  func summary(of outcome: Outcome) -> String
}

/// The store's write access, alive only inside one command.
public final class StudyWriter {
  let db: Database
  let author: Author
  /// Who notes the changes, where rows can be noted in bulk.
  let recorder: ChangeRecorder?

  init(db: Database, author: Author, recorder: ChangeRecorder? = nil) {
    self.db = db
    self.author = author
    self.recorder = recorder
  }
}

/// What a command did.
public struct Performed<Outcome: Sendable>: Sendable {
  /// What the command reports.
  public var outcome: Outcome
  /// The number of its journal entry; `nil` when nothing had to change, or in a dry run.
  public var entry: Int64?
  /// The words that the journal keeps.
  public var summary: String
  /// Whether nothing had to change, in a dry run too.
  public var isNothing: Bool
}

extension Study {
  /// Performs a command in one transaction with one journal entry.
  ///
  /// A command that changes nothing leaves no entry. A dry run does everything and then takes
  /// it back before it becomes visible to anyone.
  ///
  /// - Throws: what the command throws, `StudyFailure.busy` when another program is writing;
  ///   the study is then unchanged.
  public func perform<Command: StudyCommand>(
    _ command: Command, by author: Author, dryRun: Bool = false
  ) throws -> Performed<Command.Outcome> {
    guard !author.coder.trimmingBlanks.isEmpty else {
      throw Problem(.usage, "the coder has no name", hint: "give one with --coder or EMIC_CODER")
    }
    return try translating(path) {
      try queue.writeWithoutTransaction { db in
        var performed: Performed<Command.Outcome>?
        try db.inTransaction(.immediate) {
          let recorder = try ChangeRecorder(db)
          let outcome = try command.apply(
            to: StudyWriter(db: db, author: author, recorder: recorder))
          let changes = try recorder.changes()
          let summary = command.summary(of: outcome)
          guard !changes.isEmpty, !dryRun else {
            performed = Performed(
              outcome: outcome, entry: nil, summary: summary, isNothing: changes.isEmpty)
            return .rollback
          }
          let entry = try Journal.append(
            .init(author: author, command: command.name, summary: summary), changes: changes,
            to: db)
          performed = Performed(
            outcome: outcome, entry: entry, summary: summary, isNothing: false)
          return .commit
        }
        guard let performed else { throw StudyFailure.database("a transaction gave no result") }
        return performed
      }
    }
  }
}
