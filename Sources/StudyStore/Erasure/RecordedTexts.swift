import Fieldwork
import GRDB

/// The columns of the recorded tables in which people write, and how a row is called.
struct RecordedTexts {
  /// A column with words.
  struct Column {
    var index: Int
    var name: String
    /// Whether the words are a name that no other row may have.
    var isName: Bool
  }

  /// By table.
  let columns: [String: [Column]]
  private let names: [String: [String]]

  /// Columns whose words are chosen by Emic or by a list.
  private static let fixed: Set<String> = [
    "kind", "status", "role", "language", "format", "encoding", "date", "record_type", "created",
    "written", "at", "made", "state", "verdict", "stance", "voice", "method", "paradigm", "origin",
    "owner", "type", "missing",
  ]

  init(_ db: Database) throws {
    var columns: [String: [Column]] = [:]
    var names: [String: [String]] = [:]
    for table in Migrations.recordedTables {
      let unique = Set(
        try String.fetchAll(
          db,
          sql: """
            SELECT info.name FROM pragma_index_list(?) AS list, pragma_index_info(list.name) AS info
            WHERE list."unique" = 1
            """, arguments: [table]))
      let rows = try Row.fetchAll(
        db, sql: "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
      names[table] = rows.map { $0[0] }
      columns[table] = rows.enumerated().compactMap { index, row in
        let name: String = row[0]
        guard row[1] == "TEXT", row[2] as Int == 0, !RecordedTexts.fixed.contains(name) else {
          return nil
        }
        let isName = unique.contains(name)
        // Labels of transcripts and languages are given by the researcher and never quote.
        if isName, name == "label" { return nil }
        return Column(index: index, name: name, isName: isName)
      }
    }
    self.columns = columns
    self.names = names
  }

  /// The place of a column.
  func place(of column: String, in table: String) -> Int? { names[table]?.firstIndex(of: column) }

  /// How a row is called: `memo first-thoughts`, `code rent`.
  func title(_ table: String, _ row: Row, _ db: Database) throws -> String {
    let word = table.replacing("_", with: " ").replacing("study case", with: "case")
    if ["code_version", "code_label"].contains(table) {
      let slug = try String.fetchOne(
        db, sql: "SELECT slug FROM code WHERE id = ?", arguments: [row["code_id"] as Int64])
      return "code \(slug ?? "")"
    }
    if table == "framework_cell" {
      let cell = try String.fetchOne(
        db,
        sql: """
          SELECT study_case.slug || ' × ' || theme.slug FROM framework_cell
          JOIN theme ON theme.id = theme_id JOIN study_case ON study_case.id = case_id
          WHERE framework_cell.id = ?
          """, arguments: [row["id"] as Int64])
      return "framework \(cell ?? "")"
    }
    if table == "memo", row["slug"] as String? == nil {
      let cite = try String.fetchOne(
        db,
        sql: """
          SELECT cite FROM memo_coding JOIN coding ON coding.id = coding_id
          JOIN (SELECT segment.id, transcript.label || '#' || segment.number AS cite FROM segment
            JOIN text ON text.id = text_id JOIN layer ON layer.id = layer_id
            JOIN transcript ON transcript.id = transcript_id) AS place ON place.id = segment_id
          WHERE memo_id = ? LIMIT 1
          """, arguments: [row["id"] as Int64])
      return "note on \(cite ?? "a coding")"
    }
    for column in ["slug", "label", "title", "name"] {
      if let name = row[column] as String?, !name.isEmpty { return "\(word) \(name)" }
    }
    return word
  }
}
