public import Fieldwork
import GRDB

/// Says when the fieldwork was done, so that an interview of another time is refused.
public struct SetFieldwork: StudyCommand {
  /// The name in the journal.
  public let name = "fieldwork"
  private let dates: FieldworkDates

  /// Prepares the change.
  public init(_ dates: FieldworkDates) { self.dates = dates }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws {
    guard try FieldworkSetting.load(writer.db) != dates else { return }
    try writer.db.execute(
      sql: "UPDATE study SET settings = json_set(settings, '$.fieldwork', ?)",
      arguments: [dates.words])
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String { dates.words }
}

/// The dates of the fieldwork among the settings of a study.
enum FieldworkSetting {
  static func load(_ db: Database) throws -> FieldworkDates? {
    try String.fetchOne(db, sql: "SELECT json_extract(settings, '$.fieldwork') FROM study")
      .flatMap { FieldworkDates($0) }
  }
}

extension StudyWriter {
  /// Refuses the date of an interview that lies outside the fieldwork; documents are of any time.
  func expectInFieldwork(_ date: CivilDate?, kind: String, label: String) throws {
    guard let date, kind.foldedName != "document",
      let what = try FieldworkSetting.load(db)?.misfit(date)
    else { return }
    throw StudyFailure.outsideFieldwork(label: label, what: what)
  }
}
