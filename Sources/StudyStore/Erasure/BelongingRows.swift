import Fieldwork
import Foundation
import GRDB

/// Which rows belong to what is erased, at one moment of the journal: transcripts and participants
/// with everything that cannot be without them.
///
/// The moment is the present at first; going back over a change set makes it the moment before.
struct BelongingRows {
  /// A foreign key of a table.
  private struct Reference {
    var column: Int
    var parent: String
    /// Whether a row cannot be without it.
    var isRequired: Bool
  }

  private let transcripts: Set<String>
  private let participants: Set<String>
  private let references: [String: [Reference]]
  /// The tables that can hold such rows, parents before children.
  private let order: [String]
  private(set) var keys: [String: Set<[ChangeSet.Value]>] = [:]

  /// Finds the rows of the present.
  ///
  /// - Parameters:
  ///   - transcripts: the labels of transcripts.
  ///   - participants: the slugs of participants.
  init(transcripts: Set<String>, participants: Set<String>, _ db: Database) throws {
    self.transcripts = transcripts
    self.participants = participants
    var references: [String: [Reference]] = [:]
    for table in Migrations.recordedTables {
      let columns = try GRDB.Row.fetchAll(
        db, sql: "SELECT name, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid",
        arguments: [table])
      let found = try GRDB.Row.fetchAll(
        db, sql: "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?) ORDER BY id",
        arguments: [table])
      references[table] = found.compactMap { key in
        let name: String = key[0]
        guard let column = columns.firstIndex(where: { $0[0] == name }) else { return nil }
        let isRequired = columns[column][1] as Int != 0 || columns[column][2] as Int != 0
        return Reference(column: column, parent: key[1], isRequired: isRequired)
      }
    }
    self.references = references
    var reached: Set<String> = ["transcript", "participant", "memo"]
    order = Migrations.recordedTables.reversed().filter { table in
      if references[table]?.contains(where: { $0.isRequired && reached.contains($0.parent) })
        == true
      {
        reached.insert(table)
      }
      return reached.contains(table)
    }
    try findPresent(db)
  }

  /// Whether a row belongs.
  func holds(_ table: String, _ key: [ChangeSet.Value]) -> Bool {
    keys[table]?.contains(key) ?? false
  }

  /// The single numbers that identify the rows of a table.
  func ids(_ table: String) -> [Int64] {
    (keys[table] ?? []).compactMap { key in
      if case .integer(let id)? = key.first, key.count == 1 { id } else { nil }
    }.sorted()
  }

  private mutating func findPresent(_ db: Database) throws {
    for table in order where table != "memo" { try findPresent(table, db) }
    // A note on codings goes when none of them is left.
    let codings = try json(ids("coding"))
    let memos = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM memo WHERE kind = 'coding'
          AND id IN (SELECT memo_id FROM memo_coding
            WHERE coding_id IN (SELECT value FROM json_each(:codings)))
          AND id NOT IN (SELECT memo_id FROM memo_coding
            WHERE coding_id NOT IN (SELECT value FROM json_each(:codings)))
        """, arguments: ["codings": codings])
    keys["memo"] = Set(memos.map { [.integer($0)] })
    for table in order where references[table]?.contains(where: { $0.parent == "memo" }) == true {
      try findPresent(table, db)
    }
  }

  private mutating func findPresent(_ table: String, _ db: Database) throws {
    var found = keys[table] ?? []
    let columns = try BelongingRows.columns(of: table, db)
    let key = columns.key.map { "\"\($0)\"" }.joined(separator: ", ")
    func add(_ condition: String, _ arguments: StatementArguments) throws {
      let rows = try GRDB.Row.fetchCursor(
        db, sql: "SELECT \(key) FROM \(table) WHERE \(condition)", arguments: arguments)
      while let row = try rows.next() {
        found.insert(row.databaseValues.map(ChangeSet.Value.init))
      }
    }
    let listed = "IN (SELECT value FROM json_each(?))"
    if table == "transcript" { try add("label \(listed)", [encodeJSON(transcripts.sorted())]) }
    if table == "participant" { try add("slug \(listed)", [encodeJSON(participants.sorted())]) }
    for reference in references[table] ?? [] where reference.isRequired {
      let parents = ids(reference.parent)
      if !parents.isEmpty {
        try add("\"\(columns.all[reference.column])\" \(listed)", [try json(parents)])
      }
    }
    keys[table] = found
  }

  /// Removes the rows of the present; what only points at them is left without.
  func remove(from db: Database) throws {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    for (table, references) in references {
      let columns = try BelongingRows.columns(of: table, db)
      for reference in references where !reference.isRequired {
        let parents = ids(reference.parent)
        guard !parents.isEmpty else { continue }
        let column = columns.all[reference.column]
        try db.execute(
          sql: """
            UPDATE \(table) SET "\(column)" = NULL
            WHERE "\(column)" IN (SELECT value FROM json_each(?))
            """, arguments: [try json(parents)])
      }
    }
    for table in order.reversed() {
      let columns = try BelongingRows.columns(of: table, db)
      let condition = columns.key.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
      let delete = try db.makeStatement(sql: "DELETE FROM \(table) WHERE \(condition)")
      for key in keys[table] ?? [] {
        try delete.execute(arguments: StatementArguments(key.map(\.databaseValue)))
      }
    }
  }

  /// Goes back over a change set and takes out of it what belongs.
  ///
  /// - Parameter dropped: gets the rows that are taken out, with their table.
  mutating func goBack(
    over changes: inout ChangeSetRows, dropped: (String, ChangeSetRows.Row) -> Void
  ) {
    let after = keys
    for table in order { findRemoved(table, changes) }
    findRemovedNotes(changes)
    for index in changes.blocks.indices {
      let block = changes.blocks[index]
      var kept: [ChangeSetRows.Row] = []
      for var row in block.rows {
        let key = block.key(of: row)
        let moment = row.operation == .delete ? keys : after
        if moment[block.table]?.contains(key) == true {
          dropped(block.table, row)
          if row.operation == .insert { keys[block.table]?.remove(key) }
          continue
        }
        release(&row, block.table, after)
        kept.append(row)
      }
      changes.blocks[index].rows = kept
    }
  }

  /// The rows that the change set took away and that belonged before.
  private mutating func findRemoved(_ table: String, _ changes: ChangeSetRows) {
    let root = ["transcript": (2, transcripts), "participant": (2, participants)][table]
    for block in changes.blocks where block.table == table {
      for row in block.rows where row.operation == .delete {
        var belongs = false
        if let (column, names) = root, case .text(let name)? = row.value(column) {
          belongs = names.contains(name)
        }
        for reference in references[table] ?? [] where reference.isRequired {
          if let parent = row.value(reference.column), holds(reference.parent, [parent]) {
            belongs = true
          }
        }
        if belongs { keys[table, default: []].insert(block.key(of: row)) }
      }
    }
  }

  /// Notes on codings that went together with the last of them.
  private mutating func findRemovedNotes(_ changes: ChangeSetRows) {
    var noted: Set<ChangeSet.Value> = []
    for block in changes.blocks where block.table == "memo_coding" {
      for row in block.rows where row.operation == .delete && holds(block.table, block.key(of: row))
      {
        if let memo = row.value(0) { noted.insert(memo) }
      }
    }
    for block in changes.blocks where block.table == "memo" {
      for row in block.rows where row.operation == .delete && row.value(2) == .text("coding") {
        let key = block.key(of: row)
        if let memo = key.first, noted.contains(memo) { keys["memo", default: []].insert(key) }
      }
    }
  }

  /// Leaves a row that stays without what it pointed at.
  private func release(
    _ row: inout ChangeSetRows.Row, _ table: String, _ after: [String: Set<[ChangeSet.Value]>]
  ) {
    for reference in references[table] ?? [] where !reference.isRequired {
      let (column, parent) = (reference.column, reference.parent)
      if row.old.indices.contains(column), let value = row.old[column], holds(parent, [value]) {
        row.old[column] = .null
      }
      if row.new.indices.contains(column), let value = row.new[column],
        after[parent]?.contains([value]) == true
      {
        row.new[column] = .null
      }
    }
  }

  private static func columns(of table: String, _ db: Database) throws -> (
    all: [String], key: [String]
  ) {
    let rows = try GRDB.Row.fetchAll(
      db, sql: "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
    return (rows.map { $0[0] }, rows.filter { $0[1] as Int != 0 }.map { $0[0] })
  }

  private func json(_ ids: [Int64]) throws -> String { encodeJSON(ids) }
}

extension ChangeSet.Value {
  /// A value of the database.
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob([UInt8](data))
    }
  }

  /// The value for the database.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}
