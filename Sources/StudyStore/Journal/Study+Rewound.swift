import Fieldwork
import GRDB

extension Study {
  /// The study as it was at a moment: a copy in memory that can only be asked.
  ///
  /// The file is read once and neither changed nor held. Entries behind the moment are not in the
  /// copy's journal.
  ///
  /// - Throws: `Problem` for a moment that the study does not know, and for one to which its journal
  ///   does not lead back.
  public func rewound(to moment: StudyMoment) throws -> Study {
    let (wanted, last) = try reading { db in
      (try Rewinding.entry(at: moment, db), try Journal.last(db)?.number ?? 0)
    }
    guard wanted.number < last else { return Study(path: path, queue: queue, asOf: wanted) }
    return try translating(path) {
      let copy = try RewoundCopy(of: queue)
      do {
        try copy.takeBack(after: wanted.number)
      } catch is ChangeSet.Conflict {
        throw StudyFailure.cannotRewind(to: wanted.number)
      }
      try copy.queue.writeWithoutTransaction { db in
        // Children first: the change sets point at the entries.
        try db.execute(
          sql: """
            DELETE FROM change_set WHERE journal_number > :number;
            DELETE FROM journal WHERE number > :number;
            PRAGMA query_only = 1;
            """, arguments: ["number": wanted.number])
      }
      return Study(path: path, queue: copy.queue, asOf: wanted, hasStaleIndex: true)
    }
  }

  /// Makes the search index of a rewound copy anew; nobody needs it but a search.
  func freshenIndex() throws {
    guard hasStaleIndex else { return }
    try translating(path) {
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA query_only = 0;
            INSERT INTO turn_index (turn_index) VALUES ('delete-all');
            """)
        try SearchIndex.fill(db)
        try db.execute(sql: "PRAGMA query_only = 1")
      }
    }
    hasStaleIndex = false
  }
}

/// Finds moments in the journal.
enum Rewinding {
  /// The entry that was the last one at a moment.
  static func entry(at moment: StudyMoment, _ db: Database) throws -> JournalEntry {
    switch moment {
    case .entry(let number): return try entry(number, db)
    case .tag(let name):
      guard let tag = try TagRows.load(db).first(where: { $0.name == name }) else {
        var problem = try TagRows.unknown(name, db)
        problem.hint =
          (problem.hint ?? "") + "; a day is written 2026-10-31, an entry as its number"
        throw problem
      }
      return try entry(tag.entry, db)
    case .day(let day):
      // Numbers cannot run backwards as clocks can.
      let last = try Int64.fetchOne(
        db, sql: "SELECT max(number) FROM journal WHERE substr(at, 1, 10) <= ?", arguments: [day])
      guard let last else {
        let first = try String.fetchOne(db, sql: "SELECT at FROM journal ORDER BY number LIMIT 1")
        throw Problem(
          .data, "the study began later than \(day)",
          hint: "its first day is \(first?.prefix(10) ?? "unknown")")
      }
      return try entry(last, db)
    }
  }

  private static func entry(_ number: Int64, _ db: Database) throws -> JournalEntry {
    guard let entry = try Journal.entry(number, db) else {
      let last = try Journal.last(db)?.number ?? 0
      throw Problem(
        .data, "the journal has no entry \(number)",
        hint: "its entries are 1 to \(last); 'emic log' lists them")
    }
    return entry
  }
}
