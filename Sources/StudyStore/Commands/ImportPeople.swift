public import Fieldwork
import Foundation
import GRDB

/// How many rows of a list were new, changed, or there already.
public struct ListOutcome: Hashable, Sendable {
  /// Rows whose id was new.
  public var added: [String] = []
  /// Rows of things that were in the study already.
  public var updated: [String] = []

  var words: String { "\(added.count) new, \(updated.count) known" }
}

/// Brings a list of participants into the study, and ties speaker labels to them.
public struct ImportParticipants: StudyCommand {
  /// The name in the journal.
  public let name = "participants import"
  private let rows: [ParticipantRow]

  /// Prepares an import.
  public init(_ rows: [ParticipantRow]) { self.rows = rows }

  /// Writes the change. Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    var outcome = ListOutcome()
    var made: [String] = []
    for row in rows {
      let isKnown = try writer.id(in: .participant, named: row.participant) != nil
      let participant = try writer.idMaking(.participant, named: row.participant, made: &made)
      if !isKnown {
        outcome.added.append(row.participant)
      } else if !outcome.added.contains(row.participant) {
        outcome.updated.append(row.participant)
      }
      if let name = row.name {
        try writer.db.execute(
          sql: "UPDATE participant SET name = ? WHERE id = ?", arguments: [name, participant])
      }
      try writer.setAttributes(row.attributes, in: .participantAttribute, owner: participant)
      if let caseID = row.caseID {
        let id = try writer.idMaking(.studyCase, named: caseID, made: &made)
        try writer.db.execute(
          sql: "INSERT OR IGNORE INTO membership VALUES (?, ?)", arguments: [participant, id])
      }
      guard let label = row.transcript else { continue }
      let transcript = try writer.requiredID(in: .transcript, named: label)
      try writer.db.execute(
        sql: "INSERT OR IGNORE INTO transcript_participant VALUES (?, ?)",
        arguments: [transcript, participant])
      if let speaker = row.speaker {
        _ = try writer.assign(
          .init(speaker: speaker, role: row.role, participant: row.participant), in: transcript,
          label: label)
      }
    }
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "participants: \(outcome.words)" }
}

/// Brings a list of cases into the study.
public struct ImportCases: StudyCommand {
  /// The name in the journal.
  public let name = "cases import"
  private let rows: [CaseRow]

  /// Prepares an import.
  public init(_ rows: [CaseRow]) { self.rows = rows }

  /// Writes the change. Throwing leaves the study as it was.
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
      try writer.setAttributes(row.attributes, in: .caseAttribute, owner: id)
    }
    try writer.refuseCircles(in: .studyCase)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "cases: \(outcome.words)" }
}

/// Brings a list of places into the study.
public struct ImportSites: StudyCommand {
  /// The name in the journal.
  public let name = "sites import"
  private let rows: [SiteRow]

  /// Prepares an import.
  public init(_ rows: [SiteRow]) { self.rows = rows }

  /// Writes the change. Throwing leaves the study as it was.
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
