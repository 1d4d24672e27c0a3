public import Fieldwork
import Foundation
import GRDB

/// What a coding sheet is made from, as it is at one moment.
public struct SheetState: Sendable {
  /// The version of the text.
  public var version: Int
  /// The words.
  public var words: TextBuffer
  /// The turns in order.
  public var turns: [SheetTurn]
  /// The coder's codings of the round, in order of passage and codebook.
  public var codings: [SheetCoding]
  /// Those of the coder's that wait to be confirmed since their words were corrected.
  public var waiting: [RevealedCoding]
  /// Those of other coders and rounds.
  public var others: [RevealedCoding]
  /// The number of the last journal entry.
  public var journal: Int64
  /// The first sixteen hexadecimal digits of that entry's hash.
  public var seal: String

  /// The first sixteen hexadecimal digits of the hash of the words.
  public var digest: String { String(words.digest.hex.prefix(16)) }
}

/// The codings from which a sheet was made, in the study's words of today.
public struct SheetBase: Sendable {
  /// The coder's codings of the round.
  public var codings: [SheetCoding]
  /// The slugs of today by those of that time, for all codes that are still there.
  public var slugs: [String: String]

  /// Describes a base.
  public init(codings: [SheetCoding], slugs: [String: String] = [:]) {
    self.codings = codings
    self.slugs = slugs
  }
}

extension Study {
  /// Reads what a coding sheet needs.
  ///
  /// - Parameters:
  ///   - text: `TextEntry.key` of the text.
  ///   - coder: whose codings the sheet shows.
  ///   - round: of which round of coding, from 1.
  public func sheetState(of text: Int64, coder: String, round: Int) throws -> SheetState {
    try reading { db in
      let version = try Int.fetchOne(
        db, sql: "SELECT version FROM text WHERE id = ?", arguments: [text])
      guard let version, let words = try Bodies.words(of: [text], in: db)[text] else {
        throw StudyFailure.database("the words of text \(text) are missing")
      }
      let rows = try Row.fetchCursor(
        db, sql: "SELECT number, start, end FROM turn WHERE text_id = ? ORDER BY start, number",
        arguments: [text])
      var turns: [SheetTurn] = []
      while let row = try rows.next() {
        if let span = Span(start: row[1], end: row[2]) {
          turns.append(SheetTurn(number: row[0], span: span))
        }
      }
      let found = try SheetRows.load(db, text: text, coder: coder, round: round)
      let last = try Row.fetchOne(
        db, sql: "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
      return SheetState(
        version: version, words: words, turns: turns, codings: found.own,
        waiting: found.waiting, others: found.others,
        journal: last?[0] ?? 0, seal: last.map { SheetRows.seal($0[1]) } ?? "")
    }
  }

  /// The codings from which a sheet was made, found by taking back in memory what happened since.
  ///
  /// - Parameters:
  ///   - journal: the number of the journal entry that was the last when the sheet was made.
  ///   - seal: the beginning of that entry's hash.
  ///   - text: `TextEntry.key` of the text today.
  /// - Throws: `StudyFailure.strangeEntry` where the study has no such entry, or where what
  ///   happened since cannot be taken back.
  public func sheetBase(
    at journal: Int64, seal: String, of text: Int64, coder: String, round: Int
  ) throws -> SheetBase {
    let copy = try translating(path) { try RewoundCopy(of: queue, only: SheetRows.tables) }
    return try translating(path) {
      let (slugs, uuid) = try copy.queue.read { db in
        let hash = try Data.fetchOne(
          db, sql: "SELECT hash FROM journal WHERE number = ?", arguments: [journal])
        guard let hash, SheetRows.seal(hash) == seal else {
          throw StudyFailure.strangeEntry(journal)
        }
        return (
          try SheetRows.slugs(db),
          try Data.fetchOne(db, sql: "SELECT uuid FROM text WHERE id = ?", arguments: [text])
        )
      }
      do {
        try copy.takeBack(after: journal)
      } catch is ChangeSet.Conflict {
        throw StudyFailure.strangeEntry(journal)
      }
      return try copy.queue.read { db in
        let before = try SheetRows.slugs(db)
        let key = try Int64.fetchOne(
          db, sql: "SELECT id FROM text WHERE uuid = ?", arguments: [uuid])
        var base = SheetBase(codings: [])
        for (code, slug) in before { base.slugs[slug] = slugs[code] }
        guard let key else { return base }
        base.codings = try SheetRows.load(db, text: key, coder: coder, round: round).own
        for index in base.codings.indices {
          let slug = base.codings[index].code
          base.codings[index].code = base.slugs[slug] ?? slug
        }
        return base
      }
    }
  }
}

/// The rows behind a coding sheet.
private enum SheetRows {
  /// The tables that say what was coded.
  static let tables: Set<String> = ["coding", "segment", "memo", "memo_coding", "code", "text"]

  static func seal(_ hash: Data) -> String { String([UInt8](hash).hex.prefix(16)) }

  /// The slugs of all codes by what identifies them for ever.
  static func slugs(_ db: Database) throws -> [Data: String] {
    let rows = try Row.fetchAll(db, sql: "SELECT uuid, slug FROM code")
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  static func load(_ db: Database, text: Int64, coder: String, round: Int) throws -> (
    own: [SheetCoding], waiting: [RevealedCoding], others: [RevealedCoding]
  ) {
    let memos = try self.memos(db, text: text)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT segment.start, segment.end, code.slug, coder.name, coding.round, coding.stance,
          coding.voice, coding.weight, coding.id, coding.status = 'to-confirm'
        FROM segment JOIN coding ON coding.segment_id = segment.id
        JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id
        WHERE segment.text_id = ?
        ORDER BY segment.start, segment.end, code.position, code.slug, coder.name, coding.round
        """, arguments: [text])
    var own: [SheetCoding] = []
    var waiting: [RevealedCoding] = []
    var others: [RevealedCoding] = []
    while let row = try rows.next() {
      guard let span = Span(start: row[0], end: row[1]) else { continue }
      let (slug, name, ofRound): (String, String, Int) = (row[2], row[3], row[4])
      guard name == coder, ofRound == round else {
        others.append(
          RevealedCoding(
            span: span, code: slug, coder: ofRound == 1 ? name : "\(name), round \(ofRound)"))
        continue
      }
      if row[9] {
        waiting.append(RevealedCoding(span: span, code: slug, coder: "to confirm"))
      }
      own.append(
        SheetCoding(
          span: span, code: slug, memos: memos[row[8]] ?? [],
          stance: (row[5] as String?).flatMap { Stance(rawValue: $0) },
          voice: (row[6] as String?).flatMap { Voice(rawValue: $0) }, weight: row[7]))
    }
    return (own, waiting, others)
  }

  private static func memos(_ db: Database, text: Int64) throws -> [Int64: [String]] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT memo_coding.coding_id, memo.body
        FROM segment JOIN coding ON coding.segment_id = segment.id
        JOIN memo_coding ON memo_coding.coding_id = coding.id
        JOIN memo ON memo.id = memo_coding.memo_id
        WHERE segment.text_id = ? AND memo.kind = 'coding'
        ORDER BY memo.written, memo.id
        """, arguments: [text])
    var found: [Int64: [String]] = [:]
    while let row = try rows.next() { found[row[0], default: []].append(row[1]) }
    return found
  }
}
