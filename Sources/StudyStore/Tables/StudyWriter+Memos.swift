import Fieldwork
import Foundation
import GRDB

/// Writing memos: every change keeps the wording that was there.
extension StudyWriter {
  /// The id of a memo that must be there.
  func memoID(_ slug: String) throws -> Int64 {
    let id = try Int64.fetchOne(db, sql: "SELECT id FROM memo WHERE slug = ?", arguments: [slug])
    guard let id else { throw StudyFailure.unknown(kind: "memo", name: slug) }
    return id
  }

  /// Makes a memo that is on nothing yet.
  func insertMemo(_ memo: MemoDefinition) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO memo (uuid, kind, title, body, coder_id, written, slug, open)
        VALUES (?,?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "memo", memo.slug).bytes), memo.kind, memo.title, memo.body,
        try coderID(memo.coder.isEmpty ? author.coder : memo.coder),
        memo.written.isEmpty ? author.time : memo.written, memo.slug, memo.isOpen,
      ])
    return db.lastInsertedRowID
  }

  /// Gives a memo another wording and keeps the one that it has; the same one changes nothing.
  ///
  /// - Parameters:
  ///   - coder: who wrote the wording.
  ///   - time: when, as ISO 8601.
  /// - Returns: whether it is another one.
  @discardableResult
  func rewordMemo(
    _ id: Int64, kind: String, title: String, body: String, by coder: String, at time: String
  ) throws -> Bool {
    let row = try Row.fetchOne(
      db, sql: "SELECT kind, title, body FROM memo WHERE id = ?", arguments: [id])
    guard let row, row[0] != kind || row[1] != title || !Self.isSame(row[2], body) else {
      return false
    }
    try db.execute(
      sql: """
        INSERT INTO memo_version (memo_id, version, kind, title, body, coder_id, written)
        SELECT id, 1 + (SELECT count(*) FROM memo_version WHERE memo_id = memo.id), kind, title,
          body, coalesce(changed_by, coder_id), coalesce(changed, written)
        FROM memo WHERE id = ?
        """, arguments: [id])
    try db.execute(
      sql: """
        UPDATE memo SET kind = ?, title = ?, body = ?, changed = ?, changed_by = ? WHERE id = ?
        """, arguments: [kind, title, body, time, try coderID(coder), id])
    return true
  }

  /// Byte by byte: to Swift two ways of writing an accent are one text.
  private static func isSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  /// Puts a memo on something.
  ///
  /// - Throws: `StudyFailure.unknown` for what is not in the study, a `Problem` for a passage
  ///   that nobody coded.
  /// - Returns: whether it was not on it before.
  @discardableResult
  func attachMemo(_ id: Int64, to target: MemoTarget) throws -> Bool {
    if case .passage(let cite) = target {
      guard try segment(cite.number, of: cite.transcript) != nil else {
        throw Self.noPassage(cite)
      }
      try attachMemo(id, toNamed: cite)
    } else {
      let (relation, owner) = try memoOwner(target)
      try db.execute(
        sql: "INSERT OR IGNORE INTO \(relation) VALUES (?, ?)", arguments: [id, owner])
    }
    return db.changesCount > 0
  }

  /// Puts a memo on a passage, whether or not somebody codes it still.
  func attachMemo(_ id: Int64, toNamed cite: PassageCite) throws {
    let transcript = try requiredID(in: .transcript, named: cite.transcript)
    try db.execute(
      sql: "INSERT OR IGNORE INTO memo_passage VALUES (?, ?, ?)",
      arguments: [id, transcript, cite.number])
  }

  /// Takes a memo off something; also off a passage that nobody codes any more.
  ///
  /// - Throws: a `Problem` where it is not on it.
  func detachMemo(_ id: Int64, from target: MemoTarget) throws {
    if case .passage(let cite) = target {
      let transcript = try requiredID(in: .transcript, named: cite.transcript)
      try db.execute(
        sql: "DELETE FROM memo_passage WHERE memo_id = ? AND transcript_id = ? AND number = ?",
        arguments: [id, transcript, cite.number])
    } else {
      let (relation, owner) = try memoOwner(target)
      let column = relation.replacingOccurrences(of: "memo_", with: "") + "_id"
      try db.execute(
        sql: "DELETE FROM \(relation) WHERE memo_id = ? AND \(column) = ?", arguments: [id, owner])
    }
    guard db.changesCount > 0 else {
      throw Problem(
        .data, "the memo is not on \(target.words)", hint: "'emic memo show' says what it is on")
    }
  }

  /// The passage cannot be named: nobody coded it, or nobody does any more.
  static func noPassage(_ cite: PassageCite) -> Problem {
    Problem(
      .data, "there is no passage \(cite.words)",
      hint: "'emic show \(cite.transcript)' lists the passages with their numbers")
  }

  /// Takes a memo off everything, for good.
  func deleteMemo(_ id: Int64) throws {
    try detachMemoFromAll(id)
    try db.execute(
      sql: """
        DELETE FROM memo_coding WHERE memo_id = \(id);
        DELETE FROM memo_version WHERE memo_id = \(id);
        DELETE FROM memo WHERE id = \(id);
        """)
  }

  /// Takes a memo off everything but codings.
  func detachMemoFromAll(_ id: Int64) throws {
    for relation in [
      "memo_code", "memo_transcript", "memo_case", "memo_theme", "memo_passage",
      "memo_participant", "memo_relation",
    ] {
      try db.execute(sql: "DELETE FROM \(relation) WHERE memo_id = ?", arguments: [id])
    }
  }

  /// Lets what names a passage name another one: two passages became one.
  func renamePassage(of transcript: Int64, from old: Int64, to new: Int64) throws {
    guard old != new else { return }
    for (table, owner) in [("memo_passage", "memo_id"), ("set_passage", "set_id")] {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO \(table) SELECT \(owner), transcript_id, :new FROM \(table)
          WHERE transcript_id = :transcript AND number = :old
          """, arguments: ["new": new, "transcript": transcript, "old": old])
      try db.execute(
        sql: "DELETE FROM \(table) WHERE transcript_id = ? AND number = ?",
        arguments: [transcript, old])
    }
  }

  private func memoOwner(_ target: MemoTarget) throws -> (relation: String, owner: Int64) {
    switch target {
    case .code(let name): ("memo_code", try requiredID(in: .code, named: name))
    case .transcript(let name): ("memo_transcript", try requiredID(in: .transcript, named: name))
    case .case(let name): ("memo_case", try requiredID(in: .studyCase, named: name))
    case .theme(let name): ("memo_theme", try requiredID(in: .theme, named: name))
    case .participant(let name):
      ("memo_participant", try requiredID(in: .participant, named: name))
    case .relation(let name): ("memo_relation", try requiredID(in: .relation, named: name))
    case .passage(let cite): throw Self.noPassage(cite)
    }
  }
}
