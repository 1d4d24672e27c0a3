import GRDB

/// Finds the later entries that build on an entry, so that a refused undo can name them.
struct Dependents {
  fileprivate struct Row: Hashable {
    var table: String
    var key: [ChangeSet.Value]
  }

  /// Foreign keys that point at a single-column key: table → (column, parent table).
  private let references: [String: [(column: Int, parent: String)]]

  init(_ db: Database) throws {
    var references: [String: [(Int, String)]] = [:]
    for table in Migrations.recordedTables {
      let columns = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
      let keys = try GRDB.Row.fetchAll(
        db, sql: "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?) ORDER BY id",
        arguments: [table])
      references[table] = keys.compactMap { key in
        columns.firstIndex(of: key[0]).map { ($0, key[1]) }
      }
    }
    self.references = references
  }

  /// Whether `later` touches a row of `entry` or points at one.
  ///
  /// - Parameter entry: the rows of the earlier entry, from `touched`.
  func buildsOn(_ entry: Touched, _ later: ChangeSet) throws -> Bool {
    var found = false
    try later.forEachChange { change in
      guard !found else { return }
      if entry.rows.contains(Row(table: change.table, key: change.key)) {
        found = true
        return
      }
      if let uuid = change.identity, entry.rows.contains(Row(table: change.table, key: [uuid])) {
        found = true
        return
      }
      for (column, parent) in references[change.table] ?? [] {
        guard let value = change.new[column], value != .null else { continue }
        if entry.rows.contains(Row(table: parent, key: [value])) { found = true }
      }
    }
    return found
  }

  /// The rows that an entry changed.
  struct Touched {
    fileprivate var rows: Set<Row> = []
  }

  /// Collects the rows of an entry.
  func touched(by entry: ChangeSet) throws -> Touched {
    var touched = Touched()
    try entry.forEachChange { change in
      touched.rows.insert(Row(table: change.table, key: change.key))
      // The same thing removed and brought in again has another row but the same identity.
      if let uuid = change.identity { touched.rows.insert(Row(table: change.table, key: [uuid])) }
    }
    return touched
  }
}
