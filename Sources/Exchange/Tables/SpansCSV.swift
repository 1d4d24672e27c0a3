public import Fieldwork

/// Reads stretches from a table `coder, start, end, value`; the value may be left out.
///
/// A column `document` (or `transcript`) says on which text a stretch lies. Other columns are
/// ignored with a note.
public enum SpansCSV {
  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure`, and `NoteRowFailure` for a row without a coder, with an empty cell in
  ///   a column of documents, or with a place that is no whole number.
  public static func read(_ text: String, fileName: String) throws -> SpanTable {
    var table = try NoteTable(text, file: fileName)
    let coder = try table.require("coder")
    let start = try table.require("start")
    let end = try table.require("end")
    let value = try table.take("value", "code", "category")
    let document = try table.take("document", "transcript")
    // Two coders may well mark the same stretch, and one coder with two values.
    let rows = try table.rows("stretch", id: { "\($0.line)" }) { row -> SpanTable.Row in
      SpanTable.Row(
        coder: try row.needed(coder), start: try place(row, start, "start"),
        end: try place(row, end, "end"), value: row.words(value), line: row.line,
        document: try document.map { try row.needed($0) } ?? "")
    }
    return SpanTable(rows: rows, notes: table.ignoredNote)
  }

  private static func place(_ row: NoteRow, _ column: Int, _ name: String) throws -> Int {
    let words = try row.needed(column)
    guard let place = Int(words), place >= 0, place <= 1 << 40 else {
      throw NoteRowFailure.badValue(
        file: row.file, line: row.line, column: name, value: words,
        allowed: "a whole number from 0")
    }
    return place
  }
}
