public import Fieldwork

/// Sets of synonyms as a table: columns `set` and `term`, one word or phrase per row.
public enum SynonymsCSV {
  /// Reads sets, in the order in which they first stand.
  ///
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [SynonymSet] {
    var table = try NoteTable(text, file: fileName)
    let set = try table.require("set", "name")
    let term = try table.require("term", "word")
    let rows = try table.rows("term", id: { "\($0.name): \($0.terms[0])" }) { row in
      SynonymSet(name: try row.needed(set), terms: [try row.needed(term)])
    }
    var sets: [SynonymSet] = []
    for row in rows {
      if let known = sets.firstIndex(where: { $0.name == row.name }) {
        sets[known].terms += row.terms
      } else {
        sets.append(row)
      }
    }
    return sets
  }
}
