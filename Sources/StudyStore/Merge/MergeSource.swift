import Fieldwork
import Foundation
import GRDB

/// What another coder's study has to bring, read once, without the study behind it.
public struct MergeSource: Sendable {
  /// One transcript with its texts.
  struct Transcript: Sendable {
    var uuid: Data
    var label: String
    /// The hash of the words of the original.
    var hash: Data
    /// That of its words from the first turn on.
    var blindHash: Data
  }

  /// One text of a transcript.
  struct Text: Sendable {
    var uuid: Data
    var transcript: Int64
    var label: String
    var hash: Data
    /// That of its words from the first turn on.
    var blindHash: Data
  }

  /// One wording of a code: everything that a version keeps.
  struct Wording: Hashable, Sendable {
    var short: String
    var full: String
    var include: String
    var exclude: String
    var examples: [LocalizedText]

    init(_ definition: CodeDefinition) {
      (short, full) = (definition.short, definition.full)
      (include, exclude) = (definition.include, definition.exclude)
      examples = definition.examples
    }

    init(_ row: Row, from column: Int) {
      (short, full) = (row[column], row[column + 1])
      (include, exclude) = (row[column + 2], row[column + 3])
      examples = decodeTexts(row[column + 4])
    }
  }

  /// One code with all its wordings in order of versions.
  struct Code: Sendable {
    var id: Int64
    var uuid: Data
    var definition: CodeDefinition
    var versions: [(id: Int64, wording: Wording)]
  }

  /// One coding.
  struct Coding: Sendable {
    var id: Int64
    var uuid: Data
    var text: Int64
    var span: Span
    var code: Int64
    var version: Int64
    var coder: String
    var round: Int
    var created: String
    var stance: Stance?
    var voice: Voice?
    var weight: Int?
  }

  /// One memo with the rows that it is attached to.
  struct Memo: Sendable {
    var uuid: Data
    var slug: String?
    var kind: String
    var title: String
    var body: String
    var coder: String
    var written: String
    var codings: [Int64]
    var codes: [Int64]
    var transcripts: [Int64]
    var cases: [String]
    var themes: [String]
    var participants: [String]
    var relations: [String]
    /// Passages by text and place, since numbers differ from study to study.
    var passages: [(text: Int64, span: Span)]
    var isOpen: Bool
    var changed: String?
    var changedBy: String?
    /// The wordings before the present one.
    var former: [MemoVersion]
  }

  /// The study's name.
  public let name: String
  /// Who made it: the coder whose name sets apart what both sides keep.
  public let coder: String
  let transcripts: [(id: Int64, transcript: Transcript)]
  let texts: [Int64: Text]
  let codes: [Code]
  /// The codes as they were when the study was made, by identifier.
  let handedOut: [Data: CodeDefinition]
  let codings: [Coding]
  /// Citations of passages that wait to be confirmed there after a correction.
  let waiting: [String]
  let memos: [Memo]
  /// Codings that somebody took off there, with the entry that did.
  let retracted: [Data: String]
  /// Names of things that a merge does not bring, by their kind.
  let others: [(kind: String, names: [String])]
}

extension Study {
  /// Reads what this study has to bring to another.
  public func mergeSource() throws -> MergeSource {
    try reading { db in
      MergeSource(
        name: try String.fetchOne(db, sql: "SELECT name FROM study") ?? "",
        coder: try String.fetchOne(
          db, sql: "SELECT coder FROM journal ORDER BY number LIMIT 1") ?? "",
        transcripts: try MergeRows.transcripts(db), texts: try MergeRows.texts(db),
        codes: try MergeRows.codes(db), handedOut: try MergeBase.codes(db),
        codings: try MergeRows.codings(db), waiting: try MergeRows.waiting(db),
        memos: try MergeRows.memos(db),
        retracted: try Retractions.load(db).takenOff,
        others: try MergeRows.others(db))
    }
  }
}

/// The rows of both sides of a merge, in a fixed order.
enum MergeRows {
  static func transcripts(
    _ db: Database
  ) throws -> [(id: Int64, transcript: MergeSource.Transcript)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT transcript.id, transcript.uuid, transcript.label, text.hash, text.id FROM transcript
        JOIN layer ON layer.transcript_id = transcript.id AND layer.kind = 'original'
        JOIN text ON text.layer_id = layer.id AND text.version =
          (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        ORDER BY transcript.label
        """
    ).map { row in
      (
        row[0],
        MergeSource.Transcript(
          uuid: row[1], label: row[2], hash: row[3],
          blindHash: try BlindWords.load(row[4], db).hash)
      )
    }
  }

  static func texts(_ db: Database) throws -> [Int64: MergeSource.Text] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT text.id, text.uuid, layer.transcript_id, layer.label, text.hash
        FROM text JOIN layer ON layer.id = text.layer_id
        WHERE text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        """)
    return Dictionary(
      try rows.map { row in
        (
          row[0],
          MergeSource.Text(
            uuid: row[1], transcript: row[2], label: row[3], hash: row[4],
            blindHash: try BlindWords.load(row[0], db).hash)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  static func codes(_ db: Database) throws -> [MergeSource.Code] {
    var versions: [Int64: [(id: Int64, wording: MergeSource.Wording)]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT code_id, id, short, full, include, exclude, examples FROM code_version
        ORDER BY code_id, version
        """)
    while let row = try rows.next() {
      versions[row[0], default: []].append((row[1], MergeSource.Wording(row, from: 2)))
    }
    let uuids = Dictionary(
      try Row.fetchAll(db, sql: "SELECT id, uuid FROM code").map {
        ($0[0] as Int64, $0[1] as Data)
      },
      uniquingKeysWith: { first, _ in first })
    return try CodeRows.load(db).map { entry in
      MergeSource.Code(
        id: entry.id, uuid: uuids[entry.id] ?? Data(), definition: entry.definition,
        versions: versions[entry.id] ?? [])
    }
  }

  static func codings(_ db: Database) throws -> [MergeSource.Coding] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coding.id, coding.uuid, segment.text_id, segment.start, segment.end, coding.code_id,
          coding.code_version_id, coder.name, coding.round, coding.created, coding.stance,
          coding.voice, coding.weight
        FROM coding JOIN segment ON segment.id = coding.segment_id
        JOIN coder ON coder.id = coding.coder_id
        JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        ORDER BY layer.label, segment.start, segment.end, coder.name, coding.round, coding.uuid
        """
    ).compactMap { row in
      Span(start: row[3], end: row[4]).map { span in
        MergeSource.Coding(
          id: row[0], uuid: row[1], text: row[2], span: span, code: row[5], version: row[6],
          coder: row[7], round: row[8], created: row[9],
          stance: (row[10] as String?).flatMap(Stance.init),
          voice: (row[11] as String?).flatMap(Voice.init), weight: row[12])
      }
    }
  }

  static func waiting(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT DISTINCT cite FROM v_to_confirm ORDER BY cite")
  }

  static func memos(_ db: Database) throws -> [MergeSource.Memo] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT memo.id, memo.uuid, slug, kind, title, body, coder.name, written, open, changed,
          (SELECT name FROM coder AS c WHERE c.id = changed_by) FROM memo
        JOIN coder ON coder.id = memo.coder_id ORDER BY written, memo.uuid
        """)
    return try rows.map { row in
      let id: Int64 = row[0]
      func keys(_ table: String, _ column: String) throws -> [Int64] {
        try Int64.fetchAll(
          db, sql: "SELECT \(column) FROM \(table) WHERE memo_id = ? ORDER BY 1", arguments: [id])
      }
      func names(_ table: String, _ column: String, _ owner: String) throws -> [String] {
        try String.fetchAll(
          db,
          sql: """
            SELECT slug FROM \(table) JOIN \(owner) ON \(owner).id = \(column)
            WHERE memo_id = ? ORDER BY slug
            """, arguments: [id])
      }
      return MergeSource.Memo(
        uuid: row[1], slug: row[2], kind: row[3], title: row[4], body: row[5], coder: row[6],
        written: row[7], codings: try keys("memo_coding", "coding_id"),
        codes: try keys("memo_code", "code_id"),
        transcripts: try keys("memo_transcript", "transcript_id"),
        cases: try names("memo_case", "case_id", "study_case"),
        themes: try names("memo_theme", "theme_id", "theme"),
        participants: try names("memo_participant", "participant_id", "participant"),
        relations: try names("memo_relation", "relation_id", "relation"),
        passages: try passages(ofMemo: id, db), isOpen: row[8], changed: row[9],
        changedBy: row[10], former: Array(try MemoRows.versions(of: id, db).dropLast()))
    }
  }

  private static func passages(ofMemo id: Int64, _ db: Database) throws -> [(Int64, Span)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT segment.text_id, segment.start, segment.end FROM memo_passage
        JOIN layer ON layer.transcript_id = memo_passage.transcript_id
        JOIN text ON text.layer_id = layer.id
        JOIN segment ON segment.text_id = text.id AND segment.number = memo_passage.number
        WHERE memo_id = ? ORDER BY 1, 2, 3
        """, arguments: [id]
    ).compactMap { row in Span(start: row[1], end: row[2]).map { (row[0], $0) } }
  }

  /// Values as `HH-029 rooms`.
  private static let valuesOfAttributes: String =
    "("
    + AttributeOwner.allCases.map { owner -> String in
      let owners = AttributeRows.owners(owner)
      return """
        SELECT \(owners.nameColumn) || ' ' || value.name AS id
        FROM \(AttributeRows.table(of: owner)) AS value
        JOIN \(owners.rawValue) ON \(owners.rawValue).id = value.\(AttributeRows.column(of: owner))
        """
    }.joined(separator: " UNION ALL ") + ")"

  /// Topics as `g3-moves in GY-131, GY-131-MA`.
  private static let topicsThatCameUp = """
    (SELECT topic.slug || ' in ' || transcript.label AS id FROM topic_reached
      JOIN topic ON topic.id = topic_id JOIN transcript ON transcript.id = transcript_id
    UNION ALL
    SELECT topic.slug || ' in ' || transcript.label || ', ' || participant.slug
    FROM participant_topic JOIN topic ON topic.id = topic_id
      JOIN transcript ON transcript.id = transcript_id
      JOIN participant ON participant.id = participant_id)
    """

  static func others(_ db: Database) throws -> [(kind: String, names: [String])] {
    try [
      ("themes", "theme", "slug"), ("relations", "relation", "slug"),
      ("saved queries", "saved_query", "slug"),
      (
        "summaries of the framework",
        "framework_cell JOIN theme ON theme.id = theme_id JOIN study_case ON study_case.id = case_id",
        "study_case.slug || ' × ' || theme.slug"
      ),
      ("sets", "passage_set", "slug"),
      ("rules with their suggestions", "suggestion_rule", "slug"),
      ("participants", "participant", "slug"),
      ("cases", "study_case", "slug"), ("sites", "site", "slug"), ("topics", "topic", "slug"),
      ("surveys", "survey", "name"), ("official figures", "context_figure", "slug"),
      ("attributes", "(SELECT owner || '.' || name AS id FROM attribute)", "id"),
      ("values", valuesOfAttributes, "id"), ("topics that came up", topicsThatCameUp, "id"),
      ("referrals", ReferralRows.named, "id"),
    ].map { kind, table, column in
      (kind, try String.fetchAll(db, sql: "SELECT \(column) FROM \(table) ORDER BY \(column)"))
    }
  }
}
