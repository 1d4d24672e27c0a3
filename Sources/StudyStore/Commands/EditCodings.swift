public import Fieldwork
import Foundation
import GRDB

/// Makes one coder's codings of a text what a coding sheet says, in one step.
///
/// A coding that stays keeps its row; what a sheet does not show of it is not touched.
public struct EditCodings: StudyCommand {
  /// Whose codings of what are changed, and the moment for which the changes were worked out.
  public struct Target: Hashable, Sendable {
    /// The transcript's label, for the journal.
    public var transcript: String
    /// `TextEntry.key` of the text.
    public var text: Int64
    /// Whose codings.
    public var coder: String
    /// Of which round of coding, from 1.
    public var round: Int
    /// The number of the journal entry that must be the last.
    public var journal: Int64

    /// Names a target.
    public init(transcript: String, text: Int64, coder: String, round: Int, journal: Int64) {
      self.transcript = transcript
      self.text = text
      self.coder = coder
      self.round = round
      self.journal = journal
    }
  }

  /// What changes; codings are named by passage and slug.
  public struct Changes: Hashable, Sendable {
    /// Codings to make, with their notes.
    public var added: [SheetCoding] = []
    /// Codings to take off.
    public var removed: [SheetCoding] = []
    /// Codings that get the notes given here instead of those they have.
    public var noted: [SheetCoding] = []
    /// Codes to make first.
    public var newCodes: [CodeDefinition] = []
    /// How many of the added replace a removed one.
    public var movedCount = 0

    /// Nothing.
    public init() {}
  }

  /// What was done.
  public struct Outcome: Hashable, Sendable {
    /// Slugs of codes that were made.
    public var newCodes: [String] = []
  }

  /// The name in the journal.
  public let name = "edit"
  private let target: Target
  private let changes: Changes

  /// Prepares a change.
  public init(_ target: Target, _ changes: Changes) {
    self.target = target
    self.changes = changes
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was: `StudyFailure.movedOn` when another command came first.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let last = try Int64.fetchOne(writer.db, sql: "SELECT max(number) FROM journal") ?? 0
    guard last == target.journal else { throw StudyFailure.movedOn(since: target.journal) }
    var outcome = Outcome()
    if !changes.newCodes.isEmpty {
      outcome.newCodes = try ImportCodebook(changes.newCodes).apply(to: writer).added
    }
    // What is new goes in first, so that a passage that only gets another code keeps its number.
    var inserter = CodingInserter(writer)
    for coding in changes.added { try insert(coding, &inserter) }
    try inserter.finish()
    for coding in changes.noted { try setNotes(of: coding, writer) }
    let going = try changes.removed.map { try row(of: $0, writer) }
    try remove(going, writer)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(target.transcript): \(counts(of: outcome) ?? "nothing")"
  }

  /// How many codings were added, removed and changed; `nil` for none.
  func counts(of outcome: Outcome) -> String? {
    let moved = changes.movedCount
    let counts = [
      (changes.added.count - moved, "added"), (changes.removed.count - moved, "removed"),
      (changes.noted.count + moved, "changed"),
      (outcome.newCodes.count, outcome.newCodes.count == 1 ? "new code" : "new codes"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func insert(_ coding: SheetCoding, _ inserter: inout CodingInserter) throws {
    var new = NewCoding(
      text: target.text, span: coding.span, code: coding.code, coder: target.coder,
      memo: coding.memos.first, stance: coding.stance, voice: coding.voice,
      weight: coding.weight, round: target.round)
    _ = try inserter.insert(new)
    // A coding that is there takes a further note.
    for memo in coding.memos.dropFirst() {
      new.memo = memo
      _ = try inserter.insert(new)
    }
  }

  /// The row, identifier and segment of a coding that must be there.
  private func row(of coding: SheetCoding, _ writer: StudyWriter) throws -> (
    id: Int64, uuid: Data, segment: Int64
  ) {
    let row = try Row.fetchOne(
      writer.db.cachedStatement(
        sql: """
          SELECT coding.id, coding.uuid, segment.id FROM segment
          JOIN coding ON coding.segment_id = segment.id
          JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id
          WHERE segment.text_id = ? AND segment.start = ? AND segment.end = ? AND code.slug = ?
            AND coder.name = ? AND coding.round = ?
          """),
      arguments: [
        target.text, coding.span.start, coding.span.end, coding.code, target.coder, target.round,
      ])
    guard let row else { throw StudyFailure.movedOn(since: target.journal) }
    return (row[0], row[1], row[2])
  }

  private func setNotes(of coding: SheetCoding, _ writer: StudyWriter) throws {
    let db = writer.db
    let row = try row(of: coding, writer)
    let there = try Row.fetchAll(
      db,
      sql: """
        SELECT memo.id, memo.body FROM memo JOIN memo_coding ON memo_coding.memo_id = memo.id
        WHERE memo_coding.coding_id = ? AND memo.kind = 'coding'
        """, arguments: [row.id])
    let wanted = Set(coding.memos.map { Array($0.utf8) })
    let kept = Set(there.map { Array(($0[1] as String).utf8) }).intersection(wanted)
    for memo in there where !kept.contains(Array((memo[1] as String).utf8)) {
      let id: Int64 = memo[0]
      try db.execute(
        sql: "DELETE FROM memo_coding WHERE memo_id = ? AND coding_id = ?",
        arguments: [id, row.id])
      try db.execute(
        sql: "DELETE FROM memo WHERE id = ? AND id NOT IN (SELECT memo_id FROM memo_coding)",
        arguments: [id])
    }
    let coder = try writer.coderID(target.coder)
    for memo in coding.memos where !kept.contains(Array(memo.utf8)) {
      let uuid = Data(StableUUID(identity: "memo", [UInt8](row.uuid).hex, memo).bytes)
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO memo (uuid, kind, body, coder_id, written)
          VALUES (?, 'coding', ?, ?, ?)
          """, arguments: [uuid, memo, coder, writer.author.time])
      try db.execute(
        sql: "INSERT OR IGNORE INTO memo_coding SELECT id, ? FROM memo WHERE uuid = ?",
        arguments: [row.id, uuid])
    }
  }

  private func remove(
    _ going: [(id: Int64, uuid: Data, segment: Int64)], _ writer: StudyWriter
  ) throws {
    guard !going.isEmpty else { return }
    let ids = going.map { String($0.id) }.joined(separator: ",")
    let segments = Set(going.map(\.segment)).sorted().map(String.init).joined(separator: ",")
    try writer.deleteCodings(where: "coding.id IN (\(ids))")
    try writer.db.execute(
      sql: """
        DELETE FROM segment WHERE id IN (\(segments))
          AND id NOT IN (SELECT segment_id FROM coding)
        """)
  }
}
