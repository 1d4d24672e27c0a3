public import Fieldwork
import Foundation
import GRDB

/// Decides on codings whose words were changed by a correction.
public struct ConfirmCodings: StudyCommand {
  /// Which codings are decided on, of those that wait.
  public struct Target: Hashable, Sendable {
    /// The transcript's label; `nil` for all.
    public var transcript: String?
    /// The passage's running number; `nil` for all of the transcript.
    public var number: Int32?
    /// The codes' slugs; empty for all.
    public var codes: [String]
    /// Whose codings; `nil` for every coder's.
    public var coder: String?

    /// Describes the codings.
    public init(
      transcript: String? = nil, number: Int32? = nil, codes: [String] = [], coder: String? = nil
    ) {
      self.transcript = transcript
      self.number = number
      self.codes = codes
      self.coder = coder
    }
  }

  /// What is decided.
  public enum Decision: Hashable, Sendable {
    /// The proposed place is right; codings without one stay as they are.
    case accept
    /// The words are here, in the text with this key.
    case place(text: Int64, Span)
    /// The codings go.
    case drop
  }

  /// What a decision did.
  public struct Outcome: Hashable, Sendable {
    /// The codings that were decided on: citation and code.
    public var decided: [Decided] = []
    /// Citations of passages that have no proposed place to accept.
    public var withoutPlace: [String] = []
  }

  /// A coding that was decided on.
  public struct Decided: Hashable, Sendable {
    /// The citation afterwards.
    public var cite: String
    /// The code's slug.
    public var code: String
    /// Whether the same coding was at the new place already, so that only one is left.
    public var wasThere = false
  }

  /// The name in the journal.
  public let name = "confirm"
  private let target: Target
  private let decision: Decision

  /// Prepares a decision.
  public init(_ target: Target, _ decision: Decision) {
    self.target = target
    self.decision = decision
  }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` where nothing of what is named waits.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let waiting = try WaitingRows.load(writer.db, target)
    guard !waiting.isEmpty else { throw nothingWaits }
    switch decision {
    case .accept: return try writer.accept(waiting)
    case .drop: return try writer.drop(waiting)
    case .place(let text, let span): return try writer.place(waiting, in: text, span)
    }
  }

  private var nothingWaits: Problem {
    guard let transcript = target.transcript else {
      return Problem(.data, "nothing waits to be confirmed")
    }
    let what = target.number.map { "\(transcript)#\($0)" } ?? transcript
    return Problem(
      .data, "nothing of \(what) waits to be confirmed",
      hint: "'emic confirm' lists what waits"
        + (target.coder == nil ? "" : "; codings of others go with --all-coders"))
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let verb =
      switch decision {
      case .accept: "accepted"
      case .place: "placed"
      case .drop: "dropped"
      }
    let cites = Set(outcome.decided.map(\.cite)).sorted { $0.precedesNaturally($1) }
    let named = cites.count <= 3 ? cites.joined(separator: ", ") : "\(cites.count) passages"
    return "\(verb) \(outcome.decided.count) on \(named)"
  }
}

/// The codings that wait, as a decision sees them.
struct WaitingRows {
  var coding: Int64
  var segment: Int64
  var label: String
  var layer: Int64
  var number: Int32
  var code: String
  /// Whether a place in the current text is proposed.
  var hasPlace: Bool

  var cite: String { "\(label)#\(number)" }

  static func load(_ db: Database, _ target: ConfirmCodings.Target) throws -> [WaitingRows] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT coding.id, segment.id, transcript.label, layer.id, segment.number, code.slug,
          text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id),
          coder.name
        FROM coding JOIN segment ON segment.id = coding.segment_id
        JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id
        WHERE coding.status = 'to-confirm'
        ORDER BY transcript.label, segment.number, code.position, coder.name, coding.round
        """)
    return rows.filter { row in
      (target.transcript ?? row[2]) == row[2] && (target.number ?? row[4]) == row[4]
        && (target.codes.isEmpty || target.codes.contains(row[5]))
        && (target.coder ?? row[7]) == row[7]
    }.map {
      WaitingRows(
        coding: $0[0], segment: $0[1], label: $0[2], layer: $0[3], number: $0[4], code: $0[5],
        hasPlace: $0[6])
    }
  }
}

extension StudyWriter {
  fileprivate func accept(_ waiting: [WaitingRows]) throws -> ConfirmCodings.Outcome {
    var outcome = ConfirmCodings.Outcome()
    for row in waiting {
      guard row.hasPlace else {
        if outcome.withoutPlace.last != row.cite { outcome.withoutPlace.append(row.cite) }
        continue
      }
      try settle(row.coding)
      outcome.decided.append(.init(cite: row.cite, code: row.code))
    }
    guard !outcome.decided.isEmpty else {
      throw Problem(
        .data, "\(outcome.withoutPlace.joined(separator: ", ")) has no proposed place",
        hint: "give one with --at 'WORDS', or take the codings off with --drop")
    }
    return outcome
  }

  fileprivate func drop(_ waiting: [WaitingRows]) throws -> ConfirmCodings.Outcome {
    let ids = waiting.map { String($0.coding) }.joined(separator: ",")
    try deleteCodings(where: "coding.id IN (\(ids))")
    try deleteBareSegments(waiting.map(\.segment))
    return .init(decided: waiting.map { .init(cite: $0.cite, code: $0.code) })
  }

  fileprivate func place(_ waiting: [WaitingRows], in text: Int64, _ span: Span) throws
    -> ConfirmCodings.Outcome
  {
    guard let first = waiting.first, Set(waiting.map(\.segment)).count == 1 else {
      throw Problem(
        .usage, "--at is a place for one passage", hint: "name it, such as GY-101#7")
    }
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT text.uuid, text.layer_id, transcript.label FROM text
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        WHERE text.id = ? AND text.version =
          (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        """, arguments: [text])
    guard let row, row[1] == first.layer else { throw ReviseTranscript.overtaken }
    let target = try target(for: waiting, text: text, textUUID: row[0], span)
    var outcome = ConfirmCodings.Outcome()
    for one in waiting {
      let wasThere = try move(one.coding, to: target.segment)
      outcome.decided.append(
        .init(cite: "\(one.label)#\(target.number)", code: one.code, wasThere: wasThere))
    }
    try deleteBareSegments(waiting.map(\.segment))
    if try segment(first.number, of: first.label) == nil {
      let transcript = try requiredID(in: .transcript, named: first.label)
      try renamePassage(of: transcript, from: Int64(first.number), to: target.number)
    }
    return outcome
  }

  /// The passage that takes the codings: the one that lies there; else their own, where all of it
  /// moves; else a new one.
  private func target(
    for waiting: [WaitingRows], text: Int64, textUUID: Data, _ span: Span
  ) throws -> (segment: Int64, number: Int64) {
    let there = try Row.fetchOne(
      db, sql: "SELECT id, number FROM segment WHERE text_id = ? AND start = ? AND end = ?",
      arguments: [text, span.start, span.end])
    if let there { return (there[0], there[1]) }
    let first = waiting[0]
    let all =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM coding WHERE segment_id = ?", arguments: [first.segment])
      ?? 0
    if all == waiting.count {
      try db.execute(
        sql: "UPDATE segment SET text_id = ?, start = ?, end = ? WHERE id = ?",
        arguments: [text, span.start, span.end, first.segment])
      return (first.segment, Int64(first.number))
    }
    let number =
      try Int64.fetchOne(
        db, sql: "SELECT next FROM segment_counter WHERE label = ?", arguments: [first.label]) ?? 1
    try db.execute(
      sql: """
        INSERT INTO segment_counter VALUES (?, ?) ON CONFLICT DO UPDATE SET next = excluded.next
        """, arguments: [first.label, number + 1])
    // With its number: the passage that began here may carry the identifier of the place.
    let uuid = StableUUID(
      identity: "segment", [UInt8](textUUID).hex, "\(span.start)", "\(span.end)", "\(number)")
    try db.execute(
      sql: "INSERT INTO segment (uuid, text_id, number, start, end) VALUES (?,?,?,?,?)",
      arguments: [Data(uuid.bytes), text, number, span.start, span.end])
    return (db.lastInsertedRowID, number)
  }

  /// Puts a coding onto a passage and settles it.
  ///
  /// - Returns: whether the same coding was there, which then takes over the notes.
  private func move(_ coding: Int64, to segment: Int64) throws -> Bool {
    let twin = try Int64.fetchOne(
      db,
      sql: """
        SELECT other.id FROM coding JOIN coding AS other ON other.segment_id = ?
          AND other.code_id = coding.code_id AND other.coder_id = coding.coder_id
          AND other.round = coding.round AND other.id <> coding.id
        WHERE coding.id = ?
        """, arguments: [segment, coding])
    guard let twin else {
      try db.execute(
        sql: "UPDATE coding SET segment_id = ? WHERE id = ? AND segment_id <> ?",
        arguments: [segment, coding, segment])
      try settle(coding)
      return false
    }
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO memo_coding SELECT memo_id, ? FROM memo_coding WHERE coding_id = ?
        """, arguments: [twin, coding])
    try shareSuggestions(of: String(coding), with: twin)
    try deleteCodings(where: "coding.id = \(coding)")
    return true
  }

  private func settle(_ coding: Int64) throws {
    try db.execute(
      sql: """
        UPDATE coding SET status = 'coded', former_text_id = NULL, former_start = NULL,
          former_end = NULL WHERE id = ?
        """, arguments: [coding])
  }

  private func deleteBareSegments(_ segments: [Int64]) throws {
    let ids = Set(segments).map(String.init).sorted().joined(separator: ",")
    try db.execute(
      sql: """
        DELETE FROM segment WHERE id IN (\(ids)) AND id NOT IN (SELECT segment_id FROM coding)
        """)
  }
}
