public import Fieldwork
import Foundation
import GRDB

/// Brings a list of participants into the study, and ties speaker labels to them.
public struct ImportParticipants: StudyCommand {
  /// The name in the journal.
  public let name = "participants import"
  private let rows: [ParticipantRow]

  /// Prepares an import.
  public init(_ rows: [ParticipantRow]) { self.rows = rows }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
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
      try writer.setAttributes(
        row.attributes, of: .participant, owner: participant,
        named: "line \(row.line), \(row.participant)")
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
