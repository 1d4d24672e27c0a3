import Fieldwork
import Foundation
import GRDB

extension Study {
  /// Puts a backup in the place of this study, after the study was copied beside it.
  ///
  /// The pages are exchanged in one transaction of SQLite: another program sees the study before or
  /// after, and a power cut leaves one of both.
  ///
  /// - Parameters:
  ///   - backup: a copy of this study for which `restorePlan` found no hindrance.
  ///   - copy: where the study as it is now is kept; no file may be there.
  ///   - author: who restores; the restored study gets an entry that says so.
  /// - Throws: `StudyFailure.busy`, `.wouldOverwrite`, `.cannotCopy`; the study is then as it was.
  public func restore(from backup: Study, keeping copy: String, by author: Author) throws {
    let plan = try restorePlan(from: backup)
    let prepared = try translating(backup.path) { () -> DatabaseQueue in
      let prepared = try DatabaseQueue()
      try backup.queue.backup(to: prepared)
      try prepared.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA query_only = 0")
        let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
        guard verdict == "ok" else { throw StudyFailure.database("the backup is damaged") }
        try db.inTransaction(.immediate) {
          try Journal.append(
            .init(
              author: author, command: JournalEntry.restored,
              summary: "back to \(plan.last.title); "
                + "\(counted(plan.lost.count, "entry", "entries")) kept in "
                + URL(filePath: copy).lastPathComponent), changes: [], to: db)
          return .commit
        }
      }
      return prepared
    }
    try self.backup(to: copy)
    do {
      try translating(path) { try prepared.backup(to: queue) }
    } catch {
      try? FileManager.default.removeItem(atPath: copy)
      throw error
    }
  }
}
