import Fieldwork
import GRDB

/// Gives a code another slug; saved queries and rules of themes that name it follow.
public struct RenameCode: StudyCommand {
  /// The name in the journal.
  public let name = "codes rename"
  private let old: String
  private let new: String

  /// Prepares another slug for the code with the exact slug `old`.
  public init(_ old: String, to new: String) {
    self.old = old
    self.new = new
  }

  /// Writes the change.
  ///
  /// - Returns: what followed, in words.
  /// - Throws: `Problem` for a slug that cannot be one or that another code has.
  public func apply(to writer: StudyWriter) throws -> [String] {
    let row = try writer.code(old)
    if old == new { return [] }
    try CodeDefinition.expectSlug(new)
    try writer.refuseTaken([new], except: row.identity)
    let book = try Codebook(CodeRows.load(writer.db).map(\.definition))
    let folded = old.foldedName
    let followed = try CodeNaming(writer, in: book) { term, code in
      book.codes[code].slug == old && term.name.foldedName == folded ? new : nil
    }.follow()
    try writer.db.execute(
      sql: "UPDATE code SET slug = ? WHERE id = ?", arguments: [new, row.id])
    return followed.words
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [String]) -> String { "\(old) is \(new)" }
}
