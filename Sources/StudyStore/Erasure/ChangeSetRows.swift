import CSQLiteSession
import Foundation

/// The rows of a change set, to be altered or left out and written again.
///
/// The form is that of SQLite's session extension (`sqlite3session.c`, "changeset format"): for each
/// table its name and which columns are its key, behind it the rows with their values before and
/// after.
struct ChangeSetRows {
  /// One changed row.
  struct Row {
    var operation: ChangeSet.Operation
    /// Whether a trigger made the change.
    fileprivate var isIndirect: UInt8
    /// The values before, by column, `nil` where the change does not say; empty for a new row.
    var old: [ChangeSet.Value?]
    /// The values after, likewise; empty for a row that went.
    var new: [ChangeSet.Value?]

    /// The value of a column before or after, whichever the change says.
    func value(_ column: Int) -> ChangeSet.Value? {
      (old.indices.contains(column) ? old[column] : nil)
        ?? (new.indices.contains(column) ? new[column] : nil)
    }
  }

  /// The rows of one table.
  struct Block {
    let table: String
    fileprivate let keyFlags: [UInt8]
    var rows: [Row]

    /// The values of a row's primary key.
    func key(of row: Row) -> [ChangeSet.Value] {
      keyFlags.indices.filter { keyFlags[$0] != 0 }.map { row.value($0) ?? .null }
    }
  }

  /// The tables in the order of the change set.
  var blocks: [Block] = []

  /// Reads a change set.
  ///
  /// - Throws: `StudyFailure.database` where the bytes are none.
  init(_ changes: ChangeSet) throws {
    var reader = ChangeSetReader(changes.bytes)
    while let mark = reader.next() {
      if mark == UInt8(ascii: "T") {
        let columns = try reader.length()
        let flags = try reader.take(columns)
        blocks.append(Block(table: try reader.name(), keyFlags: Array(flags), rows: []))
        continue
      }
      guard let block = blocks.indices.last, let indirect = reader.next() else {
        throw ChangeSetReader.damaged
      }
      let columns = blocks[block].keyFlags.count
      var row = Row(operation: .insert, isIndirect: indirect, old: [], new: [])
      switch Int32(mark) {
      case SQLITE_INSERT: row.new = try reader.record(columns)
      case SQLITE_DELETE:
        row.operation = .delete
        row.old = try reader.record(columns)
      case SQLITE_UPDATE:
        row.operation = .update
        row.old = try reader.record(columns)
        row.new = try reader.record(columns)
      default: throw ChangeSetReader.damaged
      }
      blocks[block].rows.append(row)
    }
  }

  /// The rows as a change set; tables without rows are left out.
  var changeSet: ChangeSet {
    var writer = ChangeSetWriter()
    for block in blocks where !block.rows.isEmpty {
      writer.bytes.append(UInt8(ascii: "T"))
      writer.length(block.keyFlags.count)
      writer.bytes += block.keyFlags + Array(block.table.utf8) + [0]
      for row in block.rows {
        let operation =
          switch row.operation {
          case .insert: SQLITE_INSERT
          case .update: SQLITE_UPDATE
          case .delete: SQLITE_DELETE
          }
        writer.bytes += [UInt8(operation), row.isIndirect]
        writer.record(row.old)
        writer.record(row.new)
      }
    }
    return ChangeSet(bytes: writer.bytes)
  }
}

/// Reads the parts of a change set.
private struct ChangeSetReader {
  static let damaged = StudyFailure.database("a change set is damaged")

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> UInt8? {
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - place else { throw ChangeSetReader.damaged }
    defer { place += count }
    return bytes[place..<place + count]
  }

  /// A length: seven bits a byte, the highest first, the last byte without the top bit.
  mutating func length() throws -> Int {
    var value = 0
    for _ in 0..<5 {
      guard let byte = next() else { throw ChangeSetReader.damaged }
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return value }
    }
    throw ChangeSetReader.damaged
  }

  mutating func name() throws -> String {
    guard let end = bytes[place...].firstIndex(of: 0) else { throw ChangeSetReader.damaged }
    let name = String(decoding: try take(end - place), as: UTF8.self)
    place += 1
    return name
  }

  mutating func record(_ columns: Int) throws -> [ChangeSet.Value?] {
    try (0..<columns).map { _ in
      switch next() {
      case 0: return nil
      case 1: return .integer(Int64(bitPattern: try word()))
      case 2: return .real(Double(bitPattern: try word()))
      case 3: return .text(String(decoding: try take(try length()), as: UTF8.self))
      case 4: return .blob(Array(try take(try length())))
      case 5: return .null
      default: throw ChangeSetReader.damaged
      }
    }
  }

  private mutating func word() throws -> UInt64 {
    try take(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Writes the parts of a change set.
private struct ChangeSetWriter {
  var bytes: [UInt8] = []

  mutating func length(_ value: Int) {
    var groups = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      groups.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes += groups.reversed()
  }

  mutating func record(_ values: [ChangeSet.Value?]) {
    for value in values {
      switch value {
      case nil: bytes.append(0)
      case .integer(let number): word(1, UInt64(bitPattern: number))
      case .real(let number): word(2, number.bitPattern)
      case .text(let text): stretch(3, Array(text.utf8))
      case .blob(let blob): stretch(4, blob)
      case .null: bytes.append(5)
      }
    }
  }

  private mutating func word(_ kind: UInt8, _ value: UInt64) {
    bytes.append(kind)
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(value >> shift & 0xFF)) }
  }

  private mutating func stretch(_ kind: UInt8, _ content: [UInt8]) {
    bytes.append(kind)
    length(content.count)
    bytes += content
  }
}
