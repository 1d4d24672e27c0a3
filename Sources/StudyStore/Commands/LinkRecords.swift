public import Fieldwork
import Foundation
import GRDB

/// Ties cases or participants to records of a survey, or says why one has none.
public struct LinkRecords: StudyCommand {
  /// One case or participant and its record.
  public struct Link: Hashable, Sendable {
    /// The id of the case or participant.
    public var subject: String
    /// The record's key, or `nil` with a reason.
    public var record: String?
    /// Why there is no record, or a note on the link.
    public var note: String

    /// Describes a link.
    public init(_ subject: String, record: String?, note: String = "") {
      self.subject = subject
      self.record = record
      self.note = note
    }
  }

  /// What linking did.
  public struct Outcome: Hashable, Sendable {
    /// Who is newly linked, or linked to another record.
    public var linked: [String] = []
    /// Whose link was there already.
    public var alreadyLinked: [String] = []
  }

  /// The name in the journal.
  public let name = "link"
  private let level: LinkLevel
  private let survey: String
  private let links: [Link]
  private let method: String

  /// Prepares links.
  ///
  /// - Parameters:
  ///   - links: who is which record.
  ///   - level: whether they are cases or participants.
  ///   - survey: the survey's name.
  ///   - method: how the pairs were found, such as `id` or `hand`.
  public init(_ links: [Link], of level: LinkLevel = .place, survey: String, method: String) {
    self.links = links
    self.level = level
    self.survey = survey
    self.method = method
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  ///
  /// - Throws: `StudyFailure.unknown` for a name; a `Problem` for a record that is not there, and
  ///   where the records of the survey are tied to the other level.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let rows = LinkRows(level)
    let surveyID = try writer.requiredID(in: .survey, named: survey)
    try refuseTwoLevels(surveyID, db)
    let coder = try writer.coderID(writer.author.coder)
    var outcome = Outcome()
    for link in links {
      let subjectID = try writer.requiredID(in: rows.subjects, named: link.subject)
      var record: Int64?
      if let key = link.record {
        record = try Int64.fetchOne(
          db, sql: "SELECT id FROM record WHERE survey_id = ? AND key = ?",
          arguments: [surveyID, key])
        guard record != nil else {
          throw Problem(.data, "the survey '\(survey)' has no record '\(key)'", place: link.subject)
        }
      }
      let there = try Row.fetchOne(
        db,
        sql: """
          SELECT record_id, note FROM \(rows.name) WHERE \(rows.subject) = ? AND survey_id = ?
          """, arguments: [subjectID, surveyID])
      if let there, there[0] as Int64? == record, there[1] == link.note {
        outcome.alreadyLinked.append(link.subject)
        continue
      }
      try db.execute(
        sql: """
          INSERT INTO \(rows.name)
            (uuid, \(rows.subject), survey_id, record_id, method, note, coder_id, linked)
          VALUES (?,?,?,?,?,?,?,?)
          ON CONFLICT (\(rows.subject), survey_id) DO UPDATE SET record_id = excluded.record_id,
            method = excluded.method, note = excluded.note, coder_id = excluded.coder_id,
            linked = excluded.linked
          """,
        arguments: [
          Data(rows.identity(survey, link.subject).bytes), subjectID, surveyID, record, method,
          link.note, coder, writer.author.time,
        ])
      outcome.linked.append(link.subject)
    }
    return outcome
  }

  /// A record is a household or a person, never both.
  private func refuseTwoLevels(_ surveyID: Int64, _ db: Database) throws {
    for other in LinkLevel.allCases where other != level && !links.isEmpty {
      let count = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM \(LinkRows(other).name) WHERE survey_id = ?",
        arguments: [surveyID])
      guard let count, count > 0 else { continue }
      throw Problem(
        .data,
        "the records of '\(survey)' are \(other.noun)s: \(counted(count, other.noun)) linked to it",
        hint: "name the survey of the \(level.noun)s with --survey; nothing was linked")
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(survey): \(counted(outcome.linked.count, level.noun))"
  }
}
