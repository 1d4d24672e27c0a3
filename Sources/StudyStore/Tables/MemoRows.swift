import Fieldwork
import GRDB

/// Memos with what they are on, in order of writing.
enum MemoRows {
  /// The memos that have a short name; notes on single codings have none.
  static func load(_ db: Database) throws -> [MemoDefinition] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT memo.id, memo.slug, kind, title, body, coder.name, written, open, changed,
          (SELECT count(*) FROM memo_version WHERE memo_id = memo.id)
        FROM memo JOIN coder ON coder.id = memo.coder_id
        WHERE memo.slug IS NOT NULL ORDER BY written, memo.slug
        """)
    let codes = try names(db, "memo_code", "code_id", "code", "slug")
    let transcripts = try names(db, "memo_transcript", "transcript_id", "transcript", "label")
    let cases = try names(db, "memo_case", "case_id", "study_case", "slug")
    let themes = try names(db, "memo_theme", "theme_id", "theme", "slug")
    let participants = try names(db, "memo_participant", "participant_id", "participant", "slug")
    let relations = try names(db, "memo_relation", "relation_id", "relation", "slug")
    let passages = try passages(db)
    return rows.map { row in
      let id: Int64 = row[0]
      var memo = MemoDefinition(
        slug: row[1], kind: row[2], title: row[3], body: row[4], coder: row[5], written: row[6],
        codes: codes[id] ?? [], transcripts: transcripts[id] ?? [], cases: cases[id] ?? [],
        themes: themes[id] ?? [])
      memo.passages = passages[id] ?? []
      memo.participants = participants[id] ?? []
      memo.relations = relations[id] ?? []
      memo.isOpen = row[7]
      memo.changed = row[8]
      memo.version = (row[9] as Int) + 1
      return memo
    }
  }

  /// The notes on single codings, under the citation of the first passage.
  static func notes(_ db: Database) throws -> [MemoDefinition] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT memo.id, body, coder.name, written, transcript.label, segment.number, code.slug
        FROM memo JOIN coder ON coder.id = memo.coder_id
        JOIN memo_coding ON memo_coding.memo_id = memo.id
        JOIN coding ON coding.id = memo_coding.coding_id
        JOIN segment ON segment.id = coding.segment_id JOIN text ON text.id = segment.text_id
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        JOIN code ON code.id = coding.code_id
        WHERE memo.slug IS NULL
        ORDER BY written, transcript.label, segment.number, memo.id, code.position
        """)
    var notes: [MemoDefinition] = []
    var places: [Int64: Int] = [:]
    while let row = try rows.next() {
      let cite = PassageCite(transcript: row[4], number: row[5])
      if let place = places[row[0]] {
        notes[place].attach(.code(row[6]))
        notes[place].attach(.passage(cite))
        continue
      }
      places[row[0]] = notes.count
      var note = MemoDefinition(
        slug: cite.words, kind: "coding", body: row[1], coder: row[2], written: row[3],
        codes: [row[6]])
      note.passages = [cite]
      notes.append(note)
    }
    return notes
  }

  /// Every wording of a memo, the present one last.
  static func versions(of id: Int64, _ db: Database) throws -> [MemoVersion] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT version, v.written, coder.name, v.kind, v.title, v.body FROM memo_version AS v
        JOIN coder ON coder.id = v.coder_id WHERE memo_id = :id
        UNION ALL
        SELECT 1 + (SELECT count(*) FROM memo_version WHERE memo_id = memo.id),
          coalesce(changed, written), coder.name, kind, title, body
        FROM memo JOIN coder ON coder.id = coalesce(changed_by, coder_id) WHERE memo.id = :id
        ORDER BY 1
        """, arguments: ["id": id]
    ).map { row in
      MemoVersion(
        number: row[0], written: row[1], coder: row[2], kind: row[3], title: row[4], body: row[5])
    }
  }

  private static func names(
    _ db: Database, _ relation: String, _ key: String, _ table: String, _ column: String
  ) throws -> [Int64: [String]] {
    var found: [Int64: [String]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT memo_id, owner.\(column) FROM \(relation)
        JOIN \(table) AS owner ON owner.id = \(relation).\(key) ORDER BY memo_id, owner.\(column)
        """)
    while let row = try rows.next() { found[row[0], default: []].append(row[1]) }
    return found
  }

  /// The passages that one memo is on.
  static func passages(_ db: Database, of id: Int64) throws -> [PassageCite] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT transcript.label, number FROM memo_passage
        JOIN transcript ON transcript.id = transcript_id WHERE memo_id = ?
        """, arguments: [id]
    ).map { PassageCite(transcript: $0[0], number: $0[1]) }.sorted()
  }

  private static func passages(_ db: Database) throws -> [Int64: [PassageCite]] {
    var found: [Int64: [PassageCite]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT memo_id, transcript.label, number FROM memo_passage
        JOIN transcript ON transcript.id = transcript_id ORDER BY memo_id, transcript.label, number
        """)
    while let row = try rows.next() {
      found[row[0], default: []].append(PassageCite(transcript: row[1], number: row[2]))
    }
    return found.mapValues { $0.sorted() }
  }
}
