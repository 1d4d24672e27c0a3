import Fieldwork
import Foundation
import GRDB

/// Takes words out of the journal and leaves its chain whole.
///
/// The chain covers the hashes that each entry had when it was written; of an entry that lost words
/// the hash of what is left is noted beside it, and the entry of the erasure covers these notes.
struct JournalErasure {
  private struct Mark {
    var number: Int64
    var part: String
    var hash: Data
  }

  private let db: Database
  private var marks: [Mark] = []
  /// Entries of whose words some were taken.
  private(set) var withWords: [Int64] = []
  /// Entries of which nothing is left to undo.
  private(set) var withoutChanges: [Int64] = []

  init(_ db: Database) { self.db = db }

  /// Takes words out of what an entry says.
  ///
  /// - Parameter isAbout: whether the entry was about what is erased, so that shorter words are
  ///   quotations too.
  mutating func clean(_ entry: JournalEntry, _ words: QuotedWords, isAbout: Bool) throws {
    let arguments = words.cleaned(entry.arguments, isAbout: isAbout)
    let why = entry.why.map { words.cleaned($0, isAbout: isAbout) }
    let summary = words.cleaned(entry.summary, isAbout: isAbout)
    guard arguments != entry.arguments || why != entry.why || summary != entry.summary else {
      return
    }
    let json = encodeJSON(arguments)
    try db.execute(
      sql: "UPDATE journal SET arguments = ?, why = ?, summary = ? WHERE number = ?",
      arguments: [json, why, summary, entry.number])
    let hash = Journal.fieldsHash(
      at: entry.at, coder: entry.coder, command: entry.command, arguments: json, why: why,
      summary: summary, kind: entry.kind, of: entry.of)
    marks.append(Mark(number: entry.number, part: "words", hash: Data(hash.bytes)))
    withWords.append(entry.number)
  }

  /// Puts what is left of a change set in its place.
  mutating func replace(changesOf number: Int64, with changes: ChangeSet) throws {
    if changes.bytes.isEmpty {
      try db.execute(sql: "DELETE FROM change_set WHERE journal_number = ?", arguments: [number])
      withoutChanges.append(number)
    } else {
      try db.execute(
        sql: "UPDATE change_set SET changes = ? WHERE journal_number = ?",
        arguments: [Data(changes.bytes), number])
    }
    let hash = SHA256Digest(of: changes.bytes)
    marks.append(Mark(number: number, part: "changes", hash: Data(hash.bytes)))
  }

  /// Writes the entry of the erasure with its notes.
  func append(_ summary: String, by author: Author, bodies: [Data]) throws -> Int64 {
    let sorted = marks.sorted { ($0.number, $0.part) < ($1.number, $1.part) }
    let text = JournalErasure.text(sorted.map { ($0.number, $0.part, $0.hash) })
    let number = try Journal.append(
      .init(author: author, command: JournalEntry.erased, summary: summary), changes: [],
      covering: text, to: db)
    for mark in sorted {
      try db.execute(
        sql: "INSERT INTO erasure_mark VALUES (?, ?, ?, ?)",
        arguments: [number, mark.number, mark.part, mark.hash])
    }
    for hash in bodies {
      try db.execute(
        sql: "INSERT OR IGNORE INTO erased_body VALUES (?, ?)", arguments: [hash, number])
    }
    return number
  }

  /// The notes of an erasure as bytes, which its entry covers.
  static func text(_ marks: [(number: Int64, part: String, hash: Data)]) -> [UInt8] {
    Array(
      marks.map { "\($0.number) \($0.part) \([UInt8]($0.hash).hex)\n" }.joined().utf8)
  }
}

/// What is known of entries that lost words.
struct ErasureMarks {
  private var latest: [String: Data] = [:]
  private var own: [Int64: [(number: Int64, part: String, hash: Data)]] = [:]
  private var erasures: [Int64: Int64] = [:]

  init(_ db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT erasure, journal_number, part, hash FROM erasure_mark ORDER BY 1, 2, 3")
    while let row = try rows.next() {
      let (erasure, number, part, hash): (Int64, Int64, String, Data) = (
        row[0], row[1], row[2], row[3]
      )
      own[erasure, default: []].append((number, part, hash))
      latest["\(number) \(part)"] = hash
      if part == "changes" { erasures[number] = erasure }
    }
  }

  /// The hash of what is left of a part of an entry; `nil` where nothing was taken.
  func hash(_ part: String, of number: Int64) -> Data? { latest["\(number) \(part)"] }

  /// The last erasure that took changes of an entry.
  func erasure(ofChangesOf number: Int64) -> Int64? { erasures[number] }

  /// What the entry of an erasure covers instead of changes.
  func text(of erasure: Int64) -> [UInt8]? { own[erasure].map(JournalErasure.text) }
}
