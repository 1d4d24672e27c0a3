import Fieldwork
import Foundation
import GRDB

extension Study {
  /// Looks at everything that must hold in a study: the file, the words, the spans, the
  /// citations, the search index, the definitions, and the chain of the journal.
  ///
  /// - Parameter progress: called before each of the steps with its title.
  public func check(progress: (String) -> Void = { _ in }) throws -> CheckReport {
    var items: [CheckReport.Item] = []
    let steps: [(String, (Database) throws -> (Int, [String]))] = [
      ("file and tables", Checks.file), ("references between records", Checks.references),
      ("text versions and their hashes", Checks.bodies),
      ("turns inside their text", Checks.turns),
      ("passages inside their text, whole characters", Checks.segments),
      ("suggestions inside their text", Checks.suggestions),
      ("citations", Checks.cites), ("definitions of codes", Checks.definitions),
      ("memos and sets", Checks.memos), ("attributes and their sources", Checks.attributes),
      ("search index", Checks.index),
      ("journal", Checks.journal),
    ]
    for (title, step) in steps {
      progress(title)
      let (count, findings) = try reading(step)
      items.append(.init(title: title, count: count, findings: findings))
    }
    return CheckReport(items: items)
  }
}

/// The steps of a check; each returns how many things it looked at and what is wrong.
enum Checks {
  static func file(_ db: Database) throws -> (Int, [String]) {
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    return (tables, lines == ["ok"] ? [] : lines)
  }

  static func references(_ db: Database) throws -> (Int, [String]) {
    let rows = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
    return (
      Migrations.recordedTables.count,
      rows.prefix(20).map { "a row of \($0[0] as String) points at a missing \($0[2] as String)" }
    )
  }

  static func bodies(_ db: Database) throws -> (Int, [String]) {
    var findings: [String] = []
    var count = 0
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT layer.label, text.hash, text.scalars, CAST(body.words AS BLOB)
        FROM text JOIN layer ON layer.id = text.layer_id
        LEFT JOIN body ON body.hash = text.hash ORDER BY text.id
        """)
    while let row = try rows.next() {
      count += 1
      let label: String = row[0]
      guard let words = row[3] as Data? else {
        findings.append("\(label): its words are missing")
        continue
      }
      let buffer = TextBuffer(validUTF8: [UInt8](words))
      if Data(buffer.digest.bytes) != row[1] as Data {
        findings.append("\(label): its words have changed")
      }
      if buffer.scalarCount != row[2] as Int32 { findings.append("\(label): its length is wrong") }
    }
    return (count, findings)
  }

  static func turns(_ db: Database) throws -> (Int, [String]) {
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM turn") ?? 0
    let outside = try String.fetchAll(
      db,
      sql: """
        SELECT layer.label || ' t' || turn.number || ': reaches behind the text'
        FROM turn JOIN text ON text.id = turn.text_id JOIN layer ON layer.id = text.layer_id
        WHERE turn.end > text.scalars
        UNION ALL
        SELECT layer.label || ' t' || a.number || ': overlaps the next turn'
        FROM turn AS a JOIN turn AS b ON b.text_id = a.text_id AND b.number = a.number + 1
        JOIN text ON text.id = a.text_id JOIN layer ON layer.id = text.layer_id
        WHERE b.start < a.end
        UNION ALL
        SELECT layer.label || ' version ' || text.version || ' t' || former_turn.number
          || ': reaches behind the text'
        FROM former_turn JOIN text ON text.id = former_turn.text_id
        JOIN layer ON layer.id = text.layer_id WHERE former_turn.end > text.scalars
        UNION ALL
        SELECT DISTINCT layer.label || ' version ' || text.version || ': has turns of its own '
          || 'beside those of a later version'
        FROM turn JOIN text ON text.id = turn.text_id JOIN layer ON layer.id = text.layer_id
        WHERE text.version < (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        UNION ALL
        SELECT label || ': two of its texts have the same version'
        FROM layer JOIN text ON text.layer_id = layer.id
        GROUP BY layer.id HAVING count(DISTINCT version) < count(*)
        LIMIT 20
        """)
    return (count, outside)
  }

  static func segments(_ db: Database) throws -> (Int, [String]) {
    var findings: [String] = []
    var count = 0
    var open: (key: Int64, text: TextBuffer)?
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT segment.text_id, layer.label || '#' || segment.number, segment.start, segment.end,
          text.hash
        FROM segment JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        ORDER BY segment.text_id, segment.start
        """)
    while let row = try rows.next() {
      count += 1
      let key: Int64 = row[0]
      if open?.key != key {
        let words = try Data.fetchOne(
          db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?",
          arguments: [row[4] as Data])
        open = (key, TextBuffer(validUTF8: words.map { [UInt8]($0) } ?? []))
      }
      guard let text = open?.text, findings.count < 20 else { continue }
      let cite: String = row[1]
      guard let span = Span(start: row[2], end: row[3]), text.holds(span) else {
        findings.append("\(cite): lies outside its text")
        continue
      }
      if !text.isGraphemeBoundary(span.start) || !text.isGraphemeBoundary(span.end) {
        findings.append("\(cite): cuts a character in two")
      }
    }
    let bare =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM segment WHERE id NOT IN (SELECT segment_id FROM coding)") ?? 0
    if bare > 0 { findings.append("\(bare) passages carry no coding") }
    return (count, findings + (try waiting(db)))
  }

  /// What waits to be confirmed after a correction, and nothing else, may lie in an earlier version
  /// or know of other words.
  private static func waiting(_ db: Database) throws -> [String] {
    var findings = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT layer.label || '#' || segment.number
          || ': lies in an earlier version and does not wait to be confirmed'
        FROM coding JOIN segment ON segment.id = coding.segment_id
        JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        WHERE coding.status = 'coded'
          AND text.version < (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        UNION ALL
        SELECT DISTINCT layer.label || '#' || segment.number
          || ': knows of words before a correction and does not wait, or the other way round'
        FROM coding JOIN segment ON segment.id = coding.segment_id
        JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        WHERE (coding.status = 'to-confirm') <> (former_text_id IS NOT NULL
          AND former_start IS NOT NULL AND former_end IS NOT NULL)
        LIMIT 20
        """)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT layer.label || '#' || segment.number, former_text_id, former_start, former_end,
          former.layer_id = text.layer_id
        FROM coding JOIN segment ON segment.id = coding.segment_id
        JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        JOIN text AS former ON former.id = former_text_id
        """)
    let words = try Bodies.words(of: rows.map { $0[1] }, in: db)
    for row in rows where findings.count < 20 {
      let cite: String = row[0]
      guard row[4], let text = words[row[1]], let start = row[2] as Int32?,
        let end = row[3] as Int32?, let span = Span(start: start, end: end), text.holds(span),
        text.isGraphemeBoundary(start), text.isGraphemeBoundary(end)
      else {
        findings.append("\(cite): its words before the correction cannot be shown")
        continue
      }
    }
    return findings
  }

  static func cites(_ db: Database) throws -> (Int, [String]) {
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM segment") ?? 0
    let twice = try String.fetchAll(
      db,
      sql: """
        SELECT transcript.label || '#' || segment.number || ': the number is used twice'
        FROM segment JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        GROUP BY transcript.id, segment.number HAVING count(*) > 1 LIMIT 20
        """)
    let behind = try String.fetchAll(
      db,
      sql: """
        SELECT transcript.label || ': the next number would be used twice'
        FROM transcript JOIN segment_counter ON segment_counter.label = transcript.label
        JOIN layer ON layer.transcript_id = transcript.id JOIN text ON text.layer_id = layer.id
        JOIN segment ON segment.text_id = text.id
        GROUP BY transcript.id HAVING max(segment.number) >= min(segment_counter.next) LIMIT 20
        """)
    return (count, twice + behind)
  }

  static func definitions(_ db: Database) throws -> (Int, [String]) {
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM code") ?? 0
    let without = try String.fetchAll(
      db,
      sql: """
        SELECT slug || ': has no definition, not even an empty one' FROM code
        WHERE id NOT IN (SELECT code_id FROM code_version)
        UNION ALL
        SELECT DISTINCT code.slug || ': a coding was made under a version of another code'
        FROM coding JOIN code ON code.id = coding.code_id
        JOIN code_version ON code_version.id = coding.code_version_id
        WHERE code_version.code_id <> coding.code_id LIMIT 20
        """)
    let categories = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT slug || ': is a category and carries codings' FROM code
        JOIN coding ON coding.code_id = code.id WHERE codable = 0 LIMIT 20
        """)
    var tree: [String] = []
    do {
      _ = try Codebook(CodeRows.load(db).map(\.definition))
    } catch let failure as CodebookFailure {
      tree.append(failure.problem.what)
    }
    return (count, without + categories + tree + (try frozen(db)))
  }

  /// Frozen codebooks that do not say what they said.
  private static func frozen(_ db: Database) throws -> [String] {
    try Row.fetchAll(db, sql: "SELECT slug, codes, hash FROM codebook_freeze ORDER BY id")
      .compactMap { row in
        let digest = SHA256Digest(of: Array((row[1] as String).utf8))
        guard Data(digest.bytes) != row[2] as Data else { return nil }
        return "the frozen codebook '\(row[0] as String)' has changed"
      }
  }

  static func journal(_ db: Database) throws -> (Int, [String]) {
    var findings: [String] = []
    var previous = [UInt8](repeating: 0, count: 32)
    var expected: Int64 = 1
    let marks = try ErasureMarks(db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT number, at, coder, command, arguments, why, summary, kind, of_number, fields_hash,
          changes_hash, previous_hash, hash, changes
        FROM journal LEFT JOIN change_set ON journal_number = number ORDER BY number
        """)
    while let row = try rows.next() {
      let number: Int64 = row[0]
      if number != expected { findings.append("entry \(expected) is missing") }
      expected = number + 1
      let fields = Journal.fieldsHash(
        at: row[1], coder: row[2], command: row[3], arguments: row[4], why: row[5],
        summary: row[6], kind: JournalEntry.Kind(rawValue: row[7]) ?? .done, of: row[8]
      ).bytes
      let kept = marks.text(of: number) ?? (row[13] as Data?).map { [UInt8]($0) } ?? []
      let changes = SHA256Digest(of: kept).bytes
      // The chain is over what each entry said when it was written; of one that lost words in an
      // erasure, what is left is compared with what the erasure noted.
      let chained = Journal.chain(
        previous: previous, fields: [UInt8](row[9] as Data), changes: [UInt8](row[10] as Data))
      if Data(fields) != marks.hash("words", of: number) ?? row[9] {
        findings.append("entry \(number): its words have changed")
      }
      if Data(changes) != marks.hash("changes", of: number) ?? row[10] {
        findings.append("entry \(number): its change set has changed")
      }
      if Data(previous) != row[11] as Data || Data(chained) != row[12] as Data {
        findings.append("entry \(number): does not continue the chain")
      }
      previous = [UInt8](row[12] as Data)
    }
    return (Int(expected - 1), Array(findings.prefix(20)))
  }
}
