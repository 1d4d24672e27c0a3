public import Fieldwork
import Foundation
import GRDB

/// Brings a list of cases into the study.
public struct ImportCases: StudyCommand {
  /// The name in the journal.
  public let name = "cases import"
  private let rows: [CaseRow]

  /// Prepares an import.
  public init(_ rows: [CaseRow]) { self.rows = rows }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    var outcome = ListOutcome()
    var made: [String] = []
    for row in rows {
      let isKnown = try writer.id(in: .studyCase, named: row.id) != nil
      let id = try writer.idMaking(.studyCase, named: row.id, made: &made)
      if isKnown { outcome.updated.append(row.id) } else { outcome.added.append(row.id) }
      let site = try row.site.map { try writer.idMaking(.site, named: $0, made: &made) }
      let parent = try row.parent.map { try writer.idMaking(.studyCase, named: $0, made: &made) }
      try writer.db.execute(
        sql: """
          UPDATE study_case SET kind = coalesce(?, kind), name = coalesce(?, name),
            site_id = coalesce(?, site_id), parent_id = coalesce(?, parent_id) WHERE id = ?
          """, arguments: [row.kind, row.name, site, parent, id])
      try writer.setAttributes(
        row.attributes, of: .place, owner: id, named: "line \(row.line), \(row.id)")
    }
    try writer.refuseCircles(in: .studyCase)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "cases: \(outcome.words)" }
}
