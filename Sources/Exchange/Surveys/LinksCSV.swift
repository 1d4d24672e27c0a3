import Fieldwork

/// Which case is which record of a survey, as a table.
public enum LinksCSV {
  /// One row.
  public struct Row: Hashable, Sendable {
    /// The case's id.
    public var caseID: String
    /// The survey's name, where the row gives one.
    public var survey: String?
    /// The record's key.
    public var record: String
    /// A note on the link, possibly empty.
    public var note: String
    /// The line of the file, from 1.
    public var line: Int
  }

  /// Reads links: `case`, `record`, and maybe `survey` and `note`.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault, also when a case
  ///   stands twice.
  public static func read(_ text: String, fileName: String) throws -> [Row] {
    var table = try NoteTable(text, file: fileName)
    let place = try table.require("case", "id")
    let record = try table.require("record")
    let survey = try table.take("survey")
    let note = try table.take("note")
    return try table.rows("case", id: \.caseID) { row in
      let named = row.words(survey)
      return Row(
        caseID: try row.needed(place), survey: named.isEmpty ? nil : named,
        record: try row.needed(record), note: row.words(note), line: row.line)
    }
  }
}
