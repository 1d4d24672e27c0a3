public import Fieldwork

/// Lists of places: one site per row.
///
/// Columns: `site` (also `id`), `name`, `name_xx` in the language `xx`, `kind`, `parent`. Other
/// columns are left out.
public enum SitesCSV {
  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `PeopleFailure` with the line at fault, also when an id
  ///   stands twice.
  public static func read(_ text: String, fileName: String) throws -> [SiteRow] {
    var table = try PeopleTable(text, file: fileName)
    let id = try table.takeID("site")
    let name = try table.take("name")
    let others = table.takeLanguages(of: "name")
    let kind = try table.take("kind")
    let parent = try table.take("parent")
    return try table.rows(id: id, unique: "site") { row, words, _ in
      let columns = (name.map { [("", $0)] } ?? []) + others.map { ($0.language, $0.column) }
      let names = columns.compactMap { language, column in
        row.words(column).map { LocalizedText(language: language, text: $0) }
      }
      return SiteRow(
        line: row.line, id: words, names: names, kind: row.words(kind), parent: row.words(parent))
    }
  }
}
