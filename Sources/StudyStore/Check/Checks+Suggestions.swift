import Fieldwork
import GRDB

extension Checks {
  /// Whether suggestions lie in their texts on whole characters, what waits lies in a current one
  /// and is of a code, and no number is there twice.
  static func suggestions(_ db: Database) throws -> (Int, [String]) {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT number, text_id, start, end, matches FROM suggestion ORDER BY text_id, number
        """)
    var findings: [String] = []
    var bodies = Bodies(rows.lazy.map { $0[1] as Int64 }, in: db)
    for row in rows where findings.count < 20 {
      let name = Suggestion.name(row[0])
      let text = try bodies.words(of: row[1])
      guard let span = Span(start: row[2], end: row[3]), text.holds(span) else {
        findings.append("\(name): lies outside its text")
        continue
      }
      if !text.isGraphemeBoundary(span.start) || !text.isGraphemeBoundary(span.end) {
        findings.append("\(name): cuts a character in two")
      }
      let matches = SuggestionRows.matches(row[4], from: span.start)
      if matches.isEmpty || !matches.allSatisfy({ span.contains($0) }) {
        findings.append("\(name): what was found does not lie in it")
      }
    }
    findings += try String.fetchAll(
      db,
      sql: """
        SELECT 's' || number || ': waits in an earlier version of its text'
        FROM suggestion JOIN text ON text.id = suggestion.text_id
        WHERE status = 'open' AND lapsed IS NULL
          AND version < (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
        UNION ALL
        SELECT 's' || number || ': waits for ' || code.slug || ', which is a category'
        FROM suggestion JOIN code ON code.id = suggestion.code_id
        WHERE suggestion.status = 'open' AND lapsed IS NULL AND codable = 0
        UNION ALL
        SELECT 's' || number || ': the number is used twice' FROM suggestion
        GROUP BY number HAVING count(*) > 1
        UNION ALL
        SELECT 's' || number || ': the number would be used twice' FROM suggestion
        WHERE number >= coalesce((SELECT next FROM suggestion_counter), 1)
        UNION ALL
        SELECT DISTINCT 's' || number || ': a coding was made of it and it is not accepted'
        FROM suggestion JOIN coding_suggestion ON suggestion_id = suggestion.id
        WHERE status <> 'accepted'
        LIMIT 20
        """)
    return (rows.count, Array(findings.prefix(20)))
  }
}
