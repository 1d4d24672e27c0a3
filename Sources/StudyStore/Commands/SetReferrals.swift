public import Fieldwork
import Foundation
import GRDB

/// Writes who led to whom; what is known of the same two is replaced.
public struct SetReferrals: StudyCommand {
  /// The name in the journal.
  public let name: String
  private let referrals: [Referral]

  /// Prepares referrals.
  ///
  /// - Parameter name: the command that the journal names.
  public init(_ referrals: [Referral], name: String = "referrals import") {
    self.referrals = referrals
    self.name = name
  }

  /// Writes the referrals.
  ///
  /// - Throws: `StudyFailure.unknown` for a name; a `Problem` for one that leads to itself, to a
  ///   site or out of the study, and for a day that is none.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    var outcome = ListOutcome()
    for referral in referrals {
      let row = try ReferralRow(referral, writer)
      guard referral.date.isEmpty || CivilDate(referral.date) != nil else {
        throw Problem(
          .data, "'\(referral.date)' is no date", place: referral.words,
          hint: "write 2016-06-22, 2016-06 or 2016")
      }
      let date = CivilDate(referral.date)?.iso ?? ""
      if let known = try row.known(writer.db) {
        outcome.updated.append(referral.words)
        try writer.db.execute(
          sql: "UPDATE \(row.table) SET date = ?, how = ? WHERE id = ?",
          arguments: [date, referral.how, known])
      } else {
        outcome.added.append(referral.words)
        let identity = StableUUID(identity: "referral", referral.from.typed, referral.to.typed)
        try writer.db.execute(
          sql: """
            INSERT INTO \(row.table) (\(row.toColumn), \(row.fromColumn), uuid, date, how)
            VALUES (?, ?, ?, ?, ?)
            """, arguments: [row.to, row.from, Data(identity.bytes), date, referral.how])
      }
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "referrals: \(outcome.words)" }
}

/// Takes a referral away.
public struct RemoveReferral: StudyCommand {
  /// The name in the journal.
  public let name = "referrals remove"
  private let referral: Referral

  /// Prepares a removal.
  public init(_ referral: Referral) { self.referral = referral }

  /// Writes the change.
  ///
  /// - Throws: `StudyFailure.unknown` for a name; a `Problem` where there is no such referral.
  public func apply(to writer: StudyWriter) throws {
    let row = try ReferralRow(referral, writer)
    guard let known = try row.known(writer.db) else {
      throw Problem(
        .data, "nobody wrote down that \(referral.from.name) led to \(referral.to.name)",
        hint: "'emic referrals' lists what is known")
    }
    try writer.db.execute(sql: "DELETE FROM \(row.table) WHERE id = ?", arguments: [known])
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String { referral.words }
}

/// A referral as its tables have it.
private struct ReferralRow {
  let table: String
  let toColumn: String
  let to: Int64
  let fromColumn: String
  let from: DatabaseValue

  init(_ referral: Referral, _ writer: StudyWriter) throws {
    guard referral.from != referral.to else {
      throw Problem(.data, "\(referral.from.name) leads to itself", hint: "name two")
    }
    switch referral.to {
    case .participant(let name):
      (table, toColumn) = ("participant_referral", "participant_id")
      to = try writer.requiredID(in: .participant, named: name)
    case .place(let name):
      (table, toColumn) = ("case_referral", "case_id")
      to = try writer.requiredID(in: .studyCase, named: name)
    default:
      throw Problem(
        .data, "a referral leads to a participant or a case, not to \(referral.to.name)",
        place: referral.words)
    }
    switch referral.from {
    case .participant(let name):
      fromColumn = "from_participant_id"
      from = try writer.requiredID(in: .participant, named: name).databaseValue
    case .place(let name):
      fromColumn = "from_case_id"
      from = try writer.requiredID(in: .studyCase, named: name).databaseValue
    case .site(let name):
      fromColumn = "from_site_id"
      from = try writer.requiredID(in: .site, named: name).databaseValue
    case .person(let name):
      fromColumn = "from_person"
      from = name.databaseValue
    case .erased:
      throw Problem(.data, "whoever led to \(referral.to.name) is not named")
    }
  }

  func known(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM \(table) WHERE \(toColumn) = ? AND \(fromColumn) = ?",
      arguments: [to, from])
  }
}
