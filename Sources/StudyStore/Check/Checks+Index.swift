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
    return (turns, try firstDifference(of: db, from: fresh).map { [$0] } ?? [])
  }

  /// Lists the index of a study and compares it with a fresh one.
  ///
  /// The study is open for reading only, and the list needs a table of its own: a connection in
  /// memory has it, with the study attached. An upgraded copy in memory cannot be attached and
  /// may have the table itself.
  private static func firstDifference(of db: Database, from fresh: DatabaseQueue) throws -> String?
  {
    let path = try String.fetchOne(
      db, sql: "SELECT file FROM pragma_database_list WHERE name = 'main'")
    let vocabulary = "USING fts5vocab"
    func compare(_ own: Database) throws -> String? {
      try fresh.writeWithoutTransaction { memory in
        try memory.execute(
          sql: "CREATE VIRTUAL TABLE temp.wanted \(vocabulary)('main', 'turn_index', 'instance')")
        return try firstDifference(own, "stored", memory, "wanted")
      }
    }
    guard let path, !path.isEmpty else {
      try db.execute(
        sql: """
          PRAGMA query_only = 0;
          CREATE VIRTUAL TABLE temp.stored \(vocabulary)('main', 'turn_index', 'instance');
          """)
      defer { try? db.execute(sql: "DROP TABLE temp.stored; PRAGMA query_only = 1") }
      return try compare(db)
    }
    return try DatabaseQueue().writeWithoutTransaction { own in
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      let folder = URL(filePath: path).deletingLastPathComponent().path
      let mode =
        FileManager.default.isWritableFile(atPath: folder) ? "mode=ro" : "immutable=1"
      try own.execute(sql: "ATTACH ? AS study", arguments: ["file:\(escaped)?\(mode)"])
      try own.execute(
        sql: "CREATE VIRTUAL TABLE temp.stored \(vocabulary)('study', 'turn_index', 'instance')")
      defer { try? own.execute(sql: "DROP TABLE temp.stored; DETACH study") }
      return try compare(own)
    }
  }

  private static func fill(_ memory: Database, from db: Database) throws {
    let insert = try memory.makeStatement(
      sql: "INSERT INTO turn_index (rowid, words) VALUES (?, ?)")
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
        return
          "differs from the turns, first at the word '\(term)'; 'emic check --rebuild-index' mends it"
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
        try SearchIndex.fill(db)
      }
    }
  }
}
