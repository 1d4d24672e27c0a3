public import Fieldwork
import GRDB

/// Puts the codings of codes under another one; the merged codes are retired and say into what
/// they went.
///
/// Themes, relations, memos, saved queries and rules of themes follow.
public struct MergeIntoCode: StudyCommand {
  /// What a merge did.
  public struct Outcome: Hashable, Sendable {
    /// Codings that came from the merged codes.
    public var codings = 0
    /// Codings of one coder and round on the same passage that became one, counted without the
    /// one that stays.
    public var united = 0
    /// Passages that became one, with the citation of the whole.
    public var joined: [Joined] = []
    /// What codings said differently and the preference decided, one line each.
    public var settled: [String] = []
    /// What names the target now instead of a merged code, in words.
    public var followed: [String] = []
    /// Relations that went, since they would lead from the target to itself or say the same
    /// twice.
    public var dropped: [String] = []
    /// What the researcher should know.
    public var notes: [String] = []

    /// Passages that became one.
    public struct Joined: Hashable, Sendable {
      /// The parts, as cited before, with who coded.
      public var parts: [String]
      /// The whole, as cited now.
      public var whole: String
    }
  }

  /// The name in the journal.
  public let name = "codes merge"
  private let codes: [String]
  private let target: String
  private let joins: Bool
  private let preference: CodingMergePlan.Preference?
  private let dropsRelations: Bool

  /// Prepares a merge.
  ///
  /// - Parameters:
  ///   - codes: the exact slugs of the codes that go.
  ///   - target: that of the code which takes their codings.
  ///   - joins: whether overlapping and touching passages of one coder and round become one.
  ///   - preference: whose word counts where codings that become one say different things; `nil`
  ///     refuses the merge then.
  ///   - dropsRelations: whether relations that lose their meaning go; else they refuse the merge.
  public init(
    _ codes: [String], into target: String, joins: Bool = false,
    preference: CodingMergePlan.Preference? = nil, dropsRelations: Bool = false
  ) {
    self.codes = codes
    self.target = target
    self.joins = joins
    self.preference = preference
    self.dropsRelations = dropsRelations
  }

  /// Writes the merge.
  ///
  /// - Throws: `Problem` with the names of everything that stands in the way.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let into = try writer.code(target)
    let sources = try codes.map { try writer.code($0) }
    try expectMergeable(sources, into, writer)
    var outcome = Outcome()
    var following = CodeFollowing(writer, from: sources, into: into)
    try following.followAll(dropsRelations: dropsRelations)
    outcome.followed = following.followed
    outcome.dropped = following.dropped
    outcome.notes = following.notes
    try moveCodings(sources, into, writer, &outcome)
    for source in sources {
      try db.execute(sql: "UPDATE code SET status = 'retired' WHERE id = ?", arguments: [source.id])
      try db.execute(
        sql: """
          INSERT INTO code_successor VALUES (?, ?, 'merge')
          ON CONFLICT DO UPDATE SET kind = 'merge'
          """, arguments: [source.id, into.id])
    }
    return outcome
  }

  private func moveCodings(
    _ sources: [CodeRows.Entry], _ into: CodeRows.Entry, _ writer: StudyWriter,
    _ outcome: inout Outcome
  ) throws {
    var codings = try CodingMover.codings(of: into.id, rank: 0, writer.db)
    for (index, source) in sources.enumerated() {
      codings += try CodingMover.codings(of: source.id, rank: index + 1, writer.db)
    }
    outcome.codings = codings.count { $0.rank > 0 }
    let plan = CodingMergePlan(codings, joins: joins, preference: preference ?? .into)
    var mover = try CodingMover(writer)
    let conflicts = try plan.conflicts.map { try mover.words($0) }
    guard conflicts.isEmpty || preference != nil else {
      throw Problem(
        .data,
        "codings that would become one say different things in \(conflicts.count) "
          + (conflicts.count == 1 ? "place" : "places"),
        hint: "decide with --prefer into or --prefer from, or change them first",
        candidates: conflicts)
    }
    outcome.settled = conflicts
    for group in plan.groups where !group.isUntouched {
      let places = Set(group.members.map(\.span))
      let parts = places.count > 1 ? try group.members.map { try mover.cite($0) } : []
      let whole = try mover.write(group, under: CodingMover.Target(into))
      if places.count > 1 {
        outcome.joined.append(.init(parts: parts, whole: whole))
      } else {
        outcome.united += group.members.count - 1
      }
    }
    try mover.finish()
  }

  private func expectMergeable(
    _ sources: [CodeRows.Entry], _ into: CodeRows.Entry, _ writer: StudyWriter
  ) throws {
    if Set(codes).count < codes.count {
      throw Problem(.usage, "a code is named twice", hint: "name each once")
    }
    if codes.contains(target) {
      throw Problem(.usage, "'\(target)' cannot be merged into itself", hint: "name another code")
    }
    try writer.refuseRetired(into.definition, for: "nothing is merged into it")
    for row in sources + [into] {
      let slug = row.definition.slug
      guard row.definition.isCodable else {
        throw Problem(
          .data, "'\(slug)' is a category and carries no codings",
          hint: "move what lies below it with 'emic codes move'")
      }
      if try ClosedCode.isBeingSplit(row.id, writer.db) {
        throw Problem(
          .data, "'\(slug)' is being split", hint: "finish that first: 'emic codes split \(slug)'")
      }
    }
    for row in sources {
      let below = try String.fetchAll(
        writer.db, sql: "SELECT slug FROM code WHERE parent_id = ? ORDER BY position",
        arguments: [row.id])
      guard below.isEmpty else {
        throw Problem(
          .data, "'\(row.definition.slug)' has codes below it: \(below.joined(separator: ", "))",
          hint: "move them first: 'emic codes move \(below[0]) --under \(target)'")
      }
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let count = outcome.codings == 1 ? "1 coding" : "\(outcome.codings) codings"
    return "\(codes.joined(separator: ", ")) into \(target), \(count)"
  }
}
