import Fieldwork
import Foundation
import GRDB

/// Puts codings under another code: what becomes one keeps the memos of all, and each coding
/// remembers the definition under which it was made.
struct CodingMover {
  /// The code to which codings come.
  struct Target {
    var id: Int64
    var uuid: Data
    /// The key of the newest version of its definition.
    var wording: Int64

    init(_ row: CodeRows.Entry) { (id, uuid, wording) = (row.id, row.uuid, row.wording) }
  }

  private let writer: StudyWriter
  private var inserter: CodingInserter
  private let coders: [Int64: String]
  /// Segments that may be left without codings.
  private var left: Set<Int64> = []
  /// Where the codings of segments went, by the segment that they left.
  private var heirs: [Int64: PassageCite] = [:]

  init(_ writer: StudyWriter) throws {
    self.writer = writer
    inserter = CodingInserter(writer)
    coders = Dictionary(
      try Row.fetchAll(writer.db, sql: "SELECT id, name FROM coder").map { ($0[0], $0[1]) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The codings of a code.
  ///
  /// - Parameters:
  ///   - rank: the place of the code among those that become one.
  ///   - condition: which of them, as SQL over `coding` and `segment`.
  static func codings(
    of code: Int64, rank: Int, where condition: String = "1", _ db: Database
  ) throws -> [MovingCoding] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coding.id, segment.text_id, segment.start, segment.end, coding.coder_id,
          coding.round, coding.created, coding.stance, coding.voice, coding.weight,
          coding.status = 'to-confirm'
        FROM coding JOIN segment ON segment.id = coding.segment_id
        WHERE coding.code_id = ? AND (\(condition)) ORDER BY coding.id
        """, arguments: [code]
    ).compactMap { row in
      Span(start: row[2], end: row[3]).map { span in
        MovingCoding(
          key: row[0], text: row[1], span: span, rank: rank, coder: row[4], round: row[5],
          created: row[6], stance: (row[7] as String?).flatMap(Stance.init),
          voice: (row[8] as String?).flatMap(Voice.init), weight: row[9], isWaiting: row[10])
      }
    }
  }

  /// How a coding is cited, with who made it.
  func cite(_ coding: MovingCoding) throws -> String {
    let cite = try String.fetchOne(
      writer.db,
      sql: """
        SELECT transcript.label || '#' || segment.number FROM coding
        JOIN segment ON segment.id = coding.segment_id JOIN text ON text.id = segment.text_id
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id WHERE coding.id = ?
        """, arguments: [coding.key])
    return "\(cite ?? "") by \(coders[coding.coder] ?? "")"
      + (coding.round == 1 ? "" : ", round \(coding.round)")
  }

  /// A conflict in words.
  func words(_ conflict: CodingMergePlan.Conflict) throws -> String {
    let (kept, lost) = (try cite(conflict.kept), try cite(conflict.lost))
    return "\(kept): \(conflict.field) \(conflict.keptWords), not \(conflict.lostWords)"
      + (kept == lost ? "" : " (\(lost))")
  }

  /// Writes one group of a plan.
  ///
  /// - Returns: the citation of the passage afterwards.
  @discardableResult
  mutating func write(_ group: CodingMergePlan.Group, under target: Target) throws -> String {
    let db = writer.db
    let survivor = group.survivor
    let keys = group.members.map { String($0.key) }.joined(separator: ",")
    let leaving = try Int64.fetchAll(
      db, sql: "SELECT segment_id FROM coding WHERE id IN (\(keys))")
    left.formUnion(leaving)
    let others = group.members.dropFirst().map { String($0.key) }.joined(separator: ",")
    if !others.isEmpty {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO memo_coding
          SELECT memo_id, \(survivor.key) FROM memo_coding WHERE coding_id IN (\(others))
          """)
      try writer.shareSuggestions(of: others, with: survivor.key)
      if group.isWaiting { try keepFormerPlace(of: others, for: survivor.key) }
      try writer.deleteCodings(where: "coding.id IN (\(others))")
    }
    let place = try inserter.segment(of: survivor.text, group.span)
    if survivor.rank > 0 { try remember(survivor.key) }
    let uuid = CodingIdentity(
      text: place.text, span: group.span, code: target.uuid, coder: coders[survivor.coder] ?? "",
      round: survivor.round
    ).uuid
    try db.execute(
      sql: """
        UPDATE coding SET uuid = :uuid, segment_id = :segment, code_id = :code,
          code_version_id = CASE WHEN :moved THEN :wording ELSE code_version_id END,
          stance = :stance, voice = :voice, weight = :weight, status = :status WHERE id = :id
        """,
      arguments: [
        "uuid": uuid, "segment": place.id, "code": target.id, "moved": survivor.rank > 0,
        "wording": target.wording, "stance": group.stance?.rawValue,
        "voice": group.voice?.rawValue, "weight": group.weight,
        "status": group.isWaiting ? "to-confirm" : "coded", "id": survivor.key,
      ])
    for segment in leaving { heirs[segment] = PassageCite(place.cite) }
    return place.cite
  }

  /// What one of several waits for, the one that is left waits for: the words as they were.
  private func keepFormerPlace(of others: String, for survivor: Int64) throws {
    try writer.db.execute(
      sql: """
        UPDATE coding SET (former_text_id, former_start, former_end) =
          (SELECT former_text_id, former_start, former_end FROM coding
            WHERE id IN (\(others)) AND former_text_id IS NOT NULL ORDER BY id LIMIT 1)
        WHERE id = ? AND former_text_id IS NULL
        """, arguments: [survivor])
  }

  /// Puts a second code where a coding stands, with its memos; the coding stays.
  mutating func copy(_ coding: MovingCoding, under target: Target) throws {
    let place = try inserter.segment(of: coding.text, coding.span)
    let uuid = CodingIdentity(
      text: place.text, span: coding.span, code: target.uuid, coder: coders[coding.coder] ?? "",
      round: coding.round
    ).uuid
    try writer.db.execute(
      sql: """
        INSERT INTO coding (uuid, segment_id, code_id, code_version_id, coder_id, round, created,
          status, stance, voice, weight, former_text_id, former_start, former_end)
        SELECT ?, segment_id, ?, ?, coder_id, round, created, status, stance, voice, weight,
          former_text_id, former_start, former_end
        FROM coding WHERE id = ?
        """, arguments: [uuid, target.id, target.wording, coding.key])
    let key = writer.db.lastInsertedRowID
    try writer.db.execute(
      sql: """
        INSERT INTO memo_coding SELECT memo_id, :key FROM memo_coding WHERE coding_id = :old;
        """, arguments: ["key": key, "old": coding.key])
    try writer.shareSuggestions(of: String(coding.key), with: key)
    try writer.db.execute(
      sql: """
        INSERT INTO coding_origin
        SELECT :key, coalesce(
          (SELECT code_version_id FROM coding_origin WHERE coding_id = :old),
          (SELECT code_version_id FROM coding WHERE id = :old))
        """, arguments: ["key": key, "old": coding.key])
  }

  /// Fills in a coding what another one on the same words says, whose memos it shares then.
  func amend(
    _ coding: MovingCoding, like group: CodingMergePlan.Group, from other: MovingCoding
  ) throws {
    try writer.db.execute(
      sql: "UPDATE coding SET stance = ?, voice = ?, weight = ?, status = ? WHERE id = ?",
      arguments: [
        group.stance?.rawValue, group.voice?.rawValue, group.weight,
        group.isWaiting ? "to-confirm" : "coded", coding.key,
      ])
    try writer.db.execute(
      sql: """
        INSERT OR IGNORE INTO memo_coding SELECT memo_id, ? FROM memo_coding WHERE coding_id = ?
        """, arguments: [coding.key, other.key])
    try writer.shareSuggestions(of: String(other.key), with: coding.key)
  }

  /// Takes segments away that carry nothing any more, and writes the running numbers back.
  mutating func finish() throws {
    let ids = left.sorted().map(String.init).joined(separator: ",")
    let bare = try Row.fetchAll(
      writer.db,
      sql: """
        SELECT segment.id, segment.number, layer.transcript_id FROM segment
        JOIN text ON text.id = segment.text_id JOIN layer ON layer.id = text.layer_id
        WHERE segment.id IN (\(ids)) AND segment.id NOT IN (SELECT segment_id FROM coding)
        ORDER BY segment.id
        """)
    for row in bare {
      guard let heir = heirs[row[0]] else { continue }
      try writer.renamePassage(of: row[2], from: row[1], to: Int64(heir.number))
    }
    try writer.db.execute(
      sql: """
        DELETE FROM segment WHERE id IN (\(ids)) AND id NOT IN (SELECT segment_id FROM coding)
        """)
    try inserter.finish()
  }

  /// Keeps the definition under which a coding was made, the first one where it has moved before.
  private func remember(_ coding: Int64) throws {
    try writer.db.execute(
      sql: """
        INSERT OR IGNORE INTO coding_origin SELECT id, code_version_id FROM coding WHERE id = ?
        """, arguments: [coding])
  }
}
