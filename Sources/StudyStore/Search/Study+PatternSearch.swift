import Fieldwork
import Foundation
import GRDB
public import Patterns

extension Study {
  /// Finds the turns in which a regular expression matches; a match lies within one turn.
  ///
  /// - Returns: every turn of a current text with at least one match, by text key and turn.
  /// - Throws: `PatternFailure.tooSlow` where the pattern was given up.
  public func search(_ pattern: Pattern) throws -> [SearchHit] {
    try reading { db in
      let turns = try db.cachedStatement(
        sql: "SELECT number, start, end FROM turn WHERE text_id = ? ORDER BY number")
      let texts = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM text
          WHERE version = (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
          ORDER BY id
          """)
      var hits: [SearchHit] = []
      var bodies = Bodies(texts, in: db)
      for key in texts {
        let text = try bodies.words(of: key)
        for row in try Row.fetchAll(turns, arguments: [key]) {
          guard let span = Span(start: row[1], end: row[2]) else { continue }
          let stretch = text.byte(ofScalar: span.start)..<text.byte(ofScalar: span.end)
          let matches = try pattern.matches(in: text.bytes, stretch).compactMap {
            Span(
              start: text.scalar(ofByte: $0.lowerBound), end: text.scalar(ofByte: $0.upperBound))
          }
          guard !matches.isEmpty else { continue }
          hits.append(SearchHit(text: key, turn: row[0], span: span, matches: matches))
        }
      }
      return hits
    }
  }
}
