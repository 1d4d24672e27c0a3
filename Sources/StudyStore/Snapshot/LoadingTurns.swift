import Fieldwork
import Foundation
import GRDB

/// Turns on their way from rows into columns.
struct LoadingTurns {
  /// What only some questions need of a turn.
  struct Parts: OptionSet {
    let rawValue: Int
    /// Who speaks it.
    static let people = Parts(rawValue: 1)
    /// The number by which the other language layers know it.
    static let alignment = Parts(rawValue: 2)
  }

  /// The columns that a scan must have.
  let columns: String
  /// Where the text's row id stands in `columns`.
  static let textColumn: Int32 = 6
  private let participantColumn: Int32?
  private let alignedColumn: Int32?

  private struct Row {
    var text: Int32
    var number: Int32
    var start: Int32
    var end: Int32
    var speaker: Int32
    var participant: Int32
    var time: Int64
    var role: Role
  }

  /// The index of each participant's row id.
  private let participants: [Int64: Int32]
  private var rows: [Row] = []
  private var speakers = SpeakerNames()
  private var isOrdered = true
  /// Rows that other language layers know by another number.
  private var aligned: [(turn: Int, number: Int32)] = []

  /// Prepares to read turns.
  ///
  /// - Parameter participants: the index of each participant's row id, where people are wanted.
  init(_ parts: Parts, participants: [Int64: Int32] = [:]) {
    self.participants = participants
    var names = ["number", "start", "end", "speaker", "role", "time_start", "text_id"]
    func column(_ name: String, _ part: Parts) -> Int32? {
      guard parts.contains(part) else { return nil }
      names.append(name)
      return Int32(names.count - 1)
    }
    participantColumn = column("participant_id", .people)
    alignedColumn = column("aligned", .alignment)
    columns = names.joined(separator: ", ")
  }

  /// Takes the row at which a scan of `columns` stands.
  mutating func append(_ scan: ColumnScan, ofText text: Int32) {
    let row = Row(
      text: text, number: scan.int32(0), start: scan.int32(1), end: scan.int32(2),
      speaker: speakers.index(of: scan.utf8(3)), participant: participant(scan),
      time: time(scan), role: Role(stored: scan.utf8(4)))
    if let last = rows.last {
      isOrdered = isOrdered && (last.text, last.number) < (row.text, row.number)
    }
    rows.append(row)
    if let alignedColumn, !scan.isNull(alignedColumn) {
      aligned.append((rows.count - 1, scan.int32(alignedColumn)))
    }
  }

  /// Reads the turns of some texts.
  ///
  /// The turns of a text are mostly written together; to read them as they lie costs three
  /// quarters of finding each through the index, which finds those that were written later.
  ///
  /// - Parameter texts: row ids with indices, in ascending order of the indices.
  mutating func read(_ texts: [(key: Int64, text: Int32)], in db: Database) throws {
    let first = try ColumnScan(
      db, kept: "SELECT id, number FROM turn WHERE text_id = ? ORDER BY number LIMIT 1")
    let lying = try ColumnScan(db, kept: "SELECT \(columns) FROM turn WHERE id >= ?")
    let rest = try ColumnScan(
      db,
      kept: """
        SELECT \(columns) FROM turn WHERE text_id = ? AND number >= ? ORDER BY number
        """)
    defer { for scan in [first, lying, rest] { scan.stop() } }
    for (key, text) in texts {
      first.restart(with: key)
      guard try first.next() else { continue }
      var next = first.int64(1)
      lying.restart(with: first.int64(0))
      while try lying.next(), lying.int64(LoadingTurns.textColumn) == key, lying.int64(0) == next {
        append(lying, ofText: text)
        next += 1
      }
      rest.restart(with: key, next)
      while try rest.next() { append(rest, ofText: text) }
    }
  }

  /// The turns by text and number.
  var turns: TurnColumns {
    var turns = TurnColumns(
      texts: rows.map(\.text), numbers: rows.map(\.number), starts: rows.map(\.start),
      ends: rows.map(\.end), speakerIndices: rows.map(\.speaker), roles: rows.map(\.role),
      participants: rows.map(\.participant), times: rows.map(\.time), speakers: speakers.names)
    turns.align(aligned)
    return isOrdered ? turns : turns.sorted()
  }

  /// The index of a participant; no row has the id 0, as which NULL reads.
  private func participant(_ scan: ColumnScan) -> Int32 {
    guard let id = participantColumn.map(scan.int64), id != 0 else { return -1 }
    return participants[id] ?? -1
  }

  private func time(_ scan: ColumnScan) -> Int64 {
    let time = scan.int64(5)
    return time == 0 && scan.isNull(5) ? -1 : time
  }
}

/// Speaker labels, each with one index; few in a study, so that comparing bytes finds them
/// without making a string per turn.
private struct SpeakerNames {
  private(set) var names: [String] = []
  private var bytes: [[UInt8]] = []

  /// The index of a label; -1 without one.
  mutating func index(of label: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard label.baseAddress != nil else { return -1 }
    // The newest labels are those of the text that is being read.
    for index in bytes.indices.reversed() where bytes[index].count == label.count {
      let isSame = bytes[index].withUnsafeBytes { known in
        guard let known = known.baseAddress, let label = label.baseAddress else { return true }
        return memcmp(known, label, bytes[index].count) == 0
      }
      if isSame { return Int32(index) }
    }
    names.append(String(decoding: label, as: UTF8.self))
    bytes.append(Array(label))
    return Int32(names.count - 1)
  }
}

extension Role {
  /// The role that a row names; the table's check admits no other words.
  fileprivate init(stored word: UnsafeBufferPointer<UInt8>) {
    switch word.first {
    case UInt8(ascii: "i"): self = .interviewer
    case UInt8(ascii: "r"): self = .respondent
    case UInt8(ascii: "o"): self = .other
    default: self = .unknown
    }
  }
}
