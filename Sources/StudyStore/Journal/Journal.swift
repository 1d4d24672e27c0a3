import Fieldwork
import Foundation
import GRDB

/// Writes and reads the journal: an append-only chain in which each entry's hash covers the
/// one before, so that a removed or altered entry is noticed.
enum Journal {
  /// What is known of an entry before it is written.
  struct Draft {
    var author: Author
    var command: String
    var summary: String
    var kind: JournalEntry.Kind = .done
    var of: Int64?
  }

  /// Appends an entry with its change set and returns its number.
  ///
  /// - Parameter text: what the chain covers in the place of a change set.
  @discardableResult
  static func append(
    _ draft: Draft, changes: [UInt8], covering text: [UInt8]? = nil, to db: Database
  ) throws -> Int64 {
    let previous = try lastHash(db)
    let arguments = try json(draft.author.arguments)
    let fields = fieldsHash(
      at: draft.author.time, coder: draft.author.coder, command: draft.command,
      arguments: arguments, why: draft.author.why, summary: draft.summary, kind: draft.kind,
      of: draft.of)
    let changed = SHA256Digest(of: text ?? changes)
    let hash = chain(previous: previous, fields: fields.bytes, changes: changed.bytes)
    try db.execute(
      sql: """
        INSERT INTO journal (at, coder, command, arguments, why, summary, kind, of_number,
          fields_hash, changes_hash, previous_hash, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        draft.author.time, draft.author.coder, draft.command, arguments, draft.author.why,
        draft.summary, draft.kind.rawValue, draft.of, Data(fields.bytes), Data(changed.bytes),
        Data(previous), Data(hash),
      ])
    let number = db.lastInsertedRowID
    if !changes.isEmpty {
      try db.execute(
        sql: "INSERT INTO change_set VALUES (?, ?, ?)",
        arguments: [number, Migrations.current, Data(changes)])
    }
    return number
  }

  /// The last entry, which nothing can have undone yet.
  static func last(_ db: Database) throws -> JournalEntry? {
    try read(db, "ORDER BY number DESC LIMIT 1").first
  }

  /// One entry, with the names of the state after it.
  static func entry(_ number: Int64, _ db: Database) throws -> JournalEntry? {
    var entry = try read(db, "WHERE number = \(number)").first
    entry?.tags = try TagRows.load(db).filter { $0.entry == number }.map(\.name)
    return entry
  }

  /// All entries in order, each with whether it is in force at the end.
  static func entries(_ db: Database) throws -> [JournalEntry] {
    var entries = try read(db, "ORDER BY number")
    // The last undo or redo of an entry decides; nothing of this is stored in the entry.
    var undone: [Int64: Int64] = [:]
    for entry in entries {
      guard let of = entry.of else { continue }
      undone[of] = entry.kind == .undo ? entry.number : nil
    }
    let tags = Dictionary(grouping: try TagRows.load(db), by: \.entry)
    let erased = try emptied(db)
    for index in entries.indices {
      entries[index].undoneBy = undone[entries[index].number]
      entries[index].tags = tags[entries[index].number]?.map(\.name) ?? []
      entries[index].erasedIn = erased[entries[index].number]
    }
    return entries
  }

  /// The entries of which an erasure left nothing, with the entry of that erasure.
  private static func emptied(_ db: Database) throws -> [Int64: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT journal_number, max(erasure) FROM erasure_mark WHERE part = 'changes'
          AND journal_number NOT IN (SELECT journal_number FROM change_set)
        GROUP BY journal_number
        """)
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  private static func read(_ db: Database, _ order: String) throws -> [JournalEntry] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT number, at, coder, command, arguments, why, summary, kind, of_number
        FROM journal \(order)
        """)
    var entries: [JournalEntry] = []
    while let row = try rows.next() {
      let typed: String = row[4]
      entries.append(
        JournalEntry(
          number: row[0], at: row[1], coder: row[2], command: row[3],
          arguments: (try? JSONDecoder().decode([String].self, from: Data(typed.utf8))) ?? [],
          why: row[5], summary: row[6], kind: JournalEntry.Kind(rawValue: row[7]) ?? .done,
          of: row[8]))
    }
    return entries
  }

  /// The change set of an entry; empty when it changed nothing.
  static func changes(of number: Int64, _ db: Database) throws -> [UInt8] {
    let data = try Data.fetchOne(
      db, sql: "SELECT changes FROM change_set WHERE journal_number = ?", arguments: [number])
    return data.map { [UInt8]($0) } ?? []
  }

  /// The hash of everything that an entry says in words.
  static func fieldsHash(
    at: String, coder: String, command: String, arguments: String, why: String?,
    summary: String, kind: JournalEntry.Kind, of: Int64?
  ) -> SHA256Digest {
    let parts = [
      at, coder, command, arguments, why ?? "", summary, kind.rawValue, of.map { "\($0)" } ?? "",
    ]
    // Hashing the hashes lets a later erasure blank one field and keep the chain checkable.
    return SHA256Digest(of: parts.flatMap { SHA256Digest(of: Array($0.utf8)).bytes })
  }

  /// The hash that continues the chain.
  static func chain(previous: [UInt8], fields: [UInt8], changes: [UInt8]) -> [UInt8] {
    SHA256Digest(of: previous + fields + changes).bytes
  }

  private static func lastHash(_ db: Database) throws -> [UInt8] {
    let data = try Data.fetchOne(
      db, sql: "SELECT hash FROM journal ORDER BY number DESC LIMIT 1")
    return data.map { [UInt8]($0) } ?? [UInt8](repeating: 0, count: 32)
  }

  private static func json(_ strings: [String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(strings), as: UTF8.self)
  }
}
