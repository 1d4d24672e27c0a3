import CSQLiteSession
import GRDB

/// Inserts rows of a recorded table by the hundred thousand.
///
/// A session notes each row and reads it again for its change set, which costs more than the writing.
/// Here only the first row is left to a session, which gives the head of a change set; the rows
/// behind it are written into the change set as they are inserted. The format is that which SQLite
/// documents for `sqlite3session_changeset`; who reads it sees no difference. The command must not
/// touch these rows again.
final class BulkInsert {
  private let db: Database
  private let recorder: ChangeRecorder?
  private let table: String
  private var statement: OpaquePointer?
  private var changes: [UInt8] = []
  private var bound: Int32 = 0
  private var hasHead = false
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  private static let insert: UInt8 = 18

  /// Prepares the inserts.
  ///
  /// - Parameters:
  ///   - recorder: to whom the change set is handed; `nil` where the session of the command is to note
  ///     the rows as any others, because some of them were there before.
  ///   - columns: all columns of the table, in its order.
  init(_ db: Database, _ recorder: ChangeRecorder?, table: String, columns: [String]) throws {
    self.db = db
    self.recorder = recorder
    self.table = table
    let marks = columns.map { _ in "?" }.joined(separator: ",")
    let sql = "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(marks))"
    try check(
      sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil), "prepare \(table)")
  }

  deinit { sqlite3_finalize(statement) }

  /// Binds the next column.
  func add(_ number: Int64) {
    next()
    sqlite3_bind_int64(statement, bound, number)
    changes.append(1)
    append(UInt64(bitPattern: number))
  }

  /// Binds the next column, one of numbers; what is none SQLite keeps as NULL.
  func add(_ number: Double?) {
    guard let number, !number.isNaN else { return addNull() }
    next()
    sqlite3_bind_double(statement, bound, number)
    changes.append(2)
    append(number.bitPattern)
  }

  /// Binds the next column.
  func add(_ text: String?) {
    guard var text else { return addNull() }
    next()
    changes.append(3)
    text.withUTF8 { bytes in
      appendLength(bytes.count)
      changes.append(contentsOf: bytes)
      // An empty text has no address, and without one SQLite would bind NULL.
      if let base = bytes.baseAddress, !bytes.isEmpty {
        base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          _ = sqlite3_bind_text(statement, bound, $0, Int32(bytes.count), Self.transient)
        }
      } else {
        sqlite3_bind_text(statement, bound, "", 0, Self.transient)
      }
    }
  }

  private func addNull() {
    next()
    sqlite3_bind_null(statement, bound)
    changes.append(5)
  }

  /// Inserts the row of which every column was bound.
  func insertRow() throws {
    bound = 0
    guard let recorder else { return try step() }
    if hasHead { return try recorder.pausing(step) }
    // The first row is noted by a session of its own.
    let first = try ChangeRecorder(db, tables: [table])
    try recorder.pausing(step)
    changes = try first.changes()
    hasHead = true
  }

  /// Hands the change set to the recorder.
  func finish() {
    if hasHead { recorder?.add(changes) }
  }

  private func step() throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { return try check(code, "write into \(table)") }
  }

  private func next() {
    if bound == 0, hasHead {
      // An insert, and not one of a trigger.
      changes += [Self.insert, 0]
    }
    bound += 1
  }

  private func append(_ word: UInt64) {
    withUnsafeBytes(of: word.bigEndian) { changes.append(contentsOf: $0) }
  }

  /// A length as SQLite writes it: seven bits in a byte, the highest first; texts of a survey stay far
  /// below the 2^56 at which the form changes.
  private func appendLength(_ count: Int) {
    var groups: [UInt8] = [UInt8(count & 0x7F)]
    var rest = count >> 7
    while rest > 0 {
      groups.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    changes.append(contentsOf: groups.reversed())
  }
}
