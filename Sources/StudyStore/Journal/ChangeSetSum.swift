import CSQLiteSession
import Foundation

/// Adds change sets up, in the order in which they happened: what was made and removed again is
/// not in the sum, and a row that was changed twice is in it once.
final class ChangeSetSum {
  private var group: OpaquePointer?

  init() throws { try check(sqlite3changegroup_new(&group), "add up change sets") }

  /// Adds the next one; all must know the same columns.
  func add(_ changes: Data?) throws {
    guard let changes, !changes.isEmpty else { return }
    try changes.withUnsafeBytes { bytes in
      // SQLite takes a pointer without const and does not write through it.
      try check(
        sqlite3changegroup_add(
          group, Int32(bytes.count), UnsafeMutableRawPointer(mutating: bytes.baseAddress)),
        "add up change sets")
    }
  }

  /// The sum.
  func changes() throws -> ChangeSet {
    var size: Int32 = 0
    var out: UnsafeMutableRawPointer?
    try check(sqlite3changegroup_output(group, &size, &out), "add up change sets")
    defer { sqlite3_free(out) }
    guard let out, size > 0 else { return ChangeSet(bytes: []) }
    return ChangeSet(bytes: [UInt8](UnsafeRawBufferPointer(start: out, count: Int(size))))
  }

  deinit { sqlite3changegroup_delete(group) }
}
