import Fieldwork
import GRDB

/// What names a code beside its codings.
struct CodeMentions {
  /// Slugs of themes, relations and memos.
  var themes: [String]
  var relations: [String]
  var memos: [String]
  /// Suggestions that wait.
  var suggestions: Int

  init(_ code: Int64, _ db: Database) throws {
    func names(_ sql: String) throws -> [String] {
      try String.fetchAll(db, sql: sql, arguments: ["code": code])
    }
    themes = try names(
      """
      SELECT slug FROM theme JOIN theme_code ON theme_id = theme.id WHERE code_id = :code
      ORDER BY theme.position
      """)
    relations = try names(
      "SELECT slug FROM relation WHERE from_id = :code OR to_id = :code ORDER BY position")
    memos = try names(
      """
      SELECT coalesce(slug, title) FROM memo JOIN memo_code ON memo_id = memo.id
      WHERE code_id = :code ORDER BY 1
      """)
    suggestions = try SuggestionRows.openCount(ofCode: code, db)
  }

  /// All of them, in words.
  var words: [String] {
    themes.map { "theme \($0)" } + relations.map { "relation \($0)" } + memos.map { "memo \($0)" }
      + (suggestions > 0 ? [counted(suggestions, "open suggestion")] : [])
  }
}
