public import Fieldwork
import Foundation
import GRDB

/// One version of the text of a transcript or translation.
public struct TextVersion: Hashable, Sendable {
  /// The store's key of the text.
  public var key: Int64
  /// The number, from 1.
  public var version: Int32
  /// When it was made, ISO 8601; `nil` for the first.
  public var made: String?
  /// Who made it; `nil` for the first.
  public var coder: String?
  /// Why.
  public var why: String?
  /// At how many places its words differ from those before; `nil` for the first.
  public var changes: Int?
  /// The number of Unicode scalars.
  public var scalars: Int32
  /// The name of the file that the words came from.
  public var fileName: String
}

/// A passage that waits to be confirmed after a correction.
public struct WaitingCoding: Hashable, Sendable {
  /// The transcript's label.
  public var transcript: String
  /// The running number of the passage.
  public var number: Int32
  /// The code's slug.
  public var code: String
  /// Who coded.
  public var coder: String
  /// In which round, from 1.
  public var round: Int
  /// The words that were coded.
  public var before: String
  /// The words of the proposed place; `nil` where there is none.
  public var proposed: String?
  /// The number of the turn in which the proposed place begins, where it begins in one.
  public var turn: Int32?
  /// The language of the text, possibly empty.
  public var language: String

  /// The passage as it is cited.
  public var cite: String { "\(transcript)#\(number)" }
}

extension Study {
  /// The versions of a text, the first one first.
  ///
  /// - Parameter key: `TextEntry.key` of the current one.
  public func versions(ofText key: Int64) throws -> [TextVersion] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, version, made, made_by, why, changes, scalars, file_name FROM text
          WHERE layer_id = (SELECT layer_id FROM text WHERE id = ?) ORDER BY version
          """, arguments: [key]
      ).map {
        TextVersion(
          key: $0[0], version: $0[1], made: $0[2], coder: $0[3], why: $0[4], changes: $0[5],
          scalars: $0[6], fileName: $0[7])
      }
    }
  }

  /// The study as it is, but with an earlier version of one text in the place of the current one:
  /// its words, its turns, and the passages that were left there.
  ///
  /// - Parameters:
  ///   - version: the version that is wanted.
  ///   - text: the index of the text.
  ///   - snapshot: the study, with turns and codings.
  public func snapshot(
    _ snapshot: StudySnapshot, with version: TextVersion, ofText text: Int32
  ) throws -> StudySnapshot {
    var shown = snapshot
    shown.texts[Int(text)].key = version.key
    shown.texts[Int(text)].scalars = version.scalars
    shown.texts[Int(text)].version = version.version
    try reading { db in
      shown.turns = try FormerTexts.turns(of: version.key, as: text, db)
      shown.codings = try FormerTexts.codings(of: version.key, as: text, in: snapshot, db)
    }
    return shown
  }

  /// The codings that wait to be confirmed, by transcript and passage.
  public func waitingCodings() throws -> [WaitingCoding] {
    try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT transcript.label, segment.number, code.slug, coder.name, coding.round,
            text.id, segment.start, segment.end, coding.former_text_id, coding.former_start,
            coding.former_end, layer.language,
            text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
          FROM coding JOIN segment ON segment.id = coding.segment_id
          JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
          JOIN transcript ON transcript.id = layer.transcript_id
          JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id
          WHERE coding.status = 'to-confirm'
          """
      ).sorted { a, b in
        let (first, second): (String, String) = (a[0], b[0])
        if first != second { return first.precedesNaturally(second) }
        let x = (a[1] as Int32, a[2] as String, a[3] as String, a[4] as Int)
        let y = (b[1] as Int32, b[2] as String, b[3] as String, b[4] as Int)
        return x < y
      }
      var keys: Set<Int64> = []
      for row in rows { keys.formUnion([row[5], row[8]].compactMap { $0 as Int64? }) }
      let words = try Bodies.words(of: keys.sorted(), in: db)
      func quoted(_ text: Int64?, _ start: Int32?, _ end: Int32?) -> String? {
        guard let text, let start, let end else { return nil }
        return Span(start: start, end: end).flatMap { words[text]?.words(in: $0) }
      }
      return try rows.map { row in
        let hasPlace: Bool = row[12]
        return WaitingCoding(
          transcript: row[0], number: row[1], code: row[2], coder: row[3], round: row[4],
          before: quoted(row[8], row[9], row[10]) ?? "",
          proposed: hasPlace ? quoted(row[5], row[6], row[7]) : nil,
          turn: hasPlace
            ? try Int32.fetchOne(
              db,
              sql: """
                SELECT number FROM turn WHERE text_id = ? AND end > ? AND start < ?
                ORDER BY number LIMIT 1
                """, arguments: [row[5] as Int64, row[6] as Int32, row[7] as Int32]) : nil,
          language: row[11])
      }
    }
  }
}

/// What is kept of texts that were corrected.
private enum FormerTexts {
  static func turns(of key: Int64, as text: Int32, _ db: Database) throws -> TurnColumns {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT number, start, end, speaker, role, time_start FROM turn WHERE text_id = :text
        UNION ALL
        SELECT number, start, end, speaker, role, time_start FROM former_turn WHERE text_id = :text
        ORDER BY 1
        """, arguments: ["text": key])
    var names: [String] = []
    let speakers = rows.map { row -> Int32 in
      guard let speaker = row[3] as String? else { return -1 }
      if let known = names.firstIndex(of: speaker) { return Int32(known) }
      names.append(speaker)
      return Int32(names.count - 1)
    }
    return TurnColumns(
      texts: rows.map { _ in text }, numbers: rows.map { $0[0] }, starts: rows.map { $0[1] },
      ends: rows.map { $0[2] }, speakerIndices: speakers,
      roles: rows.map { Role(rawValue: $0[4]) ?? .unknown }, participants: rows.map { _ in -1 },
      times: rows.map { ($0[5] as Int64?) ?? -1 }, speakers: names)
  }

  static func codings(
    of key: Int64, as text: Int32, in snapshot: StudySnapshot, _ db: Database
  ) throws -> CodingColumns {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT segment.start, segment.end, code.slug, coder.name, segment.number, coding.round,
          coding.status = 'to-confirm'
        FROM segment JOIN coding ON coding.segment_id = segment.id
        JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id
        WHERE segment.text_id = ?
        """, arguments: [key])
    let coders = Dictionary(
      snapshot.coders.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { a, _ in a })
    let sorted = rows.sorted { a, b in
      order(a, snapshot, coders) < order(b, snapshot, coders)
    }
    let columns = CodingColumns(
      texts: sorted.map { _ in text }, starts: sorted.map { $0[0] }, ends: sorted.map { $0[1] },
      codes: sorted.map { code($0, snapshot) }, coders: sorted.map { coders[$0[3]] ?? 0 },
      numbers: sorted.map { $0[4] }, rounds: sorted.map { $0[5] }, waiting: sorted.map { $0[6] })
    guard let columns else { throw StudyFailure.database("the codings are not in order") }
    return columns
  }

  private static func code(_ row: Row, _ snapshot: StudySnapshot) -> Int32 {
    snapshot.codebook.index(ofSlug: row[2]).map { Int32($0) } ?? 0
  }

  private static func order(_ row: Row, _ snapshot: StudySnapshot, _ coders: [String: Int32])
    -> (Int32, Int32, Int32, Int32, Int32)
  {
    (row[0], row[1], code(row, snapshot), coders[row[3]] ?? 0, row[5])
  }
}
