import Fieldwork
import GRDB

/// Puts codings of a code that is being split under its parts; with the last of them the code is
/// retired.
public struct AssignSplit: StudyCommand {
  /// Where the codings of one passage go.
  public struct Assignment: Hashable, Sendable {
    /// The transcript's label.
    public var transcript: String
    /// The passage's running number.
    public var number: Int32
    /// Whose coding; `nil` for every coder's.
    public var coder: String?
    /// Of which round; `nil` for all.
    public var round: Int?
    /// The slugs of the parts, at least one.
    public var parts: [String]

    /// Describes where codings go.
    public init(
      transcript: String, number: Int32, coder: String? = nil, round: Int? = nil, parts: [String]
    ) {
      self.transcript = transcript
      self.number = number
      self.coder = coder
      self.round = round
      self.parts = parts
    }

    var cite: String { "\(transcript)#\(number)" }
  }

  /// What happened.
  public struct Outcome: Hashable, Sendable {
    /// Codings that were put under a part.
    public var assigned = 0
    /// How many codings each part has got, in order of the codebook.
    public var counts: [Count] = []
    /// Codings that wait still.
    public var left = 0

    /// Codings that a part has got.
    public struct Count: Hashable, Sendable {
      /// The part's slug.
      public var part: String
      /// How many.
      public var codings: Int
    }

    /// Whether the split is done and the code retired.
    public var isDone: Bool { left == 0 }
  }

  /// The name in the journal.
  public let name = "codes split"
  private let code: String
  private let assignments: [Assignment]

  /// Prepares assignments for the code with this exact slug.
  public init(_ code: String, _ assignments: [Assignment]) {
    self.code = code
    self.assignments = assignments
  }

  /// Writes all assignments or none.
  ///
  /// - Throws: `Problem` for a code that is not being split, something that is no part of it, a
  ///   passage without a coding that waits, or codings that say different things.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let row = try writer.code(code)
    guard try ClosedCode.isBeingSplit(row.id, db) else {
      throw Problem(
        .data, "'\(code)' is not being split",
        hint: "begin with 'emic codes split \(code) --into A --into B'")
    }
    let parts = try ClosedCode.successors(of: row.id, db).filter { $0.kind == .split }
    var outcome = Outcome()
    var got: [String: Int] = [:]
    for assignment in assignments {
      if let other = assignment.parts.first(where: { slug in !parts.contains { $0.slug == slug } })
      {
        throw Problem(
          .data, "'\(other)' is no part of '\(code)'",
          hint: "its parts are \(parts.map(\.slug).joined(separator: ", ")); "
            + "--into \(other) makes it one")
      }
      let targets = try assignment.parts.map { try writer.code($0) }
      let codings = try waiting(assignment, row.id, writer)
      var mover = try CodingMover(writer)
      for coding in codings {
        try assign(coding, to: targets, &mover, writer)
        for part in assignment.parts { got[part, default: 0] += 1 }
      }
      try mover.finish()
      outcome.assigned += codings.count
    }
    outcome.counts = parts.compactMap { part in
      got[part.slug].map { .init(part: part.slug, codings: $0) }
    }
    outcome.left = try SplitCode.left(of: row.id, db)
    if outcome.isDone {
      try db.execute(sql: "UPDATE code SET status = 'retired' WHERE id = ?", arguments: [row.id])
    }
    return outcome
  }

  private func assign(
    _ coding: MovingCoding, to targets: [CodeRows.Entry], _ mover: inout CodingMover,
    _ writer: StudyWriter
  ) throws {
    // The coding itself goes last, so that it is there to be copied.
    for target in targets.reversed() {
      let there = try CodingMover.codings(
        of: target.id, rank: 0,
        where: """
          coding.coder_id = \(coding.coder) AND coding.round = \(coding.round)
          AND segment.text_id = \(coding.text) AND segment.start = \(coding.span.start)
          AND segment.end = \(coding.span.end)
          """, writer.db)
      let isLast = target.id == targets[0].id
      if there.isEmpty, !isLast {
        try mover.copy(coding, under: CodingMover.Target(target))
        continue
      }
      let plan = CodingMergePlan(there + [coding], joins: false)
      let conflicts = try plan.conflicts.map { try mover.words($0) }
      guard conflicts.isEmpty else {
        throw Problem(
          .data, "'\(target.definition.slug)' lies on the same words and says something else",
          hint: "make the two say the same first with 'emic code … --stance' or '--voice'",
          candidates: conflicts)
      }
      guard let group = plan.groups.first else { continue }
      if isLast {
        try mover.write(group, under: CodingMover.Target(target))
      } else {
        try mover.amend(there[0], like: group, from: coding)
      }
    }
  }

  /// The codings of the code on a passage.
  private func waiting(
    _ assignment: Assignment, _ code: Int64, _ writer: StudyWriter
  ) throws -> [MovingCoding] {
    let db = writer.db
    guard let segment = try writer.segment(assignment.number, of: assignment.transcript) else {
      throw Problem(
        .data, "there is no passage \(assignment.cite)",
        hint: "'emic codes split \(self.code)' lists those that wait")
    }
    let all = try CodingMover.codings(
      of: code, rank: 1, where: "coding.segment_id = \(segment)", db)
    let coder = try assignment.coder.map { name in
      guard let id = try writer.id(in: .coder, named: name) else {
        throw Problem(
          .data, "no coder is called '\(name)'", hint: "'emic codes split \(self.code)' names them")
      }
      return id
    }
    let chosen = all.filter { coding in
      (coder == nil || coding.coder == coder)
        && (assignment.round == nil || coding.round == assignment.round)
    }
    guard chosen.isEmpty else { return chosen }
    let there = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT code.slug FROM coding JOIN code ON code.id = code_id
        WHERE segment_id = ? ORDER BY code.position
        """, arguments: [segment])
    throw Problem(
      .data,
      "\(assignment.cite) carries no '\(self.code)' that waits"
        + (assignment.coder.map { " by \($0)" } ?? "")
        + (assignment.round.map { " in round \($0)" } ?? ""),
      hint: "it carries \(there.joined(separator: ", "))")
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let got = outcome.counts.map { "\($0.codings) as \($0.part)" }.joined(separator: ", ")
    return "\(code): \(got); "
      + (outcome.isDone ? "done, \(code) retired" : "\(outcome.left) to assign")
  }
}
