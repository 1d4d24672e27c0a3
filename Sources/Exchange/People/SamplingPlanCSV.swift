public import Fieldwork

/// A plan of whom to meet: one row per sort of person or place.
///
/// Columns `wanted` (how many, 1 where empty) and `why`; every other column is an attribute,
/// and an empty cell leaves it open.
public enum SamplingPlanCSV {
  /// Reads a plan.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure`, `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [PlannedSample] {
    let table = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(table.header, file: fileName)
    let wanted = try finder.take(["wanted", "n"])
    let why = try finder.take(["why", "note"])
    let attributes = finder.unused
    guard !attributes.isEmpty else {
      throw TableFailure.missingColumns(
        file: fileName, missing: ["of an attribute"], present: table.header)
    }
    return try table.rows.map { row in
      let values = attributes.compactMap { column in
        row.words(column).map { AttributeValue(name: table.header[column], value: $0) }
      }
      guard !values.isEmpty else {
        throw NoteRowFailure.emptyCell(
          file: fileName, line: row.line, column: "value of any attribute")
      }
      var count = 1
      if let words = row.words(wanted) {
        guard let number = Int(words), (0...1_000_000).contains(number) else {
          throw NoteRowFailure.badValue(
            file: fileName, line: row.line, column: "wanted", value: words,
            allowed: "a whole number")
        }
        count = number
      }
      return PlannedSample(
        line: row.line, wanted: values, count: count, why: row.words(why) ?? "")
    }
  }
}
