public import Fieldwork

/// Reads ratings from a table: units × coders, blanks for what is missing.
///
/// Columns named `unit` and `document` (or `transcript`) say which unit and document a row is;
/// every other column is a coder.
public enum RatingsCSV {
  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure`; `NoteRowFailure` for a blank cell in a column `document`.
  public static func read(_ text: String, fileName: String) throws -> RatingTable {
    let table = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(table.header, file: fileName)
    let unit = try finder.take(["unit"])
    let document = try finder.take(["document", "transcript"])
    let coders = finder.unused
    let names = coders.map { table.header[$0] }
    for (place, name) in names.enumerated() where names[..<place].contains(name) {
      throw TableFailure.repeatedColumn(file: fileName, name: name)
    }
    var documents: [String]? = document == nil ? nil : []
    var units: [String] = []
    var cells: [[String?]] = []
    for row in table.rows {
      units.append(row.words(unit) ?? "")
      if let document {
        guard let name = row.words(document) else {
          throw NoteRowFailure.emptyCell(
            file: fileName, line: row.line, column: table.header[document])
        }
        documents?.append(name)
      }
      cells.append(coders.map { row.words($0) })
    }
    return RatingTable(coders: names, units: units, documents: documents, cells: cells)
  }
}
