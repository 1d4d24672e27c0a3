import Fieldwork
import GRDB

/// The themes with their codes, in order of definition.
enum ThemeRows {
  static func load(_ db: Database) throws -> [ThemeDefinition] {
    let themes = try Row.fetchAll(
      db, sql: "SELECT id, slug, statements, rule, summary FROM theme ORDER BY position")
    return try themes.map { row in
      let codes = try Row.fetchAll(
        db,
        sql: """
          SELECT role, slug FROM theme_code JOIN code ON code.id = code_id
          WHERE theme_id = ? ORDER BY theme_code.position
          """, arguments: [row[0] as Int64])
      func slugs(_ role: String) -> [String] { codes.filter { $0[0] == role }.map { $0[1] } }
      return ThemeDefinition(
        slug: row[1], statements: decodeTexts(row[2]), rule: ThemeRule(row[3]) ?? .allRequired,
        required: slugs("required"), supporting: slugs("supporting"),
        contrary: slugs("contrary"), summary: row[4])
    }
  }
}
