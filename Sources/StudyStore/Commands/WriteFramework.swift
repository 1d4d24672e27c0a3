public import Fieldwork
import Foundation
import GRDB

/// Writes summaries of themes in cases, changes them, and takes them away.
public struct WriteFramework: StudyCommand {
  /// What a cell is to say.
  public struct Change: Hashable, Sendable {
    /// The theme's exact short name.
    public var theme: String
    /// The case's exact id.
    public var place: String
    /// The summary; an empty one is taken away.
    public var summary: String
    /// The quotes that it was written from.
    public var passages: [FrameworkCell.Passage]
    /// The summary that the caller read in the study, `nil` where there was none.
    public var expected: String?

    /// Describes a cell.
    public init(
      theme: String, place: String, summary: String, passages: [FrameworkCell.Passage],
      expected: String?
    ) {
      self.theme = theme
      self.place = place
      self.summary = summary
      self.passages = passages
      self.expected = expected
    }
  }

  /// What was written.
  public struct Outcome: Hashable, Sendable {
    /// New summaries.
    public var added = 0
    /// Summaries with other words, or the same words found right with other quotes.
    public var changed = 0
    /// Summaries that were taken away.
    public var removed = 0
  }

  /// The name in the journal.
  public let name = "framework edit"
  private let changes: [Change]

  /// Prepares changes, all or none.
  public init(_ changes: [Change]) { self.changes = changes }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` where a cell was changed since it was read or cites a passage that nobody
  ///   codes, and `StudyFailure.unknown` for themes and cases that are not there.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var outcome = Outcome()
    for change in changes { try apply(change, writer, &outcome) }
    return outcome
  }

  private func apply(_ change: Change, _ writer: StudyWriter, _ outcome: inout Outcome) throws {
    let db = writer.db
    let theme = try writer.requiredID(in: .theme, named: change.theme)
    let place = try writer.requiredID(in: .studyCase, named: change.place)
    let known = try Row.fetchOne(
      db, sql: "SELECT id, summary FROM framework_cell WHERE theme_id = ? AND case_id = ?",
      arguments: [theme, place])
    guard (known?[1] as String?) == change.expected else {
      throw Problem(
        .data, "the summary was changed meanwhile", place: "\(change.place) × \(change.theme)",
        hint: "another program changed the study; try again")
    }
    if let id = known?[0] as Int64? {
      try db.execute(sql: "DELETE FROM framework_passage WHERE cell_id = ?", arguments: [id])
    }
    guard !change.summary.isEmpty else {
      guard let id = known?[0] as Int64? else { return }
      try db.execute(sql: "DELETE FROM framework_cell WHERE id = ?", arguments: [id])
      outcome.removed += 1
      return
    }
    var made: [String] = []
    let coder = try writer.idMaking(.coder, named: writer.author.coder, made: &made)
    let id: Int64
    if let row = known {
      id = row[0]
      try db.execute(
        sql: """
          UPDATE framework_cell SET summary = ?, quotes = ?, coder_id = ?, written = ? WHERE id = ?
          """,
        arguments: [change.summary, change.passages.count, coder, writer.author.time, id])
      outcome.changed += 1
    } else {
      try db.execute(
        sql: """
          INSERT INTO framework_cell (uuid, theme_id, case_id, summary, quotes, coder_id, written)
          VALUES (?,?,?,?,?,?,?)
          """,
        arguments: [
          Data(StableUUID(identity: "framework", change.theme, change.place).bytes), theme, place,
          change.summary, change.passages.count, coder, writer.author.time,
        ])
      id = db.lastInsertedRowID
      outcome.added += 1
    }
    for passage in change.passages {
      let transcript = try writer.requiredID(in: .transcript, named: passage.cite.transcript)
      guard try writer.segment(passage.cite.number, of: passage.cite.transcript) != nil else {
        throw StudyWriter.noPassage(passage.cite)
      }
      try db.execute(
        sql: "INSERT OR IGNORE INTO framework_passage VALUES (?,?,?,?)",
        arguments: [id, transcript, passage.cite.number, Data(passage.words.bytes)])
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let parts = [
      (outcome.added, "written"), (outcome.changed, "changed"), (outcome.removed, "taken away"),
    ]
    let cells = changes.map { "\($0.place) × \($0.theme)" }
    let shown = cells.prefix(3).joined(separator: ", ")
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      + ": \(shown)" + (cells.count > 3 ? " and \(cells.count - 3) more" : "")
  }
}
