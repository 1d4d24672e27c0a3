public import Fieldwork

/// Who led to whom, as a table: `from`, `to`, and maybe `date` and `how`.
///
/// Names are written as ids, with the sort before them where it is needed: `person:village clerk`,
/// `site:pingba`, `case:HH-003`.
public enum ReferralsCSV {
  /// One row, before its names are looked up.
  public struct Row: Hashable, Sendable {
    /// The line of the file, from 1.
    public var line: Int
    /// Who led, as written.
    public var from: String
    /// To whom, as written.
    public var to: String
    /// The day, possibly empty.
    public var date: String
    /// How, possibly empty.
    public var how: String
  }

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [Row] {
    var table = try NoteTable(text, file: fileName)
    let from = try table.require("from", "referred_by")
    let to = try table.require("to")
    let date = try table.take("date", "when")
    let how = try table.take("how", "route")
    return try table.rows("referral", id: { (row: Row) in "\(row.from) to \(row.to)" }) { row in
      let day = row.words(date)
      guard day.isEmpty || CivilDate(day) != nil else {
        throw NoteRowFailure.badValue(
          file: row.file, line: row.line, column: "date", value: day,
          allowed: "2016-06-22, 2016-06 or 2016")
      }
      return Row(
        line: row.line, from: try row.needed(from), to: try row.needed(to), date: day,
        how: row.words(how))
    }
  }

  /// The referrals as a table; reading it gives the same.
  public static func write(_ referrals: [Referral]) -> String {
    CSVWriting.text(
      header: ["from", "to", "date", "how"],
      rows: referrals.map { [$0.from.typed, $0.to.typed, $0.date, $0.how] })
  }
}
