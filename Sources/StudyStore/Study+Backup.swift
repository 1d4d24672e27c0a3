import Foundation
import GRDB

extension Study {
  /// Copies the study into a new file, whole and consistent even while others write, and
  /// verifies the copy.
  ///
  /// - Throws: `StudyFailure.wouldOverwrite` rather than overwriting; `.cannotCopy`.
  public func backup(to target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw StudyFailure.wouldOverwrite(path: target)
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
      // Only the copy's own file can refuse to be written.
      if let failure = error as? StudyFailure, failure != .notWritable(path: partial) {
        throw failure
      }
      throw StudyFailure.cannotCopy(path: target)
    }
  }
}
