import Fieldwork
import Foundation
import GRDB

/// Ties cases to records of a survey, or says why a case has none.
public struct LinkCases: StudyCommand {
  /// One case and its record.
  public struct Link: Hashable, Sendable {
    /// The case's id.
    public var caseID: String
    /// The record's key, or `nil` with a reason.
    public var record: String?
    /// Why there is no record, or a note on the link.
    public var note: String

    /// Describes a link.
    public init(caseID: String, record: String?, note: String = "") {
      self.caseID = caseID
      self.record = record
      self.note = note
    }
  }

  /// What linking did.
  public struct Outcome: Hashable, Sendable {
    /// Cases that are newly linked, or linked to another record.
    public var linked: [String] = []
    /// Cases whose link was there already.
    public var alreadyLinked: [String] = []
  }

  /// The name in the journal.
  public let name = "link"
  private let survey: String
  private let links: [Link]
  private let method: String

  /// Prepares links.
  ///
  /// - Parameters:
  ///   - links: the cases and their records.
  ///   - survey: the survey's name.
  ///   - method: how the pairs were found, such as `id` or `hand`.
  public init(_ links: [Link], survey: String, method: String) {
    self.links = links
    self.survey = survey
    self.method = method
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let surveyID = try writer.requiredID(in: .survey, named: survey)
    let coder = try writer.coderID(writer.author.coder)
    var outcome = Outcome()
    for link in links {
      let caseID = try writer.requiredID(in: .studyCase, named: link.caseID)
      var record: Int64?
      if let key = link.record {
        record = try Int64.fetchOne(
          db, sql: "SELECT id FROM record WHERE survey_id = ? AND key = ?",
          arguments: [surveyID, key])
        guard record != nil else {
          throw Problem(.data, "the survey '\(survey)' has no record '\(key)'", place: link.caseID)
        }
      }
      let there = try Row.fetchOne(
        db, sql: "SELECT record_id, note FROM link WHERE case_id = ? AND survey_id = ?",
        arguments: [caseID, surveyID])
      if let there, there[0] as Int64? == record, there[1] == link.note {
        outcome.alreadyLinked.append(link.caseID)
        continue
      }
      try db.execute(
        sql: """
          INSERT INTO link (uuid, case_id, survey_id, record_id, method, note, coder_id, linked)
          VALUES (?,?,?,?,?,?,?,?)
          ON CONFLICT (case_id, survey_id) DO UPDATE SET record_id = excluded.record_id,
            method = excluded.method, note = excluded.note, coder_id = excluded.coder_id,
            linked = excluded.linked
          """,
        arguments: [
          Data(StableUUID(identity: "link", survey, link.caseID).bytes), caseID, surveyID, record,
          method, link.note, coder, writer.author.time,
        ])
      outcome.linked.append(link.caseID)
    }
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(survey): \(counted(outcome.linked.count, "case"))"
  }
}
