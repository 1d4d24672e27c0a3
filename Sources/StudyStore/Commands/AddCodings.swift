public import Fieldwork
import Foundation
import GRDB

/// A code to be put on a span, everything resolved.
public struct NewCoding: Hashable, Sendable {
  /// The store's key of the text, from `TextEntry.key`.
  public var text: Int64
  /// The passage.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// Who coded.
  public var coder: String
  /// A note on the coding.
  public var memo: String?
  /// When, as ISO 8601; `nil` for now.
  public var created: String?
  /// What the speaker does with the code's content.
  public var stance: Stance?
  /// Whose experience it is.
  public var voice: Voice?
  /// A weight, 0 to 100.
  public var weight: Int?
  /// In which round of coding, from 1; the same coder may code the same words once in each.
  public var round = 1
  /// The store's key of the wording of the code under which it was coded; `nil` for today's.
  var wording: Int64?

  /// Describes a coding.
  public init(
    text: Int64, span: Span, code: String, coder: String, memo: String? = nil,
    created: String? = nil, stance: Stance? = nil, voice: Voice? = nil, weight: Int? = nil,
    round: Int = 1
  ) {
    self.text = text
    self.span = span
    self.code = code
    self.coder = coder
    self.memo = memo
    self.created = created
    self.stance = stance
    self.voice = voice
    self.weight = weight
    self.round = round
  }
}

/// Puts codes on spans, making new codes first where the caller asks for them.
public struct AddCodings: StudyCommand {
  /// What became of the codings.
  public struct Outcome: Hashable, Sendable {
    /// The citation of each coding's segment (`GY-101#12`), in the order given.
    public var cites: [String] = []
    /// Whether each was there already.
    public var wereThere: [Bool] = []
    /// Whether each was there already and has another stance, voice or weight now.
    public var wereChanged: [Bool] = []
    /// Slugs of codes that were made.
    public var newCodes: [String] = []

    /// How many codings are new.
    public var addedCount: Int { wereThere.count { !$0 } }
    /// How many codings that were there have another stance, voice or weight now.
    public var changedCount: Int { wereChanged.count { $0 } }
  }

  /// The name in the journal.
  public let name: String
  private let codings: [NewCoding]
  private let newCodes: [CodeDefinition]

  /// Prepares codings.
  ///
  /// - Parameters:
  ///   - codings: what to code.
  ///   - newCodes: codes to make first, at the top of the codebook.
  ///   - name: the command that the journal names.
  public init(_ codings: [NewCoding], newCodes: [CodeDefinition] = [], name: String = "code") {
    self.codings = codings
    self.newCodes = newCodes
    self.name = name
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var outcome = Outcome()
    if !newCodes.isEmpty {
      // A code that somebody made meanwhile keeps the definition that it has.
      let absent = try newCodes.filter { try writer.id(in: .code, named: $0.slug) == nil }
      outcome.newCodes = try ImportCodebook(absent).apply(to: writer).added
    }
    var inserter = CodingInserter(writer)
    for coding in codings {
      let done = try inserter.insert(coding)
      outcome.cites.append(done.cite)
      outcome.wereThere.append(done.wasThere)
      outcome.wereChanged.append(done.isChanged)
    }
    try inserter.finish()
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let slugs = Set(codings.map(\.code)).sorted()
    if let cite = outcome.cites.first, Set(outcome.cites).count == 1 {
      return "\(cite) as \(slugs.joined(separator: ", "))"
    }
    let changed = outcome.changedCount > 0 ? ", \(outcome.changedCount) changed" : ""
    return "\(outcome.addedCount) codings\(changed)"
  }
}

/// Writes many codings with prepared statements and looks each name up once.
struct CodingInserter {
  private struct TextInfo {
    var label: String
    var uuid: Data
    var scalars: Int32
    var words: TextBuffer
    var isCurrent: Bool
  }

  private struct CodeInfo {
    var id: Int64
    var version: Int64
    var uuid: Data
    /// Why it takes no new codings, where it takes none.
    var closed: Problem?
  }

  private let writer: StudyWriter
  private var texts: [Int64: TextInfo] = [:]
  private var codes: [String: CodeInfo] = [:]
  private var coders: [String: Int64] = [:]
  private var counters: [String: Int64] = [:]
  /// Whether codes that were given up take what was coded elsewhere.
  var fillsClosedCodes = false

  init(_ writer: StudyWriter) { self.writer = writer }

  mutating func insert(_ coding: NewCoding) throws -> (
    cite: String, wasThere: Bool, isChanged: Bool
  ) {
    let db = writer.db
    let text = try info(ofText: coding.text)
    guard text.isCurrent else {
      throw Problem(
        .data, "its words were corrected meanwhile, and this would code the former ones",
        place: text.label, hint: "look at the corrected words and code them")
    }
    guard coding.span.end <= text.scalars else {
      throw Problem(
        .data,
        "the passage ends at \(coding.span.end), behind the text's \(text.scalars) characters",
        place: text.label)
    }
    guard text.words.isGraphemeBoundary(coding.span.start),
      text.words.isGraphemeBoundary(coding.span.end)
    else {
      throw Problem(
        .data, "the passage @\(coding.span.start)-\(coding.span.end) cuts a character in two",
        place: text.label, hint: "begin and end it between whole characters")
    }
    let code = try info(ofCode: coding.code)
    let coder = try id(ofCoder: coding.coder)
    let segment = try segmentID(coding, text)
    let insert = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO coding (uuid, segment_id, code_id, code_version_id, coder_id, created,
          stance, voice, weight, round) VALUES (?,?,?,?,?,?,?,?,?,?)
        """)
    var identity = CodingIdentity(
      text: text.uuid, span: coding.span, code: code.uuid, coder: coding.coder,
      round: coding.round
    ).uuid
    insert.setUncheckedArguments([
      identity, segment.id, code.id, coding.wording ?? code.version, coder,
      coding.created ?? writer.author.time, coding.stance?.rawValue, coding.voice?.rawValue,
      coding.weight, coding.round,
    ])
    try insert.execute()
    let wasThere = db.changesCount == 0
    if !wasThere, !fillsClosedCodes, let closed = code.closed { throw closed }
    if wasThere {
      // One that was made on an earlier version of the text has kept its identifier.
      identity =
        try Data.fetchOne(
          db.cachedStatement(
            sql: """
              SELECT uuid FROM coding
              WHERE segment_id = ? AND code_id = ? AND coder_id = ? AND round = ?
              """), arguments: [segment.id, code.id, coder, coding.round]) ?? identity
    }
    let isChanged = try wasThere && amend(identity, coding)
    if let memo = coding.memo, !memo.isEmpty {
      // A coding that was there can get a further note; the same note is kept once.
      let note = StableUUID(identity: "memo", identity.hexString, memo)
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO memo (uuid, kind, body, coder_id, written)
          VALUES (?,'coding',?,?,?)
          """
      ).execute(arguments: [
        Data(note.bytes), memo, coder, coding.created ?? writer.author.time,
      ])
      if db.changesCount > 0 {
        try db.cachedStatement(
          sql: "INSERT INTO memo_coding SELECT ?, id FROM coding WHERE uuid = ?"
        ).execute(arguments: [db.lastInsertedRowID, identity])
      }
    }
    return ("\(text.label)#\(segment.number)", wasThere, isChanged)
  }

  /// Gives a coding that was there the stance, voice and weight that are asked for; what is not
  /// asked for stays.
  ///
  /// - Returns: whether something is different now.
  private func amend(_ identity: Data, _ coding: NewCoding) throws -> Bool {
    guard coding.stance != nil || coding.voice != nil || coding.weight != nil else { return false }
    try writer.db.cachedStatement(
      sql: """
        UPDATE coding SET stance = coalesce(:stance, stance), voice = coalesce(:voice, voice),
          weight = coalesce(:weight, weight)
        WHERE uuid = :identity AND (coalesce(:stance, stance) IS NOT stance
          OR coalesce(:voice, voice) IS NOT voice OR coalesce(:weight, weight) IS NOT weight)
        """
    ).execute(arguments: [
      "identity": identity, "stance": coding.stance?.rawValue, "voice": coding.voice?.rawValue,
      "weight": coding.weight,
    ])
    return writer.db.changesCount > 0
  }

  /// Writes the running numbers back.
  func finish() throws {
    for (label, next) in counters {
      try writer.db.execute(
        sql: """
          INSERT INTO segment_counter VALUES (?, ?)
          ON CONFLICT DO UPDATE SET next = excluded.next
          """, arguments: [label, next])
    }
  }

  private mutating func segmentID(_ coding: NewCoding, _ text: TextInfo) throws -> (
    id: Int64, number: Int64
  ) {
    let db = writer.db
    let find = try db.cachedStatement(
      sql: "SELECT id, number FROM segment WHERE text_id = ? AND start = ? AND end = ?")
    if let row = try Row.fetchOne(
      find, arguments: [coding.text, coding.span.start, coding.span.end])
    {
      return (row[0], row[1])
    }
    let number = counters[text.label] ?? 1
    counters[text.label] = number + 1
    let uuid = StableUUID(
      identity: "segment", text.uuid.hexString, "\(coding.span.start)", "\(coding.span.end)")
    let insert = try db.cachedStatement(
      sql: "INSERT INTO segment (uuid, text_id, number, start, end) VALUES (?,?,?,?,?)")
    insert.setUncheckedArguments([
      Data(uuid.bytes), coding.text, number, coding.span.start, coding.span.end,
    ])
    try insert.execute()
    return (db.lastInsertedRowID, number)
  }

  /// The segment of a passage, made when it is new, and the identity of the text.
  mutating func segment(of text: Int64, _ span: Span) throws -> (
    id: Int64, cite: String, text: Data
  ) {
    let info = try info(ofText: text)
    let segment = try segmentID(NewCoding(text: text, span: span, code: "", coder: ""), info)
    return (segment.id, "\(info.label)#\(segment.number)", info.uuid)
  }

  private mutating func info(ofText key: Int64) throws -> TextInfo {
    if let known = texts[key] { return known }
    let row = try Row.fetchOne(
      writer.db,
      sql: """
        SELECT transcript.label, text.uuid, text.scalars, CAST(body.words AS BLOB),
          text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
        FROM text JOIN body ON body.hash = text.hash JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id WHERE text.id = ?
        """, arguments: [key])
    guard let row else {
      throw Problem(
        .data, "the text that was to be coded is no longer in the study",
        hint: "another program changed the study meanwhile; try again")
    }
    let label: String = row[0]
    if counters[label] == nil {
      counters[label] =
        try Int64.fetchOne(
          writer.db, sql: "SELECT next FROM segment_counter WHERE label = ?", arguments: [label])
        ?? 1
    }
    let info = TextInfo(
      label: label, uuid: row[1], scalars: row[2],
      words: TextBuffer(validUTF8: [UInt8](row[3] as Data)), isCurrent: row[4])
    texts[key] = info
    return info
  }

  private mutating func info(ofCode slug: String) throws -> CodeInfo {
    if let known = codes[slug] { return known }
    let row = try Row.fetchOne(
      writer.db,
      sql: """
        SELECT code.id, code.codable, code.uuid, v.id FROM code
        JOIN code_version AS v ON v.code_id = code.id
        WHERE code.slug = ? ORDER BY v.version DESC LIMIT 1
        """, arguments: [slug])
    guard let row else { throw StudyFailure.unknown(kind: "code", name: slug) }
    guard row[1] as Bool else {
      let below = try String.fetchAll(
        writer.db,
        sql: "SELECT slug FROM code WHERE parent_id = ? ORDER BY position LIMIT 5",
        arguments: [row[0] as Int64])
      throw Problem(
        .data, "'\(slug)' is a category and carries no codings",
        hint: below.isEmpty ? nil : "use one of its codes: \(below.joined(separator: ", "))")
    }
    let info = CodeInfo(
      id: row[0], version: row[3], uuid: row[2], closed: try ClosedCode.problem(slug, writer.db))
    codes[slug] = info
    return info
  }

  private mutating func id(ofCoder name: String) throws -> Int64 {
    if let known = coders[name] { return known }
    let id = try writer.coderID(name)
    coders[name] = id
    return id
  }
}

/// What makes a coding the same in every study that has it.
struct CodingIdentity {
  var text: Data
  var span: Span
  var code: Data
  var coder: String
  var round: Int

  /// The identifier that is made of it.
  var uuid: Data {
    let stable = StableUUID(
      identity: "coding", text.hexString, "\(span.start)", "\(span.end)", code.hexString, coder,
      "\(round)")
    return Data(stable.bytes)
  }
}

extension Data {
  fileprivate var hexString: String { [UInt8](self).hex }
}
