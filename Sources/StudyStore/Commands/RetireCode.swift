import Fieldwork
import GRDB

/// Gives a code up, so that it takes no new codings and keeps those it has; or takes it up again.
public struct RetireCode: StudyCommand {
  /// What happened.
  public struct Outcome: Hashable, Sendable {
    /// Codings that the code keeps.
    public var codings = 0
    /// What names the code still, in words.
    public var named: [String] = []
  }

  /// The name in the journal.
  public let name = "codes retire"
  private let code: String
  private let isRetired: Bool

  /// Prepares the change for the code with this exact slug.
  ///
  /// - Parameter isRetired: `false` takes it up again.
  public init(_ code: String, isRetired: Bool = true) {
    self.code = code
    self.isRetired = isRetired
  }

  /// Writes the change.
  ///
  /// - Throws: `Problem` when the code is in this state already or is being split.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let row = try writer.code(code)
    guard row.definition.isRetired != isRetired else {
      throw Problem(
        .data, isRetired ? "'\(code)' is retired already" : "'\(code)' is not retired",
        hint: "nothing was changed")
    }
    var outcome = Outcome()
    outcome.codings =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM coding WHERE code_id = ?", arguments: [row.id]) ?? 0
    if isRetired, try ClosedCode.isBeingSplit(row.id, db) {
      throw Problem(
        .data, "'\(code)' is being split and \(outcome.codings) of its codings wait for a part",
        hint: "it is retired by itself when none is left: 'emic codes split \(code)' lists them")
    }
    try db.execute(
      sql: "UPDATE code SET status = ? WHERE id = ?",
      arguments: [isRetired ? "retired" : "active", row.id])
    // A code that is taken up again is no longer what became of others.
    if !isRetired {
      try db.execute(sql: "DELETE FROM code_successor WHERE code_id = ?", arguments: [row.id])
    }
    outcome.named = try CodeMentions(row.id, db).words
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String { isRetired ? code : "\(code) taken up again" }
}
