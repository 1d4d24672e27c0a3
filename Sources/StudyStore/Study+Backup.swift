import Foundation
import GRDB

extension Study {
  /// Copies the study into a new file, whole and consistent even while others write, and
  /// verifies the copy.
  ///
  /// - Throws: `StudyFailure.alreadyExists` rather than overwriting; `.notWritable`.
  public func backup(to target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw StudyFailure.alreadyExists(path: target)
    }
    let partial = target + ".part"
    try? FileManager.default.removeItem(atPath: partial)
    do {
      Study.makeClosed(partial)
      try translating(partial) {
        let copy = try DatabaseQueue(path: partial)
        try queue.backup(to: copy)
        try copy.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = DELETE")
          let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
          guard verdict == "ok" else { throw StudyFailure.database("the copy is damaged") }
        }
        try copy.close()
      }
      try FileManager.default.moveItem(atPath: partial, toPath: target)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      if error is StudyFailure { throw error }
      throw StudyFailure.notWritable(path: target)
    }
  }
}
