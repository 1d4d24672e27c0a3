import CSQLiteSession
import GRDB

/// A change set of SQLite's session extension: the rows that a command inserted, updated and
/// deleted.
struct ChangeSet {
  let bytes: [UInt8]

  /// What happened to a row.
  enum Operation { case insert, update, delete }

  /// A value inside a change set, as far as rows are compared by it.
  enum Value: Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  /// One changed row.
  struct Change {
    var table: String
    var operation: Operation
    /// The values of the primary key, in the order of the columns.
    var key: [Value]
    /// The values after the change, by column; `nil` where the change leaves a column alone,
    /// and throughout for a removal.
    var new: [Value?]
    /// The values before the change, by column, likewise.
    var old: [Value?]

    /// The row's UUID, which stands in the second column of every table that has one.
    var identity: Value? {
      guard old.count > 1, case .blob(let bytes)? = old[1] ?? new[1], bytes.count == 16 else {
        return nil
      }
      return .blob(bytes)
    }
  }

  /// The change set that takes this one back.
  func inverted() throws -> ChangeSet {
    guard !bytes.isEmpty else { return self }
    var size: Int32 = 0
    var out: UnsafeMutableRawPointer?
    try bytes.withUnsafeBytes { buffer in
      try check(
        sqlite3changeset_invert(Int32(buffer.count), buffer.baseAddress, &size, &out),
        "invert a change set")
    }
    defer { sqlite3_free(out) }
    guard let out else { return ChangeSet(bytes: []) }
    return ChangeSet(bytes: [UInt8](UnsafeRawBufferPointer(start: out, count: Int(size))))
  }

  /// Why applying a change set did not work: rows are not as it expects them, or others point
  /// at rows that would go.
  struct Conflict: Error {}

  /// Applies every change or none.
  ///
  /// - Parameter tables: the tables whose changes are applied; `nil` for all.
  /// - Throws: `Conflict` when any row is not as the change set expects it; the transaction is
  ///   then as it was before.
  func apply(to db: Database, only tables: Set<String>? = nil) throws {
    guard !bytes.isEmpty else { return }
    var copy = bytes
    var chosen = tables
    let code = withUnsafeMutablePointer(to: &chosen) { chosen in
      copy.withUnsafeMutableBytes { buffer in
        sqlite3changeset_apply(
          db.sqliteConnection, Int32(buffer.count), buffer.baseAddress,
          { context, name in
            guard let name,
              let tables = context?.assumingMemoryBound(to: Set<String>?.self).pointee
            else { return 1 }
            return tables.contains(String(cString: name)) ? 1 : 0
          },
          { _, _, _ in SQLITE_CHANGESET_ABORT }, chosen)
      }
    }
    if code == SQLITE_ABORT || code & 0xFF == SQLITE_CONSTRAINT { throw Conflict() }
    try check(code, "apply a change set")
  }

  /// Calls `body` for each changed row, in the order of the change set.
  func forEachChange(_ body: (Change) throws -> Void) throws {
    guard !bytes.isEmpty else { return }
    var copy = bytes
    try copy.withUnsafeMutableBytes { buffer in
      var iterator: OpaquePointer?
      try check(
        sqlite3changeset_start(&iterator, Int32(buffer.count), buffer.baseAddress),
        "read a change set")
      defer { sqlite3changeset_finalize(iterator) }
      while sqlite3changeset_next(iterator) == SQLITE_ROW {
        try body(try ChangeSet.change(at: iterator))
      }
    }
  }

  /// Calls `body` for each changed row of some tables; the values are read only where they are
  /// asked for, so that a large change set is walked through quickly.
  ///
  /// - Parameter body: takes the table, what happened, the first column where it is a whole
  ///   number, and a way to read the row.
  func forEachChange(
    in tables: Set<String>, _ body: (String, Operation, Int64?, () throws -> Change) throws -> Void
  ) throws {
    guard !bytes.isEmpty else { return }
    var copy = bytes
    try copy.withUnsafeMutableBytes { buffer in
      var iterator: OpaquePointer?
      try check(
        sqlite3changeset_start(&iterator, Int32(buffer.count), buffer.baseAddress),
        "read a change set")
      defer { sqlite3changeset_finalize(iterator) }
      // Rows of one table lie together, so its name is compared once.
      var last: UnsafePointer<CChar>?
      var table: String?
      while sqlite3changeset_next(iterator) == SQLITE_ROW {
        var name: UnsafePointer<CChar>?
        var columns: Int32 = 0
        var code: Int32 = 0
        try check(sqlite3changeset_op(iterator, &name, &columns, &code, nil), "read a change")
        if name != last {
          last = name
          table = name.map { String(cString: $0) }.flatMap { tables.contains($0) ? $0 : nil }
        }
        guard let table else { continue }
        let operation: Operation =
          code == SQLITE_INSERT ? .insert : code == SQLITE_DELETE ? .delete : .update
        var first: OpaquePointer?
        if operation == .insert {
          sqlite3changeset_new(iterator, 0, &first)
        } else {
          sqlite3changeset_old(iterator, 0, &first)
        }
        let key = first.flatMap {
          sqlite3_value_type($0) == SQLITE_INTEGER ? sqlite3_value_int64($0) : nil
        }
        try body(table, operation, key) { try ChangeSet.change(at: iterator) }
      }
    }
  }

  private static func change(at iterator: OpaquePointer?) throws -> Change {
    var name: UnsafePointer<CChar>?
    var columns: Int32 = 0
    var code: Int32 = 0
    var indirect: Int32 = 0
    try check(sqlite3changeset_op(iterator, &name, &columns, &code, &indirect), "read a change")
    var keyFlags: UnsafeMutablePointer<UInt8>?
    var keyColumns: Int32 = 0
    try check(sqlite3changeset_pk(iterator, &keyFlags, &keyColumns), "read a change")
    let operation: Operation =
      code == SQLITE_INSERT ? .insert : code == SQLITE_DELETE ? .delete : .update
    var old: [Value?] = []
    var new: [Value?] = []
    var key: [Value] = []
    for column in 0..<columns {
      var before: OpaquePointer?
      var after: OpaquePointer?
      if operation != .insert { sqlite3changeset_old(iterator, column, &before) }
      if operation != .delete { sqlite3changeset_new(iterator, column, &after) }
      old.append(value(before))
      new.append(value(after))
      if let keyFlags, keyFlags[Int(column)] != 0 {
        key.append(value(before) ?? value(after) ?? .null)
      }
    }
    return Change(
      table: name.map { String(cString: $0) } ?? "", operation: operation, key: key, new: new,
      old: old)
  }

  private static func value(_ pointer: OpaquePointer?) -> Value? {
    guard let pointer else { return nil }
    switch sqlite3_value_type(pointer) {
    case SQLITE_INTEGER: return .integer(sqlite3_value_int64(pointer))
    case SQLITE_FLOAT: return .real(sqlite3_value_double(pointer))
    case SQLITE_TEXT:
      return .text(sqlite3_value_text(pointer).map { String(cString: $0) } ?? "")
    case SQLITE_BLOB:
      let count = Int(sqlite3_value_bytes(pointer))
      guard let blob = sqlite3_value_blob(pointer) else { return .blob([]) }
      return .blob([UInt8](UnsafeRawBufferPointer(start: blob, count: count)))
    default: return .null
    }
  }
}
