import Foundation
import GRDB

extension Study {
  /// Brings a study of an earlier release to the schema of this one.
  ///
  /// To write, the file itself is upgraded, after a copy was put beside it. To read, a copy in
  /// memory is: a question must not change anything, and may be asked in a folder that cannot
  /// be written.
  static func upgrade(_ queue: DatabaseQueue, _ path: String, _ access: Access) throws
    -> DatabaseQueue
  {
    guard access == .writing else {
      let copy = try DatabaseQueue()
      try queue.backup(to: copy)
      try copy.write { db in
        try Migrations.run(db, from: try version(db))
        try db.execute(sql: "PRAGMA query_only = 1")
      }
      return copy
    }
    let before = try queue.read { try version($0) }
    try keepCopy(of: queue, at: "\(path).schema-\(before)")
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        let before = try version(db)
        // Another process may have been quicker.
        guard before < Migrations.current else { return .rollback }
        try Migrations.run(db, from: before)
        try Journal.append(
          .init(
            author: Author(coder: "emic", time: try lastTime(db)), command: "upgrade",
            summary: "schema \(before) to \(Migrations.current)"), changes: [], to: db)
        return .commit
      }
    }
    return queue
  }

  private static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// The time of the last entry: the store reads no clock, and the command that needs the
  /// upgrade writes its own entry with its own time right behind.
  private static func lastTime(_ db: Database) throws -> String {
    try String.fetchOne(db, sql: "SELECT at FROM journal ORDER BY number DESC LIMIT 1") ?? ""
  }

  private static func keepCopy(of queue: DatabaseQueue, at path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let copy = try DatabaseQueue(path: path)
    try queue.backup(to: copy)
    try copy.close()
  }
}
