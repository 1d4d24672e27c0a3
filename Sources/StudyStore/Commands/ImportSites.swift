public import Fieldwork
import Foundation
import GRDB

/// Brings a list of places into the study.
public struct ImportSites: StudyCommand {
  /// The name in the journal.
  public let name = "sites import"
  private let rows: [SiteRow]

  /// Prepares an import.
  public init(_ rows: [SiteRow]) { self.rows = rows }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    var outcome = ListOutcome()
    var made: [String] = []
    for row in rows {
      let isKnown = try writer.id(in: .site, named: row.id) != nil && !made.contains(row.id)
      let id = try writer.idMaking(.site, named: row.id, made: &made)
      if isKnown { outcome.updated.append(row.id) } else { outcome.added.append(row.id) }
      let parent = try row.parent.map { try writer.idMaking(.site, named: $0, made: &made) }
      try writer.db.execute(
        sql: """
          UPDATE site SET kind = coalesce(?, kind), names = CASE WHEN ? = '[]' THEN names ELSE ? END,
            parent_id = coalesce(?, parent_id) WHERE id = ?
          """,
        arguments: [row.kind, encodeTexts(row.names), encodeTexts(row.names), parent, id])
    }
    try writer.refuseCircles(in: .site)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "sites: \(outcome.words)" }
}
