import GRDB

/// Ties an official figure to the codes whose quotes stand beside it.
public struct TieFigure: StudyCommand {
  /// The name in the journal.
  public let name = "context tie"
  private let figure: String
  private let codes: String

  /// Prepares a tie.
  ///
  /// - Parameters:
  ///   - figure: the exact key.
  ///   - codes: a code query with exact names; an empty one unties.
  public init(_ figure: String, to codes: String) {
    self.figure = figure
    self.codes = codes
  }

  /// Writes the change.
  ///
  /// - Returns: the query that was there before.
  /// - Throws: `StudyFailure.unknown` for a figure that is not there.
  public func apply(to writer: StudyWriter) throws -> String {
    guard
      let old = try String.fetchOne(
        writer.db, sql: "SELECT codes FROM context_figure WHERE slug = ?", arguments: [figure])
    else { throw StudyFailure.unknown(kind: "figure", name: figure) }
    try writer.db.execute(
      sql: "UPDATE context_figure SET codes = ? WHERE slug = ?", arguments: [codes, figure])
    return old
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: String) -> String {
    codes.isEmpty ? "\(figure) untied" : "\(figure): \(codes)"
  }
}
