import Fieldwork
import Foundation
import GRDB

/// A study in memory, or some tables of it, to be taken back there; the file is only read.
final class RewoundCopy {
  /// The copy.
  let queue: DatabaseQueue
  private let tables: Set<String>?

  /// Copies a whole study.
  ///
  /// - Parameter tables: the tables that are taken back; `nil` for all that are recorded.
  init(of study: DatabaseQueue, only tables: Set<String>? = nil) throws {
    self.tables = tables
    queue = try RewoundCopy.memory()
    try study.backup(to: queue)
  }

  /// Copies some tables and no others.
  init(_ tables: [String], of db: Database) throws {
    self.tables = Set(tables)
    queue = try RewoundCopy.memory()
    try queue.writeWithoutTransaction { copy in
      try Migrations.run(copy, from: 0)
      for table in tables { try RewoundCopy.fill(table, of: copy, from: db) }
    }
  }

  private static func memory() throws -> DatabaseQueue {
    var configuration = Configuration()
    // A row may go before what points at it, and not everything that points at it need be here.
    configuration.foreignKeysEnabled = false
    return try DatabaseQueue(configuration: configuration)
  }

  private static func fill(_ table: String, of copy: Database, from db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table)")
    while let row = try rows.next() {
      let marks = row.databaseValues.map { _ in "?" }.joined(separator: ",")
      try copy.execute(
        sql: "INSERT INTO \(table) VALUES (\(marks))",
        arguments: StatementArguments(row.databaseValues))
    }
  }

  /// Whether an entry did anything to the tables.
  func touches(_ changes: ChangeSet) throws -> Bool {
    var found = false
    try changes.forEachChange(in: tables ?? Set(Migrations.recordedTables)) { _, _, _, _ in
      found = true
    }
    return found
  }

  /// Takes one entry back.
  ///
  /// - Throws: `ChangeSet.Conflict` where the rows are not as it left them.
  func takeBack(_ changes: ChangeSet) throws {
    try queue.writeWithoutTransaction { try changes.inverted().apply(to: $0, only: tables) }
  }

  /// Takes back all entries behind one of them, in one pass.
  ///
  /// - Parameters:
  ///   - number: the entry that is the last one afterwards; 0 for the empty study.
  ///   - journal: where the change sets stand: the copy itself, if it is whole.
  /// - Throws: `ChangeSet.Conflict` where the journal does not lead back.
  func takeBack(after number: Int64, journal: Database? = nil) throws {
    try queue.writeWithoutTransaction { copy in
      for run in try ChangeSetRun.all(after: number, journal ?? copy) {
        try run.takeBack(from: copy, journal ?? copy, only: tables)
      }
    }
  }
}

/// Change sets that follow each other and know the same columns.
struct ChangeSetRun {
  private let numbers: ClosedRange<Int64>

  /// The runs behind an entry, the last one first.
  static func all(after number: Int64, _ db: Database) throws -> [ChangeSetRun] {
    var runs: [(schema: Int, numbers: ClosedRange<Int64>)] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT journal_number, schema_version FROM change_set WHERE journal_number > ?
        ORDER BY journal_number
        """, arguments: [number])
    while let row = try rows.next() {
      let (number, schema): (Int64, Int) = (row[0], row[1])
      if let last = runs.last, last.schema == schema {
        runs[runs.count - 1].numbers = last.numbers.lowerBound...number
      } else {
        runs.append((schema, number...number))
      }
    }
    return runs.reversed().map { ChangeSetRun(numbers: $0.numbers) }
  }

  /// Takes all of them back.
  ///
  /// What was changed and changed again is worked out before any row is touched. Where names were
  /// swapped on the way, no order of the rows fits the sum, and the entries go one after the other.
  ///
  /// - Parameters:
  ///   - copy: where the rows are.
  ///   - journal: where the change sets are.
  ///   - tables: the tables that are taken back; `nil` for all.
  ///   - followsIndex: whether the search index is brought along.
  func takeBack(
    from copy: Database, _ journal: Database, only tables: Set<String>?, followsIndex: Bool = false
  ) throws {
    func takeBack(_ changes: ChangeSet) throws {
      let inverse = try changes.inverted()
      guard followsIndex else { return try inverse.apply(to: copy, only: tables) }
      try copy.inSavepoint {
        try SearchIndex.following(inverse, in: copy) { try inverse.apply(to: copy, only: tables) }
        return .commit
      }
    }
    do {
      try takeBack(try combined(journal))
    } catch is ChangeSet.Conflict {
      let entries = try Int64.fetchAll(
        journal,
        sql: """
          SELECT journal_number FROM change_set WHERE journal_number BETWEEN ? AND ?
          ORDER BY journal_number DESC
          """, arguments: [numbers.lowerBound, numbers.upperBound])
      for entry in entries {
        try takeBack(ChangeSet(bytes: try Journal.changes(of: entry, journal)))
      }
    }
  }

  /// Their sum.
  func combined(_ journal: Database) throws -> ChangeSet {
    let sum = try ChangeSetSum()
    let scan = try Row.fetchCursor(
      journal,
      sql: """
        SELECT changes FROM change_set WHERE journal_number BETWEEN ? AND ?
        ORDER BY journal_number
        """, arguments: [numbers.lowerBound, numbers.upperBound])
    while let row = try scan.next() { try row.withUnsafeData(atIndex: 0) { try sum.add($0) } }
    return try sum.changes()
  }
}
