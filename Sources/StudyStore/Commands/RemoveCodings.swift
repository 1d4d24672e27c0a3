import Fieldwork
import GRDB

/// Takes codings off a segment.
public struct RemoveCodings: StudyCommand {
  /// Which codings go.
  public struct Target: Hashable, Sendable {
    /// The transcript's label.
    public var transcript: String
    /// The segment's running number.
    public var number: Int32
    /// The codes' slugs; empty for all.
    public var codes: [String]
    /// Whose codings; `nil` for every coder's.
    public var coder: String?
    /// Of which round, from 1; `nil` for all.
    public var round: Int?

    /// Describes the codings.
    public init(
      transcript: String, number: Int32, codes: [String] = [], coder: String? = nil,
      round: Int? = nil
    ) {
      self.transcript = transcript
      self.number = number
      self.codes = codes
      self.coder = coder
      self.round = round
    }

    fileprivate var cite: String { "\(transcript)#\(number)" }
  }

  /// The name in the journal.
  public let name = "uncode"
  private let target: Target

  /// Prepares a removal.
  public init(_ target: Target) { self.target = target }

  /// The slugs of the codes that went, one per coding.
  public func apply(to writer: StudyWriter) throws -> [String] {
    let db = writer.db
    guard let segment = try writer.segment(target.number, of: target.transcript) else {
      throw Problem(
        .data, "there is no passage \(target.cite)",
        hint: "'emic show \(target.transcript)' lists the passages with their numbers")
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT coding.id, code.slug, coder.name, coding.round FROM coding
        JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id
        WHERE segment_id = ? ORDER BY code.position, coder.name, coding.round
        """, arguments: [segment])
    let going = rows.filter { row in
      let (slug, coder): (String, String) = (row[1], row[2])
      return (target.codes.isEmpty || target.codes.contains(slug))
        && (target.coder == nil || target.coder == coder)
        && (target.round == nil || target.round == row[3])
    }
    guard !going.isEmpty else {
      let there = rows.map { row in
        let round: Int = row[3]
        return "\(row[1] as String) by \(row[2] as String)" + (round == 1 ? "" : ", round \(round)")
      }
      throw Problem(
        .data, "\(target.cite) carries no such coding",
        hint: "it carries \(there.joined(separator: ", "))")
    }
    let ids = going.map { String($0[0] as Int64) }.joined(separator: ",")
    try writer.deleteCodings(where: "coding.id IN (\(ids))")
    if going.count == rows.count {
      try db.execute(sql: "DELETE FROM segment WHERE id = ?", arguments: [segment])
    }
    return going.map { $0[1] }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [String]) -> String {
    "\(target.cite): " + outcome.joined(separator: ", ")
  }
}
