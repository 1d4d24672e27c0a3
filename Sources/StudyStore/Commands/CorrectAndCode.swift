public import Fieldwork
import GRDB

/// Takes what a coder corrected and coded in one go: the corrected words become a version of the
/// text, and the coder's codings in it what was asked for, in one step.
public struct CorrectAndCode: StudyCommand {
  /// What was done.
  public struct Outcome: Hashable, Sendable {
    /// What became of the passages; of those with a proposed place the ones that wait.
    public var revision = ReviseTranscript.Outcome()
    /// The numbers of passages with corrected words that need not be confirmed.
    public var corrected: [Int32] = []
    /// What became of the coder's codings.
    public var codings = EditCodings.Outcome()
  }

  /// The name in the journal.
  public let name: String
  private let revision: ReviseTranscript
  private let target: EditCodings.Target
  private let changes: EditCodings.Changes
  private let seen: [SheetCoding]

  /// Prepares the change.
  ///
  /// - Parameters:
  ///   - revision: the corrected words.
  ///   - target: whose codings; `text` is the key of the text that is corrected.
  ///   - changes: what changes among the codings, with places in the corrected words.
  ///   - seen: codings whose corrected words their coder saw and left coded, at their places in the
  ///     corrected words; they need not be confirmed.
  ///   - name: the command that the journal names.
  public init(
    _ revision: ReviseTranscript.Revision, _ target: EditCodings.Target,
    _ changes: EditCodings.Changes, seen: [SheetCoding], name: String = "edit"
  ) {
    self.name = name
    self.revision = ReviseTranscript(revision, name: name)
    self.target = target
    self.changes = changes
    self.seen = seen
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was: `StudyFailure.movedOn` when another command came first.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var outcome = Outcome()
    outcome.revision = try revision.apply(to: writer)
    let corrected = try Int64.fetchOne(
      writer.db,
      sql: """
        SELECT later.id FROM text JOIN text AS later ON later.layer_id = text.layer_id
        WHERE text.id = ? ORDER BY later.version DESC LIMIT 1
        """, arguments: [target.text])
    guard let corrected else { throw StudyFailure.database("the corrected text is missing") }
    var target = target
    target.text = corrected
    for coding in seen { try settle(coding, target, writer.db) }
    let waiting = try Int32.fetchSet(
      writer.db,
      sql: """
        SELECT segment.number FROM segment JOIN coding ON coding.segment_id = segment.id
        WHERE segment.text_id = ? AND coding.status = 'to-confirm'
        """, arguments: [corrected])
    outcome.corrected = outcome.revision.proposed.filter { !waiting.contains($0) }
    outcome.revision.proposed.removeAll { !waiting.contains($0) }
    outcome.codings = try EditCodings(target, changes).apply(to: writer)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let codings = EditCodings(target, changes).counts(of: outcome.codings)
    return [revision.summary(of: outcome.revision), codings].compactMap(\.self)
      .joined(separator: "; ")
  }

  private func settle(
    _ coding: SheetCoding, _ target: EditCodings.Target, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE coding SET status = 'coded', former_text_id = NULL, former_start = NULL,
          former_end = NULL
        WHERE status = 'to-confirm' AND round = :round
          AND coder_id = (SELECT id FROM coder WHERE name = :coder)
          AND code_id = (SELECT id FROM code WHERE slug = :code)
          AND segment_id IN (
            SELECT id FROM segment WHERE text_id = :text AND start = :start AND end = :end)
        """,
      arguments: [
        "round": target.round, "coder": target.coder, "code": coding.code, "text": target.text,
        "start": coding.span.start, "end": coding.span.end,
      ])
  }
}
