public import Fieldwork
import GRDB

/// Brings memos into the study; a memo with a known slug is replaced, and keeps the wording that
/// it had as an earlier version.
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
      let id = try row(of: memo, writer, &outcome)
      try attach(memo, id, writer)
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "memos: \(outcome.words)" }

  private func row(
    of memo: MemoDefinition, _ writer: StudyWriter, _ outcome: inout ListOutcome
  ) throws -> Int64 {
    let db = writer.db
    let known = try Row.fetchOne(
      db, sql: "SELECT id, coder_id, written, open FROM memo WHERE slug = ?",
      arguments: [memo.slug])
    guard let known else {
      outcome.added.append(memo.slug)
      return try writer.insertMemo(memo)
    }
    let id: Int64 = known[0]
    let writes = memo.coder.isEmpty ? writer.author.coder : memo.coder
    try writer.rewordMemo(
      id, kind: memo.kind, title: memo.title, body: memo.body, by: writes, at: writer.author.time)
    // The head of the file says who wrote it first, and when.
    let coder = memo.coder.isEmpty ? known[1] as Int64 : try writer.coderID(memo.coder)
    try db.execute(
      sql: "UPDATE memo SET coder_id = ?, written = ?, open = ? WHERE id = ?",
      arguments: [coder, memo.written.isEmpty ? known[2] : memo.written, memo.isOpen, id])
    outcome.updated.append(memo.slug)
    return id
  }

  /// Puts it on what the file says, and on nothing else.
  private func attach(_ memo: MemoDefinition, _ id: Int64, _ writer: StudyWriter) throws {
    // A passage that was named before and that nobody codes any more may stay named.
    let named = try MemoRows.passages(writer.db, of: id)
    try writer.detachMemoFromAll(id)
    for target in memo.targets {
      if case .passage(let cite) = target, named.contains(cite) {
        try writer.attachMemo(id, toNamed: cite)
      } else {
        try writer.attachMemo(id, to: target)
      }
    }
  }
}
