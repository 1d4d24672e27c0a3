public import Fieldwork

/// Published regression tables as CSV, for checks: columns term, b, odds_ratio, p and stars, of
/// which only the term and one of b and odds_ratio are needed; level for categories.
public enum PublishedModelCSV {
  /// Reads a table.
  ///
  /// - Throws: `TableFailure`, `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> PublishedModel {
    let table = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(table.header, file: fileName)
    let term = try finder.take(["term", "variable"])
    let level = try finder.take(["level"])
    let coefficient = try finder.take(["b", "coef", "coefficient", "estimate"])
    let ratio = try finder.take(["odds_ratio", "or", "exp(b)"])
    let p = try finder.take(["p", "p_value", "p-value"])
    let stars = try finder.take(["stars"])
    guard let term, coefficient != nil || ratio != nil else {
      throw TableFailure.missingColumns(
        file: fileName, missing: [term == nil ? "term" : "b"], present: table.header)
    }
    func printed(
      _ row: CSVTable.Row, _ column: Int?, _ name: String
    ) throws -> PublishedModel.Printed? {
      guard let words = row.words(column) else { return nil }
      var text = words.replacing("\u{2212}", with: "-")
      if table.separator != UInt8(ascii: ","), NumberReading.hasComma(text) {
        text = text.replacing(",", with: ".")
      }
      guard let number = PublishedModel.Printed(text) else {
        throw NoteRowFailure.badValue(
          file: fileName, line: row.line, column: name, value: words, allowed: "a number")
      }
      return number
    }
    var lines: [String: Int] = [:]
    let terms = try table.rows.map { row in
      guard let name = row.words(term) else {
        throw NoteRowFailure.emptyCell(file: fileName, line: row.line, column: "term")
      }
      let found = PublishedModel.Term(
        variable: name, level: row.words(level),
        coefficient: try printed(row, coefficient, "b"),
        oddsRatio: try printed(row, ratio, "odds_ratio"), p: try printed(row, p, "p"),
        stars: stars.map { row.words($0) ?? "" }, line: row.line)
      if let p = found.p, !(0...1).contains(p.value) {
        throw NoteRowFailure.badValue(
          file: fileName, line: row.line, column: "p", value: p.text,
          allowed: "a number from 0 to 1")
      }
      if let other = lines.updateValue(row.line, forKey: found.name) {
        throw NoteRowFailure.twice(
          file: fileName, what: "term", id: found.name, lines: [other, row.line])
      }
      return found
    }
    guard !terms.isEmpty else { throw TableFailure.empty(file: fileName) }
    return PublishedModel(name: fileName, terms: terms)
  }
}
