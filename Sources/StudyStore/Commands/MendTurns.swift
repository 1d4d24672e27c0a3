public import Fieldwork
import Foundation
import GRDB

/// Mends where turns begin and end and who speaks them, without touching the words.
///
/// Passages lie at scalars of the text, which stays as it is, so that each keeps its words and its
/// number. Only the numbers of turns change, and the turns of the other language layers keep the
/// turns that they stand beside.
public struct MendTurns: StudyCommand {
  /// What is mended in a text.
  public enum Mend: Hashable, Sendable {
    /// A turn becomes two; the second begins at a scalar, and is spoken under another label where
    /// one is given.
    case split(turn: Int32, at: Int32, speaker: String?)
    /// Turns that follow each other, with nothing but blanks between them, become one; the first
    /// says who speaks.
    case join(ClosedRange<Int32>)
    /// A turn is spoken under another label.
    case speaker(turn: Int32, label: String, role: Role?)
  }

  /// What was mended.
  public struct Outcome: Hashable, Sendable {
    /// The label of the transcript or translation.
    public var label = ""
    /// The turns that there are now in the place of those that were mended.
    public var turns: [Turn] = []
    /// How far the numbers of the turns behind moved: 1 after a split.
    public var shift: Int32 = 0
    /// The last number of a turn before.
    public var lastBefore: Int32 = 0
    /// What other language layers lost or miss, one sentence each.
    public var notes: [String] = []
  }

  /// A turn as it is now.
  public struct Turn: Hashable, Sendable {
    /// Its number.
    public var number: Int32
    /// The speaker's label.
    public var speaker: String?
    /// Where its words are.
    public var span: Span
  }

  /// The name in the journal.
  public let name: String
  private let key: Int64
  private let words: SHA256Digest
  private let mend: Mend

  /// Prepares to mend a text.
  ///
  /// - Parameters:
  ///   - key: the store's key of the text, from `TextEntry.key`.
  ///   - words: its words as the caller read them.
  ///   - mend: what to do.
  public init(_ key: Int64, words: SHA256Digest, _ mend: Mend) {
    self.key = key
    self.words = words
    self.mend = mend
    name =
      switch mend {
      case .split: "turns split"
      case .join: "turns join"
      case .speaker: "turns speaker"
      }
  }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` where the text was corrected meanwhile, a turn is not there, or the
  ///   place is none at which it can be split or joined.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var mending = try TurnMending(writer.db, key, words)
    switch mend {
    case .split(let turn, let place, let speaker): try mending.split(turn, at: place, speaker)
    case .join(let range): try mending.join(range)
    case .speaker(let turn, let label, let role): try mending.relabel(turn, label, role)
    }
    return mending.outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let numbers = outcome.turns.map { "t\($0.number)" }.joined(separator: " and ")
    switch mend {
    case .split(let turn, _, _): return "\(outcome.label) t\(turn), now \(numbers)"
    case .join(let range):
      return "\(outcome.label) t\(range.lowerBound)-t\(range.upperBound), now \(numbers)"
    case .speaker(_, let label, _): return "\(outcome.label) \(numbers): \(label)"
    }
  }
}

/// The turns of all layers of a transcript, with the text in which some are mended.
private struct TurnMending {
  /// A turn with the number by which the other layers know it, 0 for none.
  struct Row {
    var id: Int64
    var text: Int64
    var number: Int32
    var key: Int32
    var span: Span
  }

  private let db: Database
  private let text: Int64
  private let words: TextBuffer
  private var rows: [Row]
  /// The languages of the layers, by text.
  private var languages: [Int64: String] = [:]
  private var stored: [Int64: (number: Int32, aligned: Int32?)] = [:]
  private(set) var outcome = MendTurns.Outcome()

  init(_ db: Database, _ key: Int64, _ expected: SHA256Digest) throws {
    self.db = db
    text = key
    let found = try GRDB.Row.fetchOne(
      db,
      sql: """
        SELECT layer.label, text.hash, layer.transcript_id FROM text
        JOIN layer ON layer.id = text.layer_id WHERE text.id = ? AND text.version =
          (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        """, arguments: [key])
    guard let found, found[1] == Data(expected.bytes),
      let words = try Bodies.words(of: [key], in: db)[key]
    else { throw ReviseTranscript.overtaken }
    self.words = words
    outcome.label = found[0]
    let turns = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT turn.id, turn.text_id, number, aligned, start, end, layer.language FROM turn
        JOIN text ON text.id = turn.text_id JOIN layer ON layer.id = text.layer_id
        WHERE layer.transcript_id = ? ORDER BY turn.text_id, number
        """, arguments: [found[2] as Int64])
    rows = []
    for turn in turns {
      guard let span = Span(start: turn[4], end: turn[5]) else { continue }
      let (number, aligned): (Int32, Int32?) = (turn[2], turn[3])
      stored[turn[0]] = (number, aligned)
      languages[turn[1]] = turn[6]
      rows.append(
        Row(id: turn[0], text: turn[1], number: number, key: aligned ?? number, span: span))
    }
    outcome.lastBefore = rows.last { $0.text == key }?.number ?? 0
  }

  private var label: String { outcome.label }

  private func index(ofTurn number: Int32) throws -> Int {
    guard let index = rows.firstIndex(where: { $0.text == text && $0.number == number }) else {
      throw Problem(
        .data, "there is no t\(number)", place: label,
        hint: "its last turn is t\(outcome.lastBefore)")
    }
    return index
  }

  /// Where the turns of other layers stand beside a key, as `en t5`.
  private func beside(_ key: Int32) -> [(text: Int64, words: String)] {
    rows.filter { $0.text != text && $0.key == key && key > 0 }.map {
      ($0.text, "\(languages[$0.text] ?? "") t\($0.number)")
    }
  }

  mutating func split(_ number: Int32, at place: Int32, _ speaker: String?) throws {
    let index = try index(ofTurn: number)
    let whole = rows[index].span
    guard place > whole.start, place < whole.end, words.isGraphemeBoundary(place),
      let first = words.trimmed(whole.start, place), let second = words.trimmed(place, whole.end)
    else {
      throw Problem(
        .data, "t\(number) cannot be split there: nothing would be left of one side", place: label,
        hint: "name the words with which the second turn begins")
    }
    let key = rows[index].key
    // The second half stands beside the turn behind, where only the other layers have one; else
    // all numbers behind make room for it.
    let next = key + 1
    let isFree = key > 0 && !rows.contains { $0.text == text && $0.key == next }
    let isTaken = key > 0 && isFree && !beside(next).isEmpty
    if key > 0, !isTaken {
      for row in rows.indices where rows[row].key > key { rows[row].key += 1 }
    }
    for row in rows.indices where rows[row].text == text && rows[row].number > number {
      rows[row].number += 1
    }
    let source = rows[index].id
    rows[index].id = try insert(
      number, first, from: source, speaker: nil, start: .keep, end: .drop)
    rows[index].span = first
    let id = try insert(
      number + 1, second, from: source, speaker: speaker.map { ($0, nil) }, start: .drop, end: .keep
    )
    rows.insert(
      Row(id: id, text: text, number: number + 1, key: key > 0 ? next : 0, span: second),
      at: index + 1)
    try replace([(source, whole)], by: [index, index + 1])
    outcome.shift = 1
    if !isTaken {
      for (_, words) in beside(key) {
        outcome.notes.append(
          "\(words) stands beside t\(number) alone; nothing stands beside t\(number + 1) until it "
            + "is split there too")
      }
    }
  }

  mutating func join(_ range: ClosedRange<Int32>) throws {
    guard range.count > 1 else {
      throw Problem(
        .data, "t\(range.lowerBound) alone cannot be joined", place: label,
        hint: "name the first and the last turn: t5 t6")
    }
    let first = try index(ofTurn: range.lowerBound)
    let last = try index(ofTurn: range.upperBound)
    let joined = rows[first...last]
    for (before, after) in zip(joined, joined.dropFirst()) {
      guard let gap = Span(start: before.span.end, end: after.span.start) else { continue }
      guard words.words(in: gap).allSatisfy(\.isWhitespace) else {
        throw Problem(
          .data, "a label stands between t\(before.number) and t\(after.number)", place: label,
          hint: "take it out with the join, as 'emic turns join' does")
      }
    }
    guard let span = Span(start: rows[first].span.start, end: rows[last].span.end) else { return }
    let keys = joined.map(\.key).filter { $0 > 0 }
    let kept = keys.first ?? 0
    let former = joined.map { ($0.id, $0.span) }
    let id = try insert(
      range.lowerBound, span, from: rows[first].id, speaker: nil, start: .keep,
      end: .of(rows[last].id))
    rows[first].id = id
    rows[first].span = span
    rows[first].key = kept
    rows.removeSubrange(first + 1...last)
    let shift = Int32(range.count - 1)
    for row in rows.indices where rows[row].text == text && rows[row].number > range.upperBound {
      rows[row].number -= shift
    }
    try replace(former, by: [first])
    outcome.shift = -shift
    for lost in keys.dropFirst().reversed() {
      let others = beside(lost)
      for (_, words) in others {
        outcome.notes.append(
          "\(words) no longer stands beside a turn until it is joined there too")
      }
      // A number that no layer uses any more is taken out, as if the turn had never been cut.
      if others.isEmpty {
        for row in rows.indices where rows[row].key > lost { rows[row].key -= 1 }
      }
    }
    outcome.notes.reverse()
    try writeNumbers()
  }

  mutating func relabel(_ number: Int32, _ label: String, _ role: Role?) throws {
    let index = try index(ofTurn: number)
    let (source, span) = (rows[index].id, rows[index].span)
    rows[index].id = try insert(
      number, span, from: source, speaker: (label, role), start: .keep, end: .keep)
    try replace([(source, span)], by: [index])
  }

  /// What becomes of a time of a turn.
  private enum Time {
    case keep, drop
    case of(Int64)
  }

  /// Writes a turn that is like another but for its place; new rows rather than changed ones, so
  /// that an undo and an erasure find all of a turn in one change.
  ///
  /// - Parameter speaker: another label; role and participant are then those of a turn with that
  ///   label, else unknown.
  private func insert(
    _ number: Int32, _ span: Span, from source: Int64, speaker: (label: String, role: Role?)?,
    start: Time, end: Time
  ) throws -> Int64 {
    guard
      let row = try GRDB.Row.fetchOne(
        db,
        sql: "SELECT speaker, role, participant_id, time_start, time_end FROM turn WHERE id = ?",
        arguments: [source])
    else { throw ReviseTranscript.overtaken }
    var label: String? = row[0]
    var role: String = row[1]
    var person: Int64? = row[2]
    if let speaker, speaker.label != label {
      let like = try GRDB.Row.fetchOne(
        db,
        sql: """
          SELECT role, participant_id FROM turn WHERE text_id = ? AND speaker = ?
          ORDER BY number LIMIT 1
          """, arguments: [text, speaker.label])
      label = speaker.label
      role = like?[0] ?? Role.unknown.rawValue
      person = like?[1]
    }
    if let wanted = speaker?.role { role = wanted.rawValue }
    func time(_ time: Time, _ column: Int, _ name: String) throws -> Int64? {
      switch time {
      case .keep: row[column]
      case .drop: nil
      case .of(let id):
        try Int64.fetchOne(db, sql: "SELECT \(name) FROM turn WHERE id = ?", arguments: [id])
      }
    }
    try db.execute(
      sql: """
        INSERT INTO turn (text_id, number, start, end, speaker, role, participant_id, time_start,
          time_end) VALUES (?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        text, number, span.start, span.end, label, role, person, try time(start, 3, "time_start"),
        try time(end, 4, "time_end"),
      ])
    return db.lastInsertedRowID
  }

  /// Takes turns out in whose place others were written.
  private mutating func replace(_ former: [(id: Int64, span: Span)], by indices: [Int]) throws {
    try SearchIndex.delete(former, of: words, from: db)
    for turn in former {
      stored[turn.id] = nil
      try db.execute(sql: "DELETE FROM turn WHERE id = ?", arguments: [turn.id])
    }
    try SearchIndex.insert(indices.map { (rows[$0].id, rows[$0].span) }, of: words, into: db)
    for index in indices { stored[rows[index].id] = (rows[index].number, nil) }
    outcome.turns = try indices.map { index in
      MendTurns.Turn(
        number: rows[index].number,
        speaker: try String.fetchOne(
          db, sql: "SELECT speaker FROM turn WHERE id = ?", arguments: [rows[index].id]),
        span: rows[index].span)
    }
    try writeNumbers()
  }

  /// Writes the numbers that are others now.
  private mutating func writeNumbers() throws {
    let update = try db.cachedStatement(
      sql: "UPDATE turn SET number = ?, aligned = ? WHERE id = ?")
    for row in rows {
      let aligned = row.key == row.number ? nil : row.key
      guard let before = stored[row.id], before != (row.number, aligned) else { continue }
      try update.execute(arguments: [row.number, aligned, row.id])
      stored[row.id] = (row.number, aligned)
    }
  }
}

extension TextBuffer {
  /// A stretch without the blanks at its ends; `nil` where nothing is left.
  fileprivate func trimmed(_ start: Int32, _ end: Int32) -> Span? {
    guard let whole = Span(start: start, end: end) else { return nil }
    let scalars = Array(words(in: whole).unicodeScalars)
    let blank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !blank($0) }),
      let last = scalars.lastIndex(where: { !blank($0) })
    else { return nil }
    return Span(start: start + Int32(first), end: start + Int32(last) + 1)
  }
}
