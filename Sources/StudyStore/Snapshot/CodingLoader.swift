import Fieldwork
import GRDB

/// Reads codings into columns, in order of their places.
struct CodingLoader {
  let db: Database
  /// The index of each text by row id.
  let texts: [Int64: Int32]
  /// The index of each code by row id.
  let codes: [Int64: Int32]
  /// The index of each coder by row id.
  let coders: [Int64: Int32]

  /// A coding on its way into columns.
  private struct CodingEntry {
    var text: Int32
    var start: Int32
    var end: Int32
    var code: Int32
    var coder: Int32
    var number: Int32
    var round: Int32
    var voice: Voice?
    var isWaiting: Bool
  }

  private func columns(_ entries: [CodingEntry]) throws -> CodingColumns {
    let loaded = CodingColumns(
      texts: entries.map(\.text), starts: entries.map(\.start), ends: entries.map(\.end),
      codes: entries.map(\.code), coders: entries.map(\.coder), numbers: entries.map(\.number),
      voices: entries.map(\.voice), rounds: entries.map(\.round),
      waiting: entries.map(\.isWaiting))
    guard let loaded else { throw StudyFailure.database("the codings are not in order") }
    return loaded
  }

  /// All codings whose place lies in a current text.
  func all() throws -> CodingColumns {
    let spoken = try loadVoices()
    let waiting = try loadWaiting()
    // The index on (text, start, end) gives the rows of a text in order; only ties are sorted.
    // What is read of a coding lies in its index, so that the table itself is not touched.
    let scan = try ColumnScan(
      db,
      sql: """
        SELECT segment.start, segment.end, coding.code_id, coding.coder_id, segment.number,
          coding.round, coding.id
        FROM segment JOIN coding ON coding.segment_id = segment.id
        WHERE segment.text_id = ? ORDER BY segment.start, segment.end
        """)
    var entries: [CodingEntry] = []
    for (key, text) in texts.sorted(by: { $0.value < $1.value }) {
      var ofText: [CodingEntry] = []
      scan.restart(with: key)
      while try scan.next() {
        ofText.append(
          CodingEntry(
            text: text, start: scan.int32(0), end: scan.int32(1),
            code: codes[scan.int64(2)] ?? -1, coder: coders[scan.int64(3)] ?? -1,
            number: scan.int32(4), round: scan.int32(5),
            voice: spoken.isEmpty ? nil : spoken[scan.int64(6)],
            isWaiting: !waiting.isEmpty && waiting.contains(scan.int64(6))))
      }
      ofText.sort { a, b in
        (a.start, a.end, a.code, a.coder, a.round) < (b.start, b.end, b.code, b.coder, b.round)
      }
      entries += ofText
    }
    return try columns(entries)
  }

  /// Those of some codes, as indices into the codebook.
  func ofCodes(_ chosen: Set<Int>) throws -> CodingColumns {
    let waiting = try loadWaiting()
    let scan = try ColumnScan(
      db,
      sql: """
        SELECT segment.text_id, segment.start, segment.end, coding.coder_id, segment.number,
          coding.voice, coding.round, coding.id
        FROM coding JOIN segment ON segment.id = coding.segment_id WHERE coding.code_id = ?
        """)
    var entries: [CodingEntry] = []
    for (key, code) in codes where chosen.contains(Int(code)) {
      scan.restart(with: key)
      while try scan.next() {
        // A passage of an earlier version of a text is not a passage of the study as it is.
        guard let text = texts[scan.int64(0)] else { continue }
        entries.append(
          CodingEntry(
            text: text, start: scan.int32(1), end: scan.int32(2), code: code,
            coder: coders[scan.int64(3)] ?? -1, number: scan.int32(4), round: scan.int32(6),
            voice: scan.isNull(5)
              ? nil : Voice(rawValue: String(decoding: scan.utf8(5), as: UTF8.self)),
            isWaiting: !waiting.isEmpty && waiting.contains(scan.int64(7))))
      }
    }
    entries.sort { a, b in
      (a.text, a.start, a.end, a.code, a.coder, a.round)
        < (b.text, b.start, b.end, b.code, b.coder, b.round)
    }
    return try columns(entries)
  }

  /// The codings that wait to be confirmed, few or none.
  private func loadWaiting() throws -> Set<Int64> {
    try Int64.fetchSet(db, sql: "SELECT id FROM coding WHERE status = 'to-confirm'")
  }

  /// How many codings wait without a place in the current text.
  func countWithoutPlace(ofCodes chosen: Set<Int>? = nil) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT coding.code_id, segment.text_id FROM coding
        JOIN segment ON segment.id = coding.segment_id WHERE coding.status = 'to-confirm'
        """)
    return rows.count { row in
      guard texts[row[1]] == nil else { return false }
      guard let chosen, let code = codes[row[0]] else { return true }
      return chosen.contains(Int(code))
    }
  }

  private func loadVoices() throws -> [Int64: Voice] {
    var voices: [Int64: Voice] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, voice FROM coding WHERE voice IS NOT NULL")
    while let row = try rows.next() { voices[row[0]] = Voice(rawValue: row[1]) }
    return voices
  }
}
