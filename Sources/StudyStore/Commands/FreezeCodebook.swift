import Fieldwork
import Foundation
import GRDB

/// Keeps the codebook as it is now under a name, with a hash over everything that it says.
public struct FreezeCodebook: StudyCommand {
  /// The name in the journal.
  public let name = "codebook freeze"
  private let title: String

  /// Prepares to freeze.
  ///
  /// - Parameter title: the name, one word as codes have it.
  public init(_ title: String) { self.title = title }

  /// Writes the state.
  ///
  /// - Throws: `Problem` for a name that is taken, is no name, or looks like a date.
  public func apply(to writer: StudyWriter) throws -> CodebookFreeze {
    let db = writer.db
    guard CodeDefinition.isSlug(title), CivilDate(title) == nil, title != CodebookMoment.nowWord
    else {
      throw Problem(
        .usage, "'\(title)' cannot be the name of a frozen codebook",
        hint: "take one word of letters, digits, - and _ that is no date, such as submitted-2026")
    }
    let known = try String.fetchOne(
      db, sql: "SELECT at FROM codebook_freeze WHERE slug = ?", arguments: [title])
    if let known {
      throw Problem(
        .data, "a codebook is frozen as '\(title)' already, on \(known.prefix(10))",
        hint: "take another name; what is frozen does not change")
    }
    let state = try CodebookStateRows.load(db)
    let text = FrozenCodebook.text(of: state)
    let hash = SHA256Digest(of: Array(text.utf8))
    try db.execute(
      sql: """
        INSERT INTO codebook_freeze (uuid, slug, at, coder, hash, codes) VALUES (?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "codebook", title, hash.hex).bytes), title, writer.author.time,
        writer.author.coder, Data(hash.bytes), text,
      ])
    return CodebookFreeze(
      name: title, at: writer.author.time, coder: writer.author.coder, codes: state.entries.count,
      hash: hash.hex)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: CodebookFreeze) -> String {
    "\(title), \(outcome.codes) codes, \(outcome.hash.prefix(12))"
  }
}
