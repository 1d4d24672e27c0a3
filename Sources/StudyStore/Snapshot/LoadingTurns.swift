import Fieldwork
import Foundation

/// Turns on their way from rows into columns.
struct LoadingTurns {
  /// The columns that a scan must have.
  static let columns =
    "number, start, end, speaker, role, participant_id, time_start, aligned, text_id"
  /// Where the text's row id stands in `columns`.
  static let textColumn: Int32 = 8
  /// The statement that reads the turns of one text.
  static let ofOneText = "SELECT \(columns) FROM turn WHERE text_id = ? ORDER BY number"

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

  init(participants: [Int64: Int32]) { self.participants = participants }

  /// Takes the row at which a scan of `columns` stands.
  mutating func append(_ scan: ColumnScan, ofText text: Int32) {
    let row = Row(
      text: text, number: scan.int32(0), start: scan.int32(1), end: scan.int32(2),
      speaker: speakers.index(of: scan.utf8(3)), participant: participant(scan.int64(5)),
      time: time(scan), role: Role(stored: scan.utf8(4)))
    if let last = rows.last {
      isOrdered = isOrdered && (last.text, last.number) < (row.text, row.number)
    }
    rows.append(row)
    if !scan.isNull(7) { aligned.append((rows.count - 1, scan.int32(7))) }
  }

  /// The turns by text and number.
  var columns: TurnColumns {
    var columns = TurnColumns(
      texts: rows.map(\.text), numbers: rows.map(\.number), starts: rows.map(\.start),
      ends: rows.map(\.end), speakerIndices: rows.map(\.speaker), roles: rows.map(\.role),
      participants: rows.map(\.participant), times: rows.map(\.time), speakers: speakers.names)
    columns.align(aligned)
    return isOrdered ? columns : columns.sorted()
  }

  /// The index of a participant; no row has the id 0, as which NULL reads.
  private func participant(_ id: Int64) -> Int32 { id == 0 ? -1 : participants[id] ?? -1 }

  private func time(_ scan: ColumnScan) -> Int64 {
    let time = scan.int64(6)
    return time == 0 && scan.isNull(6) ? -1 : time
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
