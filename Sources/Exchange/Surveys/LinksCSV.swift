public import Fieldwork

/// Which case or participant is which record of a survey, as a table.
public enum LinksCSV {
  /// One row.
  public struct Row: Hashable, Sendable {
    /// The id of the case or participant.
    public var subject: String
    /// The survey's name, where the row gives one.
    public var survey: String?
    /// The record's key.
    public var record: String
    /// A note on the link, possibly empty.
    public var note: String
    /// The line of the file, from 1.
    public var line: Int
  }

  /// Reads links: `case` or `participant`, `record`, and maybe `survey` and `note`.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault, also when a case or
  ///   participant stands twice.
  public static func read(
    _ text: String, fileName: String
  ) throws -> (level: LinkLevel, rows: [Row]) {
    var table = try NoteTable(text, file: fileName)
    let person = try table.take("participant")
    let level: LinkLevel = person == nil ? .place : .participant
    let subject = try person ?? table.require("case", "id")
    let record = try table.require("record")
    let survey = try table.take("survey")
    let note = try table.take("note")
    let rows = try table.rows(level.noun, id: \.subject) { row in
      let named = row.words(survey)
      return Row(
        subject: try row.needed(subject), survey: named.isEmpty ? nil : named,
        record: try row.needed(record), note: row.words(note), line: row.line)
    }
    return (level, rows)
  }
}
