import GRDB

/// What a study holds, in numbers.
public struct StudyStatus: Hashable, Sendable {
  /// The study's name.
  public var name: String
  /// The transcripts.
  public var transcripts: Int
  /// Language layers that are translations.
  public var translations: Int
  /// The turns of the originals.
  public var turns: Int
  /// Turns of the originals whose speaker has no role yet.
  public var turnsWithoutRole: Int
  /// Codes that can carry codings.
  public var codes: Int
  /// Categories.
  public var categories: Int
  /// Coded passages.
  public var segments: Int
  /// Codings.
  public var codings: Int
  /// Codings that wait to be confirmed at a proposed place; they are among `codings`.
  public var toConfirm: Int
  /// Codings that wait without a place in a corrected text; they are not among `codings`.
  public var withoutPlace: Int
  /// Suggestions that wait; they are no codings.
  public var suggestions: Int
  /// Coders who have coded.
  public var coders: [String]
  /// Transcripts that carry no coding, up to ten.
  public var uncoded: [String]
  /// Cases.
  public var cases: Int
  /// Cases that are tied to a survey record.
  public var linkedCases: Int
  /// Themes.
  public var themes: Int
  /// Surveys, each with its number of records.
  public var surveys: [String]
  /// The last journal entry.
  public var last: JournalEntry?
  /// Codes that are being split.
  public var splits: [OpenSplit]
}

extension Study {
  /// Counts what the study holds.
  public func status() throws -> StudyStatus {
    try reading { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      let original = """
        FROM turn JOIN text ON text.id = turn.text_id JOIN layer ON layer.id = text.layer_id
        WHERE layer.kind = 'original'
        """
      let left = """
        FROM coding JOIN segment ON segment.id = segment_id JOIN text ON text.id = segment.text_id
        WHERE coding.status = 'to-confirm' AND text.version <
          (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
        """
      let passagesLeft = try count("SELECT count(DISTINCT segment_id) \(left)")
      let codingsLeft = try count("SELECT count(*) \(left)")
      return StudyStatus(
        name: try String.fetchOne(db, sql: "SELECT name FROM study") ?? "",
        transcripts: try count("SELECT count(*) FROM transcript"),
        translations: try count("SELECT count(*) FROM layer WHERE kind = 'translation'"),
        turns: try count("SELECT count(*) \(original)"),
        turnsWithoutRole: try count("SELECT count(*) \(original) AND turn.role = 'unknown'"),
        codes: try count("SELECT count(*) FROM code WHERE codable = 1"),
        categories: try count("SELECT count(*) FROM code WHERE codable = 0"),
        segments: try count("SELECT count(*) FROM segment") - passagesLeft,
        codings: try count("SELECT count(*) FROM coding") - codingsLeft,
        toConfirm: try count("SELECT count(*) FROM coding WHERE status = 'to-confirm'")
          - codingsLeft,
        withoutPlace: codingsLeft,
        suggestions: try count(
          "SELECT count(*) FROM suggestion WHERE status = 'open' AND lapsed IS NULL"),
        coders: try String.fetchAll(
          db,
          sql: """
            SELECT name FROM coder WHERE EXISTS (SELECT 1 FROM coding WHERE coder_id = coder.id)
            ORDER BY name
            """),
        uncoded: try String.fetchAll(
          db,
          sql: """
            SELECT label FROM transcript WHERE NOT EXISTS (
              SELECT 1 FROM layer JOIN text ON text.layer_id = layer.id
              JOIN segment ON segment.text_id = text.id
              WHERE layer.transcript_id = transcript.id)
            ORDER BY label LIMIT 10
            """),
        cases: try count("SELECT count(*) FROM study_case"),
        linkedCases: try count(
          "SELECT count(DISTINCT case_id) FROM link WHERE record_id IS NOT NULL"),
        themes: try count("SELECT count(*) FROM theme"),
        surveys: try String.fetchAll(
          db,
          sql: """
            SELECT survey.name || ' (' || (SELECT count(*) FROM record WHERE survey_id = survey.id)
              || ' records)' FROM survey ORDER BY survey.name
            """),
        last: try Journal.last(db), splits: try Study.openSplits(db))
    }
  }
}
