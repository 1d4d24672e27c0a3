public import Fieldwork
import Foundation
import GRDB

/// Brings official figures into the study; one with a known slug is replaced, but for the codes that
/// it is tied to, where the new one names none.
public struct ImportFigures: StudyCommand {
  /// The name in the journal.
  public let name = "context import"
  private let figures: [ContextFigure]

  /// Prepares an import.
  public init(_ figures: [ContextFigure]) { self.figures = figures }

  /// Writes the figures.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    var outcome = ListOutcome()
    var position =
      try Int.fetchOne(db, sql: "SELECT coalesce(max(position), 0) FROM context_figure") ?? 0
    for figure in figures {
      let known = try Int64.fetchOne(
        db, sql: "SELECT id FROM context_figure WHERE slug = ?", arguments: [figure.slug])
      if known == nil { position += 1 }
      try db.execute(
        sql: """
          INSERT INTO context_figure
            (uuid, slug, position, value, unit, year, place, definition, source, codes)
          VALUES (?,?,?,?,?,?,?,?,?,?)
          ON CONFLICT (slug) DO UPDATE SET value = excluded.value, unit = excluded.unit,
            year = excluded.year, place = excluded.place, definition = excluded.definition,
            source = excluded.source,
            codes = CASE excluded.codes WHEN '' THEN codes ELSE excluded.codes END
          """,
        arguments: [
          Data(StableUUID(identity: "figure", figure.slug).bytes), figure.slug, position,
          figure.value, figure.unit, figure.year, figure.place, figure.definition, figure.source,
          figure.codes,
        ])
      if known == nil {
        outcome.added.append(figure.slug)
      } else {
        outcome.updated.append(figure.slug)
      }
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "figures: \(outcome.words)" }
}
