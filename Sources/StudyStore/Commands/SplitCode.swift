import Fieldwork
import GRDB

/// Opens the split of a code: its parts are made, and each of its codings stays under it until it
/// is put under one of them.
public struct SplitCode: StudyCommand {
  /// What happened.
  public struct Outcome: Hashable, Sendable {
    /// Those of them that are new codes.
    public var made: [String] = []
    /// Codings that wait to be put under a part.
    public var left = 0
    /// What names the code and stays with it, in words.
    public var named: [String] = []
  }

  /// The name in the journal.
  public let name = "codes split"
  private let code: String
  private let parts: [String]

  /// Prepares a split of the code with this exact slug.
  ///
  /// - Parameter parts: the slugs of the parts; those that no code has are made.
  public init(_ code: String, into parts: [String]) {
    self.code = code
    self.parts = parts
  }

  /// Writes the change.
  ///
  /// A part that is made lies behind the code and has its paradigm, origin, interviewees, research
  /// questions and sensitivity; its definition is to be written. A split that is open takes further parts.
  ///
  /// - Throws: `Problem` for a category, a retired code, one without codings, a part that takes no
  ///   codings, or fewer than two parts.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let row = try writer.code(code)
    var outcome = Outcome()
    outcome.left = try SplitCode.left(of: row.id, db)
    outcome.named = try CodeMentions(row.id, db).words
    let isOpen = try ClosedCode.isBeingSplit(row.id, db)
    try expectSplittable(row.definition, isOpen: isOpen, outcome.left, writer)
    var last = row.id
    for part in parts {
      let known = try CodeRows.load(db).first { $0.definition.slug == part }
      if known == nil {
        try make(part, like: row.definition, after: last, writer)
        outcome.made.append(part)
      }
      let entry = try writer.code(part)
      try expectOpen(entry, writer)
      if known == nil { last = entry.id }
      try db.execute(
        sql: """
          INSERT INTO code_successor VALUES (?, ?, 'split')
          ON CONFLICT DO UPDATE SET kind = 'split'
          """, arguments: [row.id, entry.id])
    }
    return outcome
  }

  /// How many codings stand under a code.
  static func left(of code: Int64, _ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM coding WHERE code_id = ?", arguments: [code])
      ?? 0
  }

  private func expectSplittable(
    _ definition: CodeDefinition, isOpen: Bool, _ codings: Int, _ writer: StudyWriter
  ) throws {
    guard definition.isCodable else {
      throw Problem(
        .data, "'\(code)' is a category and carries no codings to split",
        hint: "make codes below it with 'emic codes add SLUG --under \(code)'")
    }
    try writer.refuseRetired(definition, for: "it is not split")
    if parts.contains(code) || Set(parts).count < parts.count {
      throw Problem(
        .usage, "the parts of '\(code)' are other codes, each named once", hint: "name others")
    }
    guard isOpen || parts.count > 1 else {
      throw Problem(
        .usage, "a split needs two parts",
        hint: "name another with --into, or use 'emic codes rename'")
    }
    guard codings > 0 else {
      throw Problem(
        .data, "'\(code)' carries no codings to split",
        hint: "make the codes with 'emic codes add' and retire this one")
    }
  }

  private func make(
    _ slug: String, like code: CodeDefinition, after last: Int64, _ writer: StudyWriter
  ) throws {
    try CodeDefinition.expectSlug(slug)
    try writer.refuseTaken([slug])
    var part = CodeDefinition(slug: slug, parent: code.parent)
    part.paradigm = code.paradigm
    part.origin = code.origin
    part.interviewees = code.interviewees
    part.questions = code.questions
    part.isSensitive = code.isSensitive
    _ = try ImportCodebook([part]).apply(to: writer)
    let parent = try code.parent.map { try writer.code($0).id }
    try writer.place(try writer.code(slug).id, under: parent, beside: (last, false))
  }

  private func expectOpen(_ part: CodeRows.Entry, _ writer: StudyWriter) throws {
    let slug = part.definition.slug
    guard part.definition.isCodable else {
      throw Problem(
        .data, "'\(slug)' is a category and cannot be a part of '\(code)'",
        hint: "name a code, or a new one")
    }
    if let problem = try ClosedCode.problem(slug, writer.db) { throw problem }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(code) into \(parts.joined(separator: ", ")), \(outcome.left) to assign"
  }
}
