public import Fieldwork
import GRDB

/// Where a coder stopped, and what of the study is left open.
public struct WorkStanding: Hashable, Sendable {
  /// A turn of a transcript.
  public struct Place: Hashable, Sendable {
    /// The label of the transcript or translation.
    public var label: String
    /// The turn's number; `nil` where the words lie in none.
    public var turn: Int32?
  }

  /// The coding that the coder made last.
  public struct LastCoding: Hashable, Sendable {
    /// The passage.
    public var cite: PassageCite
    /// Where it begins.
    public var place: Place
    /// The code's slug.
    public var code: String
    /// When it was made, as ISO 8601.
    public var created: String
    /// The next turn in the same text on which the coder has no coding; `nil` where there is none.
    ///
    /// Interviewers' turns are passed over; behind the last turns come the first.
    public var next: Place?
  }

  /// The last coding; `nil` where the coder has none.
  public var last: LastCoding?
  /// Cases that a survey could know and that nobody linked or decided not to, up to five.
  public var unlinked: [String]
  /// How many of them there are.
  public var unlinkedCount: Int
  /// Codings that were made under an earlier definition of their code.
  public var staleCount: Int
  /// Short names of memos that are on nothing, up to five.
  public var looseMemos: [String]
  /// How many of them there are.
  public var looseMemoCount: Int
  /// Short names of memos that are marked open, up to five.
  public var openMemos: [String]
  /// How many of them there are.
  public var openMemoCount: Int
}

extension Study {
  /// Where a coder stopped, and what is left open.
  public func standing(of coder: String) throws -> WorkStanding {
    try reading { db in
      let unlinked = try String.fetchAll(db, sql: StandingQueries.unlinked)
      let loose = try String.fetchAll(db, sql: StandingQueries.looseMemos)
      let open = try String.fetchAll(db, sql: StandingQueries.openMemos)
      return WorkStanding(
        last: try StandingQueries.lastCoding(of: coder, db),
        unlinked: Array(unlinked.prefix(5)), unlinkedCount: unlinked.count,
        staleCount: try Int.fetchOne(db, sql: StandingQueries.stale) ?? 0,
        looseMemos: Array(loose.prefix(5)), looseMemoCount: loose.count,
        openMemos: Array(open.prefix(5)), openMemoCount: open.count)
    }
  }
}

/// One query for each thing that is left open; each walks an index and no table of many rows.
enum StandingQueries {
  static let unlinked = """
    SELECT slug FROM study_case
    WHERE EXISTS (
        SELECT 1 FROM survey WHERE case_kind = '' OR study_case.kind = '' OR case_kind = study_case.kind)
      AND NOT EXISTS (SELECT 1 FROM link WHERE case_id = study_case.id)
    ORDER BY slug
    """

  static let stale = """
    SELECT count(*) FROM code_version AS v CROSS JOIN coding ON coding.code_version_id = v.id
    WHERE v.version < (SELECT max(version) FROM code_version AS w WHERE w.code_id = v.code_id)
    """

  static let looseMemos = """
    SELECT slug FROM memo INDEXED BY memo_slug WHERE slug IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM memo_code WHERE memo_id = memo.id)
      AND NOT EXISTS (SELECT 1 FROM memo_transcript WHERE memo_id = memo.id)
      AND NOT EXISTS (SELECT 1 FROM memo_case WHERE memo_id = memo.id)
      AND NOT EXISTS (SELECT 1 FROM memo_theme WHERE memo_id = memo.id)
      AND NOT EXISTS (SELECT 1 FROM memo_passage WHERE memo_id = memo.id)
      AND NOT EXISTS (SELECT 1 FROM memo_participant WHERE memo_id = memo.id)
      AND NOT EXISTS (SELECT 1 FROM memo_relation WHERE memo_id = memo.id)
    ORDER BY slug
    """

  static let openMemos = """
    SELECT slug FROM memo INDEXED BY memo_open WHERE open = 1 AND slug IS NOT NULL ORDER BY slug
    """

  /// Codings are numbered as they are made, so the coder's last is met at once.
  static let last = """
    SELECT id FROM coding WHERE coder_id + 0 = ? ORDER BY id DESC LIMIT 1
    """

  static func lastCoding(of coder: String, _ db: Database) throws -> WorkStanding.LastCoding? {
    let id = try Int64.fetchOne(db, sql: "SELECT id FROM coder WHERE name = ?", arguments: [coder])
    guard let id, let last = try Int64.fetchOne(db, sql: last, arguments: [id]) else { return nil }
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT transcript.label, segment.number, layer.label, segment.text_id, segment.start,
          code.slug, coding.created
        FROM coding JOIN segment ON segment.id = segment_id JOIN text ON text.id = segment.text_id
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        JOIN code ON code.id = coding.code_id WHERE coding.id = ?
        """, arguments: [last])
    guard let row else { return nil }
    let (layer, text, start) = (row[2] as String, row[3] as Int64, row[4] as Int32)
    let turns = try turns(of: text, db)
    let here = turns.last { $0.span.start <= start && start < $0.span.end }
    let own = try spans(of: id, in: text, db)
    let next = UncodedTurns.next(after: here?.number ?? 0, among: turns, coded: own)
    return WorkStanding.LastCoding(
      cite: PassageCite(transcript: row[0], number: row[1]),
      place: .init(label: layer, turn: here?.number), code: row[5], created: row[6],
      next: next.map { .init(label: layer, turn: $0) })
  }

  private static func turns(of text: Int64, _ db: Database) throws -> [UncodedTurns.Turn] {
    try Row.fetchAll(
      db, sql: "SELECT number, start, end, role FROM turn WHERE text_id = ? ORDER BY number",
      arguments: [text]
    ).compactMap { row in
      Span(start: row[1], end: row[2]).map {
        UncodedTurns.Turn(number: row[0], span: $0, isAsking: row[3] == Role.interviewer.rawValue)
      }
    }
  }

  private static func spans(of coder: Int64, in text: Int64, _ db: Database) throws -> [Span] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT start, end FROM segment WHERE text_id = ? AND EXISTS (
          SELECT 1 FROM coding WHERE segment_id = segment.id AND coder_id = ?)
        ORDER BY start, end
        """, arguments: [text, coder]
    ).compactMap { Span(start: $0[0], end: $0[1]) }
  }
}
