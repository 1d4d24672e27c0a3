import Fieldwork
import Foundation
import GRDB

extension Study {
  /// What a copy with these transcripts would hold.
  ///
  /// - Parameters:
  ///   - labels: the labels of the transcripts.
  ///   - coder: who will code it.
  public func handoutContents(_ labels: [String], for coder: String) throws -> HandoutContents {
    try reading { try Handout($0, labels).contents(for: coder) }
  }

  /// Writes a blind copy for a second coder into a new study: words, turns, and the codebook as
  /// it stands, with the identifiers that they have here, and nothing that anybody found or that
  /// says who spoke.
  ///
  /// The copy is a new database into which rows are written. A copy of the file with rows deleted
  /// would keep their bytes in its free pages and its journal.
  ///
  /// - Parameters:
  ///   - labels: the labels of the transcripts.
  ///   - path: the file to make; its folder must exist.
  ///   - note: what the copy's journal says of itself.
  ///   - author: who will code it, and when it was made.
  /// - Throws: `StudyFailure.alreadyExists`, `.notWritable`, `.unknown` for a transcript.
  public func handOut(_ labels: [String], to path: String, note: String, by author: Author) throws
    -> HandoutContents
  {
    try reading { db in
      let handout = try Handout(db, labels)
      let (name, language) = try handout.title()
      let copy = try Study.create(
        at: path, name: name, language: language, summary: note, by: author
      ) { try handout.write(to: $0) }
      try copy.close()
      return try handout.contents(for: author.coder)
    }
  }
}

/// Copies rows of a study into a new one, column by column: what is not named here stays behind.
private struct Handout {
  private let db: Database
  private let transcripts: String
  private let texts: String

  init(_ db: Database, _ labels: [String]) throws {
    self.db = db
    let ids = try labels.map { label -> String in
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM transcript WHERE label = ?", arguments: [label])
      guard let id else { throw StudyFailure.unknown(kind: "transcript", name: label) }
      return String(id)
    }
    transcripts = ids.joined(separator: ",")
    // The current version of each layer is what is coded.
    texts = """
      SELECT text.id FROM text JOIN layer ON layer.id = text.layer_id
      WHERE layer.transcript_id IN (\(transcripts)) AND text.version =
        (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
      """
  }

  func title() throws -> (name: String, language: String) {
    let row = try Row.fetchOne(db, sql: "SELECT name, language FROM study")
    return (row?[0] ?? "", row?[1] ?? "")
  }

  func write(to target: Database) throws {
    // A code may stand before the category above it.
    try target.execute(sql: "PRAGMA defer_foreign_keys = ON")
    try copy(
      "transcript", ["id", "uuid", "label", "kind", "date"], "id IN (\(transcripts))", target)
    try copy(
      "layer", ["id", "uuid", "transcript_id", "kind", "label", "language"],
      "transcript_id IN (\(transcripts))", target)
    try copyTexts(target)
    try copyTurns(target)
    try copy(
      "code",
      [
        "id", "uuid", "slug", "parent_id", "position", "codable", "core", "paradigm", "origin",
        "interviewees", "questions", "dimensions", "sensitive", "status",
      ], "1", target)
    try copy(
      "code_version",
      ["id", "code_id", "version", "short", "full", "include", "exclude", "examples"],
      "version = (SELECT max(version) FROM code_version AS v WHERE v.code_id = code_version.code_id)",
      target)
    try copy("code_label", ["code_id", "position", "language", "name"], "1", target)
    try SearchIndex.fill(target)
  }

  /// The turns, with roles in place of names.
  private func copyTurns(_ target: Database) throws {
    try copy(
      "turn",
      ["id", "text_id", "number", "start", "end", "role", "time_start", "time_end", "aligned"],
      "text_id IN (\(texts))", target)
    let update = try target.makeStatement(sql: "UPDATE turn SET speaker = ? WHERE id = ?")
    var speakers: [Int64: BlindSpeakers] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, text_id, speaker, role FROM turn
        WHERE text_id IN (\(texts)) AND speaker IS NOT NULL ORDER BY text_id, number
        """)
    while let row = try rows.next() {
      let name = speakers[row[1], default: BlindSpeakers()].name(row[2], role: row[3])
      try update.execute(arguments: [name, row[0] as Int64])
    }
  }

  /// The words as they were said; what stands between them is blanked.
  ///
  /// The name of a file may be that of a person, so that the label of the layer stands for it.
  private func copyTexts(_ target: Database) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT text.id, text.uuid, layer_id, version, scalars, layer.label, format, encoding
        FROM text JOIN layer ON layer.id = text.layer_id WHERE text.id IN (\(texts)) ORDER BY text.id
        """)
    for row in rows {
      let blind = try BlindWords.load(row[0], db)
      let words = String(decoding: blind.text.bytes, as: UTF8.self)
      try target.execute(
        sql: "INSERT OR IGNORE INTO body VALUES (?, ?)", arguments: [blind.hash, words])
      try target.execute(
        sql: """
          INSERT INTO text (id, uuid, layer_id, version, scalars, file_name, format, encoding, hash)
          VALUES (?,?,?,?,?,?,?,?,?)
          """,
        arguments: StatementArguments(row.databaseValues) + [blind.hash])
    }
  }

  private func copy(
    _ table: String, _ columns: [String], _ condition: String, _ target: Database
  ) throws {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let insert = try target.makeStatement(
      sql: """
        INSERT INTO \(table) (\(names)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """)
    let rows = try Row.fetchCursor(db, sql: "SELECT \(names) FROM \(table) WHERE \(condition)")
    while let row = try rows.next() {
      try insert.execute(arguments: StatementArguments(row.databaseValues))
    }
  }

  func contents(for coder: String) throws -> HandoutContents {
    func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT label, kind, (SELECT count(*) FROM layer WHERE transcript_id = transcript.id),
          (SELECT count(*) FROM turn JOIN text ON text.id = turn.text_id
            JOIN layer ON layer.id = text.layer_id
            WHERE layer.transcript_id = transcript.id AND text.id IN (\(texts)))
        FROM transcript WHERE id IN (\(transcripts))
        """)
    let kept = [
      ("transcripts", "transcript WHERE id NOT IN (\(transcripts))"), ("codings", "coding"),
      ("suggestions", "suggestion"),
      ("memos", "memo"), ("themes", "theme"), ("relations", "relation"),
      ("saved queries", "saved_query"), ("summaries of the framework", "framework_cell"),
      ("sets", "passage_set"), ("participants", "participant"),
      ("cases", "study_case"),
      ("sites", "site"), ("attributes", "attribute"),
      (
        "referrals",
        "(SELECT id FROM participant_referral UNION ALL SELECT id FROM case_referral)"
      ), ("topics", "topic"), ("surveys", "survey"), ("links", "link"),
      ("links of participants", "participant_link"),
      ("official figures", "context_figure"), ("tags", "tag"), ("journal entries", "journal"),
    ]
    return HandoutContents(
      transcripts: rows.map {
        HandoutContents.Transcript(label: $0[0], kind: $0[1], layers: $0[2], turns: $0[3])
      }.sorted { $0.label.precedesNaturally($1.label) },
      codes: try count("SELECT count(*) FROM code WHERE codable = 1"),
      categories: try count("SELECT count(*) FROM code WHERE codable = 0"),
      codesWithExamples: try count(
        """
        SELECT count(*) FROM code_version WHERE examples <> '[]' AND version =
          (SELECT max(version) FROM code_version AS v WHERE v.code_id = code_version.code_id)
        """),
      codedBefore: Dictionary(
        try Row.fetchAll(
          db,
          sql: """
            SELECT coding.round, count(*) FROM coding
            JOIN coder ON coder.id = coding.coder_id JOIN segment ON segment.id = segment_id
            WHERE coder.name = ? AND segment.text_id IN (\(texts)) GROUP BY coding.round
            """, arguments: [coder]
        ).map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first }),
      kept: try kept.map {
        HandoutContents.Kept(what: $0.0, count: try count("SELECT count(*) FROM \($0.1)"))
      }.filter { $0.count > 0 })
  }
}
