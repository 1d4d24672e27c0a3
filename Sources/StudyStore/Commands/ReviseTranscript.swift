public import Fieldwork
import Foundation
import GRDB

/// Puts a corrected text in the place of a text: a new version with its turns, in which every
/// passage is kept, proposed anew, or left waiting at its old place.
///
/// Where the passages lie then is worked out by the caller, because the store compares no words;
/// the store refuses a plan that leaves one out or was made for another text.
public struct ReviseTranscript: StudyCommand {
  /// A corrected text.
  public struct Revision: Sendable {
    /// The store's key of the text that is corrected, from `TextEntry.key`.
    public var key: Int64
    /// Its words as the caller read them.
    public var before: SHA256Digest
    /// The corrected words: LF line ends, no byte order mark.
    public var text: TextBuffer
    /// The turns in order of position; they do not overlap.
    public var turns: [RevisedTurn]
    /// What becomes of each passage of the text.
    public var passages: [PassagePlace]
    /// At how many places the words differ, 0 or more.
    public var changes: Int
    /// The file that the corrected words came from; `nil` where they were typed.
    public var source: TranscriptSource?
    /// Why it was corrected, for the list of versions.
    public var why: String?
    /// What becomes of each suggestion of the text, decided ones included.
    public var suggestions: [SuggestionPlace]

    /// Describes a corrected text.
    public init(
      key: Int64, before: SHA256Digest, text: TextBuffer, turns: [RevisedTurn],
      passages: [PassagePlace], changes: Int, source: TranscriptSource? = nil, why: String? = nil,
      suggestions: [SuggestionPlace] = []
    ) {
      self.key = key
      self.before = before
      self.text = text
      self.turns = turns
      self.passages = passages
      self.changes = changes
      self.source = source
      self.why = why
      self.suggestions = suggestions
    }
  }

  /// What a revision did.
  public struct Outcome: Hashable, Sendable {
    /// The label of the transcript or translation.
    public var label = ""
    /// The number of the new version.
    public var version = 0
    /// The places at which the words differ.
    public var changes = 0
    /// Passages whose words are as they were.
    public var kept = 0
    /// Those of them that stand elsewhere now.
    public var moved = 0
    /// Passages with a proposed place, by number.
    public var proposed: [Int32] = []
    /// Passages without a place, by number.
    public var gone: [Int32] = []
    /// Passages that came to lie on the same words as another: the number before and that now.
    public var joined: [Joined] = []
    /// Suggestions that wait with the same words.
    public var suggestionsKept = 0
    /// Suggestions that waited and are withdrawn, because their words are others now, by number.
    public var suggestionsWithdrawn: [Int32] = []
  }

  /// Two passages that became one.
  public struct Joined: Hashable, Sendable {
    /// The number that is no longer used.
    public var before: Int32
    /// The number that stands for both.
    public var now: Int32
  }

  /// The name in the journal.
  public let name: String
  private let revision: Revision

  /// Prepares a revision.
  ///
  /// - Parameter name: the command that the journal names.
  public init(_ revision: Revision, name: String = "revise") {
    self.revision = revision
    self.name = name
  }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` where the text was corrected or coded meanwhile, or the plan does not
  ///   fit the words.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT layer.id, layer.label, text.version, text.hash, file_name, format, encoding
        FROM text JOIN layer ON layer.id = text.layer_id WHERE text.id = ? AND text.version =
          (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        """, arguments: [revision.key])
    guard let row, row[3] == Data(revision.before.bytes) else { throw ReviseTranscript.overtaken }
    var outcome = Outcome()
    outcome.label = row[1]
    outcome.version = (row[2] as Int) + 1
    outcome.changes = revision.changes
    try expectUsable(outcome.label)
    let text = try writer.insertVersion(revision, row, outcome)
    try writer.replaceTurns(of: revision.key, by: revision, text: text)
    var placing = PassagePlacing(writer, from: revision.key, to: text, outcome)
    try placing.place(revision.passages)
    outcome = placing.outcome
    try writer.place(revision.suggestions, of: revision.key, in: text, &outcome)
    return outcome
  }

  static var overtaken: Problem {
    Problem(
      .data, "the text was corrected or coded meanwhile",
      hint: "another program changed the study; try again")
  }

  private func expectUsable(_ label: String) throws {
    let text = revision.text
    guard !text.bytes.contains(0) else {
      throw Problem(
        .data, "there is a NUL character in the corrected text", place: label,
        hint: "remove it in the program that wrote the file")
    }
    guard !revision.turns.isEmpty else {
      throw Problem(.data, "there are no words in the corrected text", place: label)
    }
    guard Data(text.digest.bytes) != Data(revision.before.bytes) else {
      throw Problem(
        .data, "the corrected text is the same to the character", place: label,
        hint: "nothing has to change")
    }
    var end: Int32 = 0
    for turn in revision.turns {
      guard turn.span.start >= end, text.holds(turn.span) else {
        throw Problem(.internalFailure, "the turns do not fit the corrected text", place: label)
      }
      end = turn.span.end
    }
    for suggestion in revision.suggestions {
      guard let span = suggestion.span else { continue }
      guard text.holds(span), text.isGraphemeBoundary(span.start),
        text.isGraphemeBoundary(span.end),
        suggestion.matches.allSatisfy({ span.contains($0) })
      else {
        throw Problem(
          .internalFailure, "\(Suggestion.name(suggestion.number)) does not fit the corrected text",
          place: label)
      }
    }
    for passage in revision.passages {
      guard let span = passage.place.span else { continue }
      guard text.holds(span), text.isGraphemeBoundary(span.start),
        text.isGraphemeBoundary(span.end)
      else {
        throw Problem(
          .internalFailure, "#\(passage.number) does not fit the corrected text", place: label)
      }
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(outcome.label) version \(outcome.version), "
      + counted(outcome.changes, "change")
      + (outcome.proposed.isEmpty ? "" : ", \(outcome.proposed.count) to confirm")
      + (outcome.gone.isEmpty ? "" : ", \(outcome.gone.count) without a place")
  }
}

extension StudyWriter {
  fileprivate func insertVersion(
    _ revision: ReviseTranscript.Revision, _ before: Row, _ outcome: ReviseTranscript.Outcome
  ) throws -> Int64 {
    let digest = revision.text.digest
    try db.execute(
      sql: "INSERT OR IGNORE INTO body VALUES (?, ?)",
      arguments: [Data(digest.bytes), revision.text.text])
    // The number of the version, because a later one may have the words of an earlier one again.
    let uuid = StableUUID(
      identity: "text", outcome.label, digest.hex, "version \(outcome.version)")
    try db.execute(
      sql: """
        INSERT INTO text (uuid, layer_id, version, hash, scalars, file_name, format, encoding, made,
          made_by, why, changes) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(uuid.bytes), before[0] as Int64, outcome.version, Data(digest.bytes),
        revision.text.scalarCount, revision.source?.fileName ?? before[4],
        revision.source?.format ?? before[5], revision.source?.encoding ?? before[6], author.time,
        author.coder, revision.why, revision.changes,
      ])
    return db.lastInsertedRowID
  }

  /// Writes the turns of the new text and keeps those of the old one aside.
  fileprivate func replaceTurns(
    of key: Int64, by revision: ReviseTranscript.Revision, text: Int64
  ) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT number, participant_id, time_start, time_end, aligned, id, start, end FROM turn
        WHERE text_id = ? ORDER BY number
        """, arguments: [key])
    let former = Dictionary(
      rows.map { ($0[0] as Int32, $0) }, uniquingKeysWith: { first, _ in first })
    let isRenumbered =
      rows.count != revision.turns.count || rows.contains { ($0[4] as Int32?) != nil }
      || revision.turns.enumerated().contains { $1.former != Int32($0 + 1) }
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO turn (text_id, number, start, end, speaker, role, participant_id, time_start,
          time_end, aligned) VALUES (?,?,?,?,?,?,?,?,?,?)
        """)
    var indexed: [(id: Int64, span: Span)] = []
    for (index, turn) in revision.turns.enumerated() {
      let before = turn.former.flatMap { former[$0] }
      let number = Int32(index + 1)
      let aligned: Int32 = before.map { ($0[4] as Int32?) ?? $0[0] as Int32 } ?? 0
      let person = turn.person.flatMap { former[$0] }.flatMap { $0[1] as Int64? }
      let times: (start: Int64?, end: Int64?) =
        turn.time.map { ($0.start, $0.end) } ?? (before?[2], before?[3])
      let shown: Int32? = isRenumbered && aligned != number ? aligned : nil
      try insert.execute(arguments: [
        text, number, turn.span.start, turn.span.end, turn.speaker, turn.role.rawValue,
        person, times.start, times.end, shown,
      ])
      indexed.append((db.lastInsertedRowID, turn.span))
    }
    try SearchIndex.insert(indexed, of: revision.text, into: db)
    let words = try Bodies.words(of: [key], in: db)[key]
    guard let words else { throw StudyFailure.database("the words of a text are missing") }
    try SearchIndex.delete(
      rows.compactMap { row in Span(start: row[6], end: row[7]).map { (row[5], $0) } }, of: words,
      from: db)
    try db.execute(
      sql: """
        INSERT INTO former_turn
        SELECT text_id, number, start, end, speaker, role, time_start, time_end FROM turn
        WHERE text_id = :text;
        DELETE FROM turn WHERE text_id = :text;
        """, arguments: ["text": key])
  }
}

/// Takes the passages of a text into its next version.
private struct PassagePlacing {
  private let writer: StudyWriter
  private let db: Database
  private let key: Int64
  private let text: Int64
  /// The passage that has a stretch of the new text already.
  private var holders: [Span: (id: Int64, number: Int32)] = [:]
  private(set) var outcome: ReviseTranscript.Outcome

  init(
    _ writer: StudyWriter, from key: Int64, to text: Int64, _ outcome: ReviseTranscript.Outcome
  ) {
    self.writer = writer
    db = writer.db
    self.key = key
    self.text = text
    self.outcome = outcome
  }

  mutating func place(_ passages: [PassagePlace]) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, number, start, end FROM segment WHERE text_id = ?", arguments: [key])
    // What waits without a place since an earlier version lies in that one, not here.
    guard rows.count == passages.count else { throw ReviseTranscript.overtaken }
    let ids = Dictionary(
      rows.map { (($0[1] as Int32), ($0[0] as Int64, Span(start: $0[2], end: $0[3]))) },
      uniquingKeysWith: { first, _ in first })
    // Passages that keep their words come first, so that none of them is joined to a proposal;
    // of equal ones the one that was cited first.
    let order = passages.sorted { a, b in
      (a.place.rank, a.number) < (b.place.rank, b.number)
    }
    for passage in order {
      guard let (id, span) = ids[passage.number], span == passage.former else {
        throw ReviseTranscript.overtaken
      }
      try place(passage, id)
    }
    outcome.proposed.sort()
    outcome.gone.sort()
    outcome.joined.sort { $0.before < $1.before }
  }

  private mutating func place(_ passage: PassagePlace, _ id: Int64) throws {
    let isKept = passage.place.rank == 0
    if !isKept { try wait(passage, id) }
    guard let span = passage.place.span else {
      outcome.gone.append(passage.number)
      return
    }
    if case .kept(_, let isMoved) = passage.place {
      outcome.kept += 1
      if isMoved { outcome.moved += 1 }
    }
    if let holder = holders[span] {
      try join(passage, id, to: holder)
      return
    }
    holders[span] = (id, passage.number)
    if !isKept { outcome.proposed.append(passage.number) }
    try db.cachedStatement(
      sql: "UPDATE segment SET text_id = ?, start = ?, end = ? WHERE id = ?"
    ).execute(arguments: [text, span.start, span.end, id])
    try settle(id)
  }

  /// Ends the waiting of codings whose words are again those on which they were put.
  private func settle(_ id: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE coding SET status = 'coded', former_text_id = NULL, former_start = NULL,
          former_end = NULL
        WHERE segment_id = :segment AND status = 'to-confirm' AND (
          SELECT substr(was.words, former_start + 1, former_end - former_start)
          FROM text AS former JOIN body AS was ON was.hash = former.hash
          WHERE former.id = coding.former_text_id
        ) = (
          SELECT substr(body.words, segment.start + 1, segment.end - segment.start) FROM segment
          JOIN text ON text.id = segment.text_id JOIN body ON body.hash = text.hash
          WHERE segment.id = :segment)
        """
    ).execute(arguments: ["segment": id])
  }

  /// Marks the codings of a passage; where they waited already, the words that they were put on
  /// stay the first ones.
  private func wait(_ passage: PassagePlace, _ id: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE coding SET status = 'to-confirm', former_text_id = ?, former_start = ?,
          former_end = ? WHERE segment_id = ? AND status <> 'to-confirm'
        """
    ).execute(arguments: [key, passage.former.start, passage.former.end, id])
  }

  /// Puts the codings of a passage onto another that lies on the same words now.
  ///
  /// A coding that is there twice then stays behind and waits, so that none is dropped.
  private mutating func join(
    _ passage: PassagePlace, _ id: Int64, to holder: (id: Int64, number: Int32)
  ) throws {
    outcome.joined.append(.init(before: passage.number, now: holder.number))
    try db.execute(
      sql: """
        UPDATE coding SET segment_id = :holder WHERE segment_id = :id AND NOT EXISTS (
          SELECT 1 FROM coding AS other WHERE other.segment_id = :holder
            AND other.code_id = coding.code_id AND other.coder_id = coding.coder_id
            AND other.round = coding.round)
        """, arguments: ["holder": holder.id, "id": id])
    let left =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM coding WHERE segment_id = ?", arguments: [id]) ?? 0
    if left == 0 {
      try db.execute(sql: "DELETE FROM segment WHERE id = ?", arguments: [id])
      let transcript = try Int64.fetchOne(
        db,
        sql: "SELECT transcript_id FROM text JOIN layer ON layer.id = layer_id WHERE text.id = ?",
        arguments: [key])
      if let transcript {
        try writer.renamePassage(
          of: transcript, from: Int64(passage.number), to: Int64(holder.number))
      }
      if passage.place.rank == 1 { outcome.proposed.append(holder.number) }
    } else {
      try wait(passage, id)
      if passage.place.rank == 0 { outcome.kept -= 1 }
      outcome.gone.append(passage.number)
    }
  }
}

extension Reanchored {
  /// 0 kept, 1 proposed, 2 gone.
  fileprivate var rank: Int {
    switch self {
    case .kept: 0
    case .proposed: 1
    case .gone: 2
    }
  }
}
