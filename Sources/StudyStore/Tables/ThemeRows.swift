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

  /// The judgements in order of theme and case.
  ///
  /// - Parameter cases: the index of each case by its id.
  static func judgements(_ db: Database, cases: [Int64: Int32]) throws -> [ThemeJudgement] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT slug, case_id, verdict, why, theme.position FROM theme_judgement
        JOIN theme ON theme.id = theme_id
        """)
    let found = rows.compactMap { row -> (position: Int, judgement: ThemeJudgement)? in
      guard let place = cases[row[1]], let verdict = ThemeJudgement.Verdict(rawValue: row[2])
      else { return nil }
      return (
        row[4],
        ThemeJudgement(theme: row[0], caseIndex: place, verdict: verdict, why: row[3])
      )
    }
    return found.sorted {
      ($0.position, $0.judgement.caseIndex) < ($1.position, $1.judgement.caseIndex)
    }.map(\.judgement)
  }
}
