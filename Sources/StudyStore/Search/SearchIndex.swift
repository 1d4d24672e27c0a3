import Fieldwork
import Foundation
import GRDB

/// Keeps the full-text index equal to the turns: row id = turn id, words with a blank round
/// every Han character, no copy of the words (contentless).
///
/// Contentless rows can only be deleted by telling the index the old words; texts never
/// change, so the words can always be read again from the body.
enum SearchIndex {
  /// Adds turns of one text to the index.
  static func insert(
    _ turns: [(id: Int64, span: Span)], of text: TextBuffer, into db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO turn_index (rowid, words) VALUES (?, ?)")
    for turn in turns {
      try statement.execute(arguments: [turn.id, spaced(turn.span, of: text)])
    }
  }

  /// Adds all turns to an empty index.
  static func fill(_ db: Database) throws {
    let texts = try Row.fetchAll(db, sql: "SELECT id, hash FROM text ORDER BY id")
    for text in texts {
      let words = try Data.fetchOne(
        db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?",
        arguments: [text[1] as Data])
      let turns = try Row.fetchAll(
        db, sql: "SELECT id, start, end FROM turn WHERE text_id = ? ORDER BY number",
        arguments: [text[0] as Int64])
      try insert(
        turns.compactMap { row in
          Span(start: row[1], end: row[2]).map { (id: row[0] as Int64, span: $0) }
        }, of: TextBuffer(validUTF8: words.map { [UInt8]($0) } ?? []), into: db)
    }
  }

  /// Takes turns of one text out of the index.
  static func delete(
    _ turns: [(id: Int64, span: Span)], of text: TextBuffer, from db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO turn_index (turn_index, rowid, words) VALUES ('delete', ?, ?)")
    for turn in turns {
      try statement.execute(arguments: [turn.id, spaced(turn.span, of: text)])
    }
  }

  /// Applies a change set and brings the index along: turns that the change set removes or
  /// moves are taken out before, those that it brings are added after.
  static func following(_ changes: ChangeSet, in db: Database, _ apply: () throws -> Void) throws {
    var leaving: [Int64] = []
    var coming: [Int64] = []
    try changes.forEachChange { change in
      guard change.table == "turn", case .integer(let id)? = change.key.first else { return }
      if change.operation == .update {
        // Columns 1, 3 and 4 are text, start and end: a new speaker changes no words.
        guard [1, 3, 4].contains(where: { change.new[$0] != nil }) else { return }
      }
      if change.operation != .insert { leaving.append(id) }
      if change.operation != .delete { coming.append(id) }
    }
    try eachText(of: leaving, db) { try delete($0, of: $1, from: db) }
    try apply()
    try eachText(of: coming, db) { try insert($0, of: $1, into: db) }
  }

  /// The words of a turn as the index sees them.
  static func spaced(_ span: Span, of text: TextBuffer) -> String {
    let range = text.byte(ofScalar: span.start)..<text.byte(ofScalar: span.end)
    return String(decoding: spacedWords(text.bytes[range]), as: UTF8.self)
  }

  private static func eachText(
    of turns: [Int64], _ db: Database,
    _ body: ([(id: Int64, span: Span)], TextBuffer) throws -> Void
  ) throws {
    var byHash: [Data: [(id: Int64, span: Span)]] = [:]
    let statement = try db.cachedStatement(
      sql: """
        SELECT text.hash, turn.start, turn.end FROM turn
        JOIN text ON text.id = turn.text_id WHERE turn.id = ?
        """)
    for id in turns {
      guard let row = try Row.fetchOne(statement, arguments: [id]) else { continue }
      let (start, end): (Int32, Int32) = (row[1], row[2])
      guard let span = Span(start: start, end: end) else { continue }
      byHash[row[0], default: []].append((id, span))
    }
    for (hash, spans) in byHash {
      let words = try Data.fetchOne(
        db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?", arguments: [hash])
      try body(spans, TextBuffer(validUTF8: words.map { [UInt8]($0) } ?? []))
    }
  }
}
