import CSQLiteSession
import Fieldwork
import Foundation
import GRDB

/// One study: the file `study.emic`.
///
/// Reading gives snapshots; writing happens only through `perform`, one command, one
/// transaction, one journal entry. The type prints nothing and knows no file formats.
public final class Study {
  /// What a process intends to do with a study.
  public enum Access: Sendable {
    /// Questions only; works in a folder that cannot be written.
    case reading
    /// Commands too.
    case writing
  }

  /// The file's path.
  public let path: String
  let queue: DatabaseQueue
  /// The entry that was the last one where the study is a rewound copy; `nil` for the study itself.
  public let asOf: JournalEntry?
  /// Whether the search index still knows the turns of today.
  var hasStaleIndex: Bool

  init(
    path: String, queue: DatabaseQueue, asOf: JournalEntry? = nil, hasStaleIndex: Bool = false
  ) {
    self.path = path
    self.queue = queue
    self.asOf = asOf
    self.hasStaleIndex = hasStaleIndex
  }

  /// The name of the file in a study's folder.
  public static let fileName = "study.emic"
  static let applicationID: Int32 = 0x454D_4943

  /// Makes a new study.
  ///
  /// - Parameters:
  ///   - path: the file to make; its folder must exist.
  ///   - name: the study's name.
  ///   - language: the language of most of its material, as a short tag.
  ///   - about: what the study is about, for the top of its report.
  ///   - author: who makes it, and when.
  /// - Throws: `StudyFailure.alreadyExists`, `.notWritable`.
  public static func create(
    at path: String, name: String, language: String, about: String = "", by author: Author
  ) throws -> Study {
    try create(
      at: path, name: name, language: language, about: about,
      summary: "made the study '\(name)'", by: author
    ) { _ in }
  }

  /// Makes a new study with something in it, all in one transaction.
  ///
  /// - Parameters:
  ///   - summary: what its journal says of how it was made.
  ///   - fill: writes the first rows.
  static func create(
    at path: String, name: String, language: String, about: String = "", summary: String,
    by author: Author, fill: (Database) throws -> Void
  ) throws -> Study {
    try reserve(path)
    let queue = try translating(path) {
      try DatabaseQueue(path: path, configuration: configuration(for: .writing))
    }
    let study = Study(path: path, queue: queue)
    do {
      try translating(path) {
        try queue.writeWithoutTransaction { db in
          // Page size and vacuum mode can only be chosen before the first table exists.
          try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA auto_vacuum = INCREMENTAL")
          try db.inTransaction(.immediate) {
            try Migrations.run(db, from: 0)
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            var generator = SystemRandomNumberGenerator()
            try db.execute(
              sql: "INSERT INTO study VALUES (1, ?, ?, ?, json_object('about', ?))",
              arguments: [Data(StableUUID(random: &generator).bytes), name, language, about])
            try fill(db)
            try Journal.append(
              .init(author: author, command: "init", summary: summary), changes: [], to: db)
            return .commit
          }
        }
      }
    } catch {
      try? queue.close()
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      throw error
    }
    return study
  }

  /// Makes the empty file, closed to other users; of several processes that try, one succeeds.
  private static func reserve(_ path: String) throws {
    let file = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
    guard file >= 0 else {
      throw errno == EEXIST
        ? StudyFailure.alreadyExists(path: path) : StudyFailure.notWritable(path: path)
    }
    Foundation.close(file)
  }

  /// Makes an empty file that only its owner may read, for SQLite to fill.
  ///
  /// What people told will be in it. Where it cannot be made, SQLite says so.
  static func makeClosed(_ path: String) {
    let file = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if file >= 0 { Foundation.close(file) }
  }

  /// Opens a study.
  ///
  /// - Throws: `StudyFailure` when the file is absent, no study, or of a later release.
  public static func open(_ path: String, for access: Access) throws -> Study {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StudyFailure.noStudy(path: path)
    }
    if access == .writing, !FileManager.default.isWritableFile(atPath: path) {
      throw StudyFailure.notWritable(path: path)
    }
    let queue = try translating(path) { try connect(path, for: access) }
    let version = try identify(queue, path)
    guard version < Migrations.current else { return Study(path: path, queue: queue) }
    return Study(path: path, queue: try translating(path) { try upgrade(queue, path, access) })
  }

  /// Finds `study.emic` in a folder or the nearest one above it.
  public static func find(from folder: String) -> String? {
    var here = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL
    while true {
      let candidate = here.appending(path: fileName).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      let above = here.deletingLastPathComponent()
      if above.path == here.path { return nil }
      here = above
    }
  }

  /// Ends the use of the file; the log of recent writes is folded into it.
  public func close() throws {
    try translating(path) { try queue.close() }
  }

  private static func connect(_ path: String, for access: Access) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(for: access))
      // The first read shows whether the folder lets SQLite keep its shared memory there.
      _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
      return queue
    } catch let error as DatabaseError
      where access == .reading
      && [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
      && !hasUnfoldedLog(path)
    {
      // A write-ahead log needs a writable folder even to read; without one that holds anything
      // the file itself is complete and can be read as it lies.
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try DatabaseQueue(
        path: "file:\(escaped)?immutable=1", configuration: configuration(for: access))
    }
  }

  private static func hasUnfoldedLog(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    return (size ?? 0) > 0
  }

  private static func configuration(for access: Access) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.readonly = access == .reading
    configuration.busyMode = .timeout(2)
    configuration.prepareDatabase { db in
      // FULL: a command that reported success survives a power cut.
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA mmap_size = 268435456")
    }
    return configuration
  }

  /// The schema version of a study.
  ///
  /// - Throws: `StudyFailure` when the file is no study or of a later release.
  private static func identify(_ queue: DatabaseQueue, _ path: String) throws -> Int {
    let (application, version) = try translating(path) {
      try queue.read { db in
        (
          try Int32.fetchOne(db, sql: "PRAGMA application_id"),
          try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        )
      }
    }
    guard application == applicationID else { throw StudyFailure.notAStudy(path: path) }
    guard version <= Migrations.current else {
      throw StudyFailure.newerSchema(path: path, version: version)
    }
    return version
  }

  /// Runs a read with SQLite's errors in the words of the study.
  func reading<T>(_ body: (Database) throws -> T) throws -> T {
    try translating(path) { try queue.read(body) }
  }
}

/// Runs database work and words SQLite's errors as `StudyFailure`.
func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as DatabaseError {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: throw StudyFailure.busy(path: path)
    case .SQLITE_NOTADB: throw StudyFailure.notAStudy(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: throw StudyFailure.notWritable(path: path)
    case .SQLITE_CANTOPEN:
      throw FileManager.default.fileExists(atPath: path)
        ? StudyFailure.notReadable(path: path, reason: "the folder or file refuses it")
        : StudyFailure.notWritable(path: path)
    case .SQLITE_FULL: throw StudyFailure.database("the disk is full")
    default:
      throw StudyFailure.database(error.message ?? "error \(error.extendedResultCode.rawValue)")
    }
  }
}
