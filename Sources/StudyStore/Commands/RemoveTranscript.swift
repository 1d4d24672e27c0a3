import Fieldwork
import Foundation
import GRDB

/// Takes a transcript with its layers out of the study.
///
/// Undo brings it back.
public struct RemoveTranscript: StudyCommand {
  /// What a removal took with it.
  public struct Outcome: Sendable {
    /// The codings that went.
    public var codings: Int
    /// The turns of all layers that went.
    public var turns: Int
    /// The suggestions that went, decided ones among them.
    public var suggestions = 0
  }

  /// The name in the journal.
  public let name = "remove"
  private let label: String
  private let withCodings: Bool

  /// Prepares a removal.
  ///
  /// - Parameters:
  ///   - label: the transcript's exact label.
  ///   - withCodings: whether codings may go with it.
  public init(_ label: String, withCodings: Bool) {
    self.label = label
    self.withCodings = withCodings
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let transcript = try writer.requiredID(in: .transcript, named: label)
    let segments = """
      SELECT segment.id FROM segment JOIN text ON text.id = segment.text_id
      JOIN layer ON layer.id = text.layer_id WHERE layer.transcript_id = \(transcript)
      """
    let codings =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM coding WHERE segment_id IN (\(segments))") ?? 0
    guard codings == 0 || withCodings else {
      throw StudyFailure.stillCoded(label: label, codings: codings)
    }
    try writer.deleteCodings(where: "segment_id IN (\(segments))")
    try db.execute(sql: "DELETE FROM segment WHERE id IN (\(segments))")
    let texts = """
      SELECT text.id FROM text JOIN layer ON layer.id = text.layer_id
      WHERE layer.transcript_id = \(transcript)
      """
    let turns = try writer.deleteTurns(ofTexts: texts)
    try writer.deleteAttributePassages(where: "text_id IN (\(texts))")
    let suggestions = try writer.deleteSuggestions(ofTexts: texts)
    try db.execute(
      sql: """
        DELETE FROM former_turn WHERE text_id IN (\(texts));
        DELETE FROM text WHERE id IN (\(texts));
        DELETE FROM layer WHERE transcript_id = \(transcript);
        DELETE FROM memo_transcript WHERE transcript_id = \(transcript);
        DELETE FROM memo_passage WHERE transcript_id = \(transcript);
        DELETE FROM set_passage WHERE transcript_id = \(transcript);
        DELETE FROM framework_passage WHERE transcript_id = \(transcript);
        DELETE FROM chorus WHERE transcript_id = \(transcript);
        DELETE FROM topic_reached WHERE transcript_id = \(transcript);
        DELETE FROM participant_topic WHERE transcript_id = \(transcript);
        DELETE FROM transcript_attribute_passage WHERE transcript_id = \(transcript);
        DELETE FROM transcript_attribute WHERE transcript_id = \(transcript);
        DELETE FROM transcript_case WHERE transcript_id = \(transcript);
        DELETE FROM transcript_participant WHERE transcript_id = \(transcript);
        DELETE FROM transcript WHERE id = \(transcript);
        """)
    return Outcome(codings: codings, turns: turns, suggestions: suggestions)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    outcome.codings == 0 ? label : "\(label) with \(outcome.codings) codings"
  }
}

extension StudyWriter {
  /// Deletes codings and the memos that hang on nothing else.
  func deleteCodings(where condition: String) throws {
    try db.execute(
      sql: """
        DELETE FROM memo_coding WHERE coding_id IN (SELECT id FROM coding WHERE \(condition));
        DELETE FROM memo WHERE kind = 'coding' AND id NOT IN (SELECT memo_id FROM memo_coding);
        DELETE FROM coding_suggestion
          WHERE coding_id IN (SELECT id FROM coding WHERE \(condition));
        DELETE FROM coding_origin
          WHERE coding_id IN (SELECT id FROM coding WHERE \(condition));
        DELETE FROM coding WHERE \(condition);
        """)
  }

  /// Deletes what was suggested in texts; the rules stay.
  fileprivate func deleteSuggestions(ofTexts texts: String) throws -> Int {
    try db.execute(
      sql: """
        DELETE FROM coding_suggestion WHERE suggestion_id IN
          (SELECT id FROM suggestion WHERE text_id IN (\(texts)));
        """)
    try db.execute(sql: "DELETE FROM suggestion WHERE text_id IN (\(texts))")
    return db.changesCount
  }

  fileprivate func deleteTurns(ofTexts texts: String) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT turn.id, turn.start, turn.end, text.hash FROM turn
        JOIN text ON text.id = turn.text_id WHERE text.id IN (\(texts)) ORDER BY turn.id
        """)
    let byText = Dictionary(grouping: rows) { $0[3] as Data }
    for (hash, rows) in byText {
      guard
        let words = try Data.fetchOne(
          db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?", arguments: [hash])
      else { throw StudyFailure.database("the words of a text are missing") }
      let turns = rows.compactMap { row -> (id: Int64, span: Span)? in
        Span(start: row[1], end: row[2]).map { (row[0], $0) }
      }
      try SearchIndex.delete(turns, of: TextBuffer(validUTF8: [UInt8](words)), from: db)
    }
    try db.execute(sql: "DELETE FROM turn WHERE text_id IN (\(texts))")
    return rows.count
  }
}
