public import Fieldwork

/// Lists of cases: one household, school, office or village per row.
///
/// Columns: `case` (also `id`), `kind`, `name`, `site`, `parent`; every other column is an
/// attribute. An empty cell says nothing.
public enum CasesCSV {
  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `PeopleFailure` with the line at fault, also when an id
  ///   stands twice.
  public static func read(_ text: String, fileName: String) throws -> [CaseRow] {
    var table = try PeopleTable(text, file: fileName)
    let id = try table.takeID("case")
    let kind = try table.take("kind")
    let name = try table.take("name")
    let site = try table.take("site")
    let parent = try table.take("parent")
    return try table.rows(id: id, unique: "case") { row, words, attributes in
      CaseRow(
        line: row.line, id: words, kind: row.words(kind), name: row.words(name),
        site: row.words(site), parent: row.words(parent), attributes: attributes)
    }
  }
}
