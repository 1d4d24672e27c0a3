import Fieldwork
import Foundation
import GRDB

/// What becomes of the memos of another study in this one.
struct MergeMemos {
  private var written: [(memo: MergeSource.Memo, known: Int64?, replaces: Bool)] = []

  /// - Parameter codings: their codings that are here afterwards.
  init(
    _ source: MergeSource, _ db: Database, codings: Set<Int64>, _ verdicts: MergeVerdicts
  ) throws {
    for memo in source.memos {
      // A note on codings that do not come in says nothing here.
      if memo.slug == nil, !memo.codings.contains(where: codings.contains) { continue }
      guard let slug = memo.slug else {
        let known = try Int64.fetchOne(
          db, sql: "SELECT id FROM memo WHERE uuid = ?", arguments: [memo.uuid])
        written.append((memo, known, false))
        continue
      }
      guard let mine = try MergeMemos.stored(slug, db) else {
        written.append((memo, nil, false))
        continue
      }
      if mine.says(memo) {
        written.append((memo, mine.id, false))
        continue
      }
      let twin = slug + "-" + (Fieldwork.slug(from: source.coder) ?? "other")
      var own = memo
      own.slug = twin
      own.uuid = Data(StableUUID(identity: "memo", twin).bytes)
      if let kept = try MergeMemos.stored(twin, db), kept.says(memo) {
        written.append((own, kept.id, false))
        continue
      }
      let words = "\(memo.title) \(memo.body)"
      var conflict = MergeConflict(
        kind: .memo, name: "memo:\(slug)", field: "words", ours: mine.words.quotedShort,
        theirs: words.quotedShort)
      conflict.key = MergeConflict.key(.memo, memo.uuid, "words", "\(memo.kind) \(words)")
      if try MergeMemos.stored(twin, db) != nil {
        conflict.notBoth = "both cannot be kept, \(twin) is taken: take ours or theirs"
      }
      let side = verdicts.side(of: conflict) { side in
        "memo \(slug): " + (side == .both ? "both, theirs as \(twin)" : side.rawValue)
      }
      switch side {
      case nil, .ours: break
      case .theirs: written.append((memo, mine.id, true))
      case .both: written.append((own, nil, false))
      }
    }
  }

  private struct Stored {
    var id: Int64
    var kind: String
    var title: String
    var body: String

    var words: String { "\(title) \(body)" }

    func says(_ memo: MergeSource.Memo) -> Bool {
      (kind, title, body) == (memo.kind, memo.title, memo.body)
    }
  }

  private static func stored(_ slug: String, _ db: Database) throws -> Stored? {
    try Row.fetchOne(
      db, sql: "SELECT id, kind, title, body FROM memo WHERE slug = ?", arguments: [slug]
    ).map { Stored(id: $0[0], kind: $0[1], title: $0[2], body: $0[3]) }
  }
}

extension MergeMemos {
  /// Writes the memos and what they are on.
  func write(
    to writer: StudyWriter, texts: MergeTexts, codes: MergeCodes, codings: [Int64: Data]
  ) throws -> (added: Int, notes: [String]) {
    let db = writer.db
    var added = 0
    var notes: [String] = []
    for (memo, known, replaces) in written {
      let id: Int64
      if let known {
        id = known
        if replaces {
          try writer.rewordMemo(
            id, kind: memo.kind, title: memo.title, body: memo.body,
            by: memo.changedBy ?? memo.coder, at: memo.changed ?? memo.written)
          try db.execute(
            sql: "UPDATE memo SET coder_id = ?, written = ? WHERE id = ?",
            arguments: [try writer.coderID(memo.coder), memo.written, id])
        }
      } else {
        id = try insert(memo, writer)
        added += 1
      }
      func attach(_ relation: String, _ owner: Int64) throws {
        try db.execute(
          sql: "INSERT OR IGNORE INTO \(relation) VALUES (?, ?)", arguments: [id, owner])
      }
      for coding in memo.codings {
        guard let uuid = codings[coding] else { continue }
        let owner = try Int64.fetchOne(
          db, sql: "SELECT id FROM coding WHERE uuid = ?", arguments: [uuid])
        if let owner { try attach("memo_coding", owner) }
      }
      for code in memo.codes {
        try attach("memo_code", try writer.requiredID(in: .code, named: codes.slug(code)))
      }
      for transcript in memo.transcripts {
        if let owner = texts.transcripts[transcript] { try attach("memo_transcript", owner) }
      }
      for (relation, table, names) in [
        ("memo_case", StudyWriter.Table.studyCase, memo.cases),
        ("memo_theme", StudyWriter.Table.theme, memo.themes),
        ("memo_participant", StudyWriter.Table.participant, memo.participants),
        ("memo_relation", StudyWriter.Table.relation, memo.relations),
      ] {
        for name in names {
          if let owner = try writer.id(in: table, named: name) {
            try attach(relation, owner)
          } else {
            notes.append(
              "memo \(memo.slug ?? "") is on the \(table.word) '\(name)', which is not here")
          }
        }
      }
      for passage in memo.passages {
        guard let text = texts.texts[passage.text] else { continue }
        let number = try Int32.fetchOne(
          db, sql: "SELECT number FROM segment WHERE text_id = ? AND start = ? AND end = ?",
          arguments: [text.id, passage.span.start, passage.span.end])
        if let number {
          try writer.attachMemo(id, toNamed: PassageCite(transcript: text.label, number: number))
        } else {
          notes.append(
            "memo \(memo.slug ?? "") is on a passage of \(text.label) that nobody codes here")
        }
      }
    }
    return (added, notes)
  }

  /// Makes a memo with all its wordings.
  private func insert(_ memo: MergeSource.Memo, _ writer: StudyWriter) throws -> Int64 {
    try writer.db.execute(
      sql: """
        INSERT INTO memo (uuid, kind, title, body, coder_id, written, slug, open, changed,
          changed_by) VALUES (?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        memo.uuid, memo.kind, memo.title, memo.body, try writer.coderID(memo.coder),
        memo.written, memo.slug, memo.isOpen, memo.changed,
        try memo.changedBy.map(writer.coderID),
      ])
    let id = writer.db.lastInsertedRowID
    for version in memo.former {
      try writer.db.execute(
        sql: "INSERT INTO memo_version VALUES (?,?,?,?,?,?,?)",
        arguments: [
          id, version.number, version.kind, version.title, version.body,
          try writer.coderID(version.coder), version.written,
        ])
    }
    return id
  }
}
