import Fieldwork
import Foundation
import GRDB

/// Brings another coder's study into this one.
///
/// What comes is the union of codings with their notes, of codes with every wording, of memos and
/// coders. What the two say differently is decided by somebody, or nothing is written.
public struct MergeStudy: StudyCommand {
  /// What a merge did.
  public struct Outcome: Hashable, Sendable {
    /// Codings that are new here.
    public var added = 0
    /// Codings that were here already.
    public var alreadyThere = 0
    /// Codings that got a stance, voice or weight.
    public var changed = 0
    /// Codings that were taken off because the other coder had done so.
    public var removed = 0
    /// Codings that were here under another code and stand under one kept beside it now.
    public var moved = 0
    /// Decisions that are new and are not asked for again.
    public var remembered = 0
    /// Slugs of new codes.
    public var newCodes: [String] = []
    /// Slugs of codes that are defined as in the other study now.
    public var redefined: [String] = []
    /// Memos that are new here.
    public var memos = 0
    /// Coders who were not known here.
    public var newCoders: [String] = []
    /// What was decided, in words.
    public var decided: [String] = []
    /// What the researcher should know.
    public var notes: [String] = []
  }

  static let commandName = "merge"
  /// The name in the journal.
  public let name = MergeStudy.commandName
  private let source: MergeSource
  private let decisions: MergeDecisions

  /// Prepares a merge.
  ///
  /// - Parameters:
  ///   - source: the other study.
  ///   - decisions: how conflicts are decided.
  public init(_ source: MergeSource, _ decisions: MergeDecisions = MergeDecisions()) {
    self.source = source
    self.decisions = decisions
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  ///
  /// - Throws: `MergeFailure` with every transcript that cannot be matched, else with every
  ///   name that is decided and in no conflict, else with every conflict that nobody decided.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    guard source.waiting.isEmpty else { throw MergeFailure.waiting(source.waiting) }
    let texts = try MergeTexts(source, db)
    let verdicts = try MergeVerdicts(decisions, db)
    let codes = try MergeCodes(source, db, verdicts)
    let codings = try MergeCodings(source, db, texts, codes, verdicts)
    let memos = try MergeMemos(source, db, codings: Set(codings.uuids.keys), verdicts)
    try verdicts.check()

    let coders = Set(try String.fetchAll(db, sql: "SELECT name FROM coder"))
    var outcome = Outcome()
    let (versions, redefined) = try codes.write(to: writer)
    let written = try codings.write(to: writer, versions: versions)
    let noted = try memos.write(to: writer, texts: texts, codes: codes, codings: codings.uuids)
    (outcome.added, outcome.changed, outcome.removed) = written
    try verdicts.write(to: db)
    outcome.alreadyThere = codings.alreadyThere
    outcome.moved = codings.movedCount
    outcome.remembered = verdicts.added.count
    (outcome.newCodes, outcome.redefined) = (codes.added, redefined)
    outcome.memos = noted.added
    outcome.newCoders = try String.fetchAll(db, sql: "SELECT name FROM coder ORDER BY name")
      .filter { !coders.contains($0) }
    outcome.decided = verdicts.decided
    outcome.notes =
      texts.notes + codes.notes + codings.notes + noted.notes + (try leftThere(db))
    return outcome
  }

  /// What the other study has and a merge does not bring.
  private func leftThere(_ db: Database) throws -> [String] {
    let ours = try MergeRows.others(db)
    return zip(source.others, ours).compactMap { theirs, ours in
      let missing = theirs.names.filter { !ours.names.contains($0) }
      guard !missing.isEmpty else { return nil }
      let shown = missing.prefix(5).joined(separator: ", ")
      return "not brought, \(theirs.kind): \(shown)"
        + (missing.count > 5 ? " and \(missing.count - 5) more" : "")
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    var parts: [String] = []
    func part(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { parts.append("\(count) \(count == 1 ? one : many)") }
    }
    part(outcome.added, "coding", "codings")
    part(outcome.changed, "coding completed", "codings completed")
    part(outcome.removed, "coding taken off", "codings taken off")
    part(outcome.moved, "coding moved", "codings moved")
    part(outcome.newCodes.count, "new code", "new codes")
    part(outcome.redefined.count, "code redefined", "codes redefined")
    part(outcome.memos, "memo", "memos")
    if parts.isEmpty { part(outcome.remembered, "decision", "decisions") }
    return "from \(source.coder): " + (parts.isEmpty ? "wordings" : parts.joined(separator: ", "))
  }
}
