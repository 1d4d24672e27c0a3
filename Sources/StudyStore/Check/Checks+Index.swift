import Fieldwork
import Foundation
import GRDB

extension Checks {
  /// Whether the search index holds exactly the words of the turns.
  ///
  /// A contentless index cannot be read back as text, but its list of (word, turn, place) can:
  /// the same list is built afresh in memory, and both are compared in order.
  static func index(_ db: Database) throws -> (Int, [String]) {
    let fresh = try DatabaseQueue()
    let turns = try Int.fetchOne(db, sql: "SELECT count(*) FROM turn") ?? 0
    try fresh.write { memory in
      try memory.execute(
        sql: """
          CREATE VIRTUAL TABLE turn_index USING fts5(
            words, content = '', tokenize = 'porter unicode61 remove_diacritics 2')
          """)
      try fill(memory, from: db)
    }
    // The study is opened for reading only; the list of its index needs a table of its own,
    // which a connection in memory may have.
    let reader = try DatabaseQueue()
    return try reader.writeWithoutTransaction { own in
      let path = try String.fetchOne(db, sql: "SELECT file FROM pragma_database_list WHERE name = 'main'")
      guard let path, !path.isEmpty else { return (turns, []) }
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      let isPlainlyReadable = FileManager.default.isWritableFile(
        atPath: URL(filePath: path).deletingLastPathComponent().path)
      let mode = isPlainlyReadable ? "mode=ro" : "immutable=1"
      try own.execute(sql: "ATTACH ? AS study", arguments: ["file:\(escaped)?\(mode)"])
      defer { try? own.execute(sql: "DETACH study") }
      try own.execute(
        sql: "CREATE VIRTUAL TABLE temp.stored USING fts5vocab('study', 'turn_index', 'instance')")
      let differs = try fresh.writeWithoutTransaction { memory in
        try memory.execute(
          sql: "CREATE VIRTUAL TABLE temp.wanted USING fts5vocab('main', 'turn_index', 'instance')")
        return try firstDifference(own, "stored", memory, "wanted")
      }
      try own.execute(sql: "DROP TABLE temp.stored")
      return (turns, differs.map { [$0] } ?? [])
    }
  }

  private static func fill(_ memory: Database, from db: Database) throws {
    let insert = try memory.makeStatement(sql: "INSERT INTO turn_index (rowid, words) VALUES (?, ?)")
    var open: (key: Int64, text: TextBuffer)?
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT turn.id, turn.text_id, turn.start, turn.end, text.hash
        FROM turn JOIN text ON text.id = turn.text_id ORDER BY turn.text_id, turn.number
        """)
    while let row = try rows.next() {
      let key: Int64 = row[1]
      if open?.key != key {
        let words = try Data.fetchOne(
          db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?",
          arguments: [row[4] as Data])
        open = (key, TextBuffer(validUTF8: words.map { [UInt8]($0) } ?? []))
      }
      guard let text = open?.text, let span = Span(start: row[2], end: row[3]) else { continue }
      try insert.execute(arguments: [row[0] as Int64, SearchIndex.spaced(span, of: text)])
    }
  }

  private static func firstDifference(
    _ a: Database, _ tableA: String, _ b: Database, _ tableB: String
  ) throws -> String? {
    let order = "term, doc, col, \"offset\" FROM temp"
    let left = try Row.fetchCursor(a, sql: "SELECT \(order).\(tableA)")
    let right = try Row.fetchCursor(b, sql: "SELECT \(order).\(tableB)")
    while true {
      let (x, y) = (try left.next(), try right.next())
      if x == nil, y == nil { return nil }
      let sameTerm = x?[0] as String? == y?[0] as String?
      let samePlace = x?[1] as Int64? == y?[1] as Int64? && x?[3] as Int64? == y?[3] as Int64?
      if !sameTerm || !samePlace {
        let term: String = (x ?? y)?[0] ?? ""
        return "differs from the turns, first at the word '\(term)'; 'emic check --rebuild-index' mends it"
      }
    }
  }
}

extension Study {
  /// Makes the search index anew from the turns.
  public func rebuildIndex() throws {
    try translating(path) {
      try queue.write { db in
        try db.execute(sql: "INSERT INTO turn_index (turn_index) VALUES ('delete-all')")
        let texts = try Row.fetchAll(db, sql: "SELECT id, hash FROM text ORDER BY id")
        for text in texts {
          let words = try Data.fetchOne(
            db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?",
            arguments: [text[1] as Data])
          let turns = try Row.fetchAll(
            db, sql: "SELECT id, start, end FROM turn WHERE text_id = ? ORDER BY number",
            arguments: [text[0] as Int64])
          try SearchIndex.insert(
            turns.compactMap { row in
              Span(start: row[1], end: row[2]).map { (id: row[0] as Int64, span: $0) }
            }, of: TextBuffer(validUTF8: words.map { [UInt8]($0) } ?? []), into: db)
        }
      }
    }
  }
}
