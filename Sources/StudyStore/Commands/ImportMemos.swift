public import Fieldwork
import Foundation
import GRDB

/// Brings memos into the study; a memo with a known slug is replaced.
public struct ImportMemos: StudyCommand {
  /// The name in the journal.
  public let name = "memo import"
  private let memos: [MemoDefinition]

  /// Prepares an import.
  public init(_ memos: [MemoDefinition]) { self.memos = memos }

  /// Writes the memos and what they are attached to.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    var outcome = ListOutcome()
    for memo in memos {
      let id = try writer.row(of: memo, &outcome)
      try writer.attach(memo, id)
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "memos: \(outcome.words)" }
}

extension StudyWriter {
  fileprivate func row(of memo: MemoDefinition, _ outcome: inout ListOutcome) throws -> Int64 {
    let coder = try coderID(memo.coder.isEmpty ? author.coder : memo.coder)
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM memo WHERE slug = ?", arguments: [memo.slug])
    if let known {
      try db.execute(
        sql: """
          UPDATE memo SET kind = ?, title = ?, body = ?, coder_id = ?,
            written = CASE WHEN ? = '' THEN written ELSE ? END WHERE id = ?
          """,
        arguments: [memo.kind, memo.title, memo.body, coder, memo.written, memo.written, known])
      outcome.updated.append(memo.slug)
      return known
    }
    try db.execute(
      sql: """
        INSERT INTO memo (uuid, kind, title, body, coder_id, written, slug) VALUES (?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "memo", memo.slug).bytes), memo.kind, memo.title, memo.body,
        coder, memo.written.isEmpty ? author.time : memo.written, memo.slug,
      ])
    outcome.added.append(memo.slug)
    return db.lastInsertedRowID
  }

  fileprivate func attach(_ memo: MemoDefinition, _ id: Int64) throws {
    let targets: [(relation: String, table: Table, names: [String])] = [
      ("memo_code", .code, memo.codes), ("memo_transcript", .transcript, memo.transcripts),
      ("memo_case", .studyCase, memo.cases), ("memo_theme", .theme, memo.themes),
    ]
    for target in targets {
      try db.execute(sql: "DELETE FROM \(target.relation) WHERE memo_id = ?", arguments: [id])
      for name in target.names {
        let owner = try requiredID(in: target.table, named: name)
        try db.execute(
          sql: "INSERT OR IGNORE INTO \(target.relation) VALUES (?, ?)", arguments: [id, owner])
      }
    }
  }
}
