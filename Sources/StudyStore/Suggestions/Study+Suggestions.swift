public import Fieldwork
import Foundation
import GRDB

extension Study {
  /// The suggestions, by number.
  ///
  /// - Parameter statuses: what became of those that are wanted.
  public func suggestions(
    _ statuses: Set<SuggestionStatus> = [.open]
  ) throws -> [Suggestion] {
    try reading { try SuggestionRows.load($0, statuses) }
  }

  /// What was suggested before in current texts, as a rule looks at it; without what was withdrawn.
  public func knownSuggestions() throws -> [KnownSuggestion] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT suggestion.text_id, start, end, code.slug, suggestion.status FROM suggestion
          JOIN code ON code.id = suggestion.code_id WHERE lapsed IS NULL ORDER BY suggestion.id
          """
      ).compactMap { row in
        guard let span = Span(start: row[1], end: row[2]),
          let status = SuggestionStatus(rawValue: row[4])
        else { return nil }
        return KnownSuggestion(text: row[0], span: span, code: row[3], status: status)
      }
    }
  }

  /// The rules in the order in which they were first used.
  public func suggestionRules() throws -> [SuggestionRuleEntry] {
    try reading { db in
      var counts: [Int64: [SuggestionStatus: Int]] = [:]
      var codes: [Int64: [String]] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT rule_id, code.slug, \(SuggestionRows.status), count(*) FROM suggestion
          JOIN code ON code.id = suggestion.code_id GROUP BY rule_id, code.id, 3
          ORDER BY rule_id, code.position, code.id
          """)
      for row in rows {
        let rule: Int64 = row[0]
        if codes[rule]?.last != row[1] { codes[rule, default: []].append(row[1]) }
        guard let status = SuggestionStatus(rawValue: row[2]) else { continue }
        counts[rule, default: [:]][status, default: 0] += row[3]
      }
      return try Row.fetchAll(
        db,
        sql: """
          SELECT suggestion_rule.id, slug, way, asked, unit, scope, coder.name, made
          FROM suggestion_rule JOIN coder ON coder.id = coder_id ORDER BY suggestion_rule.id
          """
      ).map { row in
        SuggestionRuleEntry(
          name: row[1], way: row[2], asked: decodeStrings(row[3]),
          unit: SuggestionUnit(rawValue: row[4]) ?? .sentence, scope: row[5],
          codes: codes[row[0]] ?? [], coder: row[6], made: row[7], counts: counts[row[0]] ?? [:])
      }
    }
  }
}

/// The rows of suggestions.
enum SuggestionRows {
  /// What became of a suggestion, as an expression over its row.
  static let status = """
    CASE WHEN suggestion.status = 'open' AND lapsed IS NOT NULL THEN 'withdrawn'
      ELSE suggestion.status END
    """

  static func load(
    _ db: Database, _ statuses: Set<SuggestionStatus>, ofText text: Int64? = nil,
    onlyStanding: Bool = false
  ) throws -> [Suggestion] {
    let wanted = statuses.map { "'\($0.rawValue)'" }.sorted().joined(separator: ",")
    let place =
      (text.map { "AND suggestion.text_id = \($0)" } ?? "")
      + (onlyStanding ? " AND lapsed IS NULL" : "")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT suggestion.id, suggestion.number, suggestion_rule.slug, code.slug, transcript.label,
          text.id, text.version =
            (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id),
          layer.language, suggestion.start, suggestion.end, suggestion.matches, \(status),
          coalesce(suggestion.decided, lapsed), coder.name
        FROM suggestion JOIN suggestion_rule ON suggestion_rule.id = suggestion.rule_id
        JOIN code ON code.id = suggestion.code_id JOIN text ON text.id = suggestion.text_id
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        LEFT JOIN coder ON coder.id = suggestion.coder_id
        WHERE \(status) IN (\(wanted)) \(place) ORDER BY suggestion.number, suggestion.id
        """)
    let cites = try statuses.contains(.accepted) ? self.cites(db) : [:]
    return rows.compactMap { row in
      guard let span = Span(start: row[8], end: row[9]),
        let status = SuggestionStatus(rawValue: row[11])
      else { return nil }
      return Suggestion(
        number: row[1], rule: row[2], code: row[3], transcript: row[4], text: row[5],
        isCurrent: row[6], language: row[7], span: span,
        matches: matches(row[10], from: span.start), status: status, decided: row[12],
        decidedBy: row[13], cites: cites[row[0]] ?? [])
    }
  }

  /// The citations of what was coded, by suggestion.
  private static func cites(_ db: Database) throws -> [Int64: [String]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT suggestion_id, transcript.label || '#' || segment.number
        FROM coding_suggestion JOIN coding ON coding.id = coding_id
        JOIN segment ON segment.id = coding.segment_id JOIN text ON text.id = segment.text_id
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        ORDER BY suggestion_id, segment.number
        """)
    return Dictionary(grouping: rows) { $0[0] as Int64 }.mapValues { $0.map { $0[1] } }
  }

  /// Stretches that are kept as pairs counted from the start of the passage.
  static func matches(_ json: String, from start: Int32) -> [Span] {
    let pairs = (try? JSONDecoder().decode([[Int32]].self, from: Data(json.utf8))) ?? []
    return pairs.compactMap { pair in
      guard pair.count == 2 else { return nil }
      return Span(start: start + pair[0], end: start + pair[1])
    }
  }

  /// The form in which stretches are kept.
  static func json(_ matches: [Span], from start: Int32) -> String {
    encodeJSON(matches.map { [$0.start - start, $0.end - start] })
  }

  /// How many suggestions of a code wait.
  static func openCount(ofCode code: Int64, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM suggestion WHERE code_id = ? AND status = 'open' AND lapsed IS NULL
        """, arguments: [code]) ?? 0
  }
}

extension StudyWriter {
  /// Lets a coding know of which suggestions others were made that become one with it.
  ///
  /// - Parameter codings: the row ids of the others, with commas.
  func shareSuggestions(of codings: String, with coding: Int64) throws {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO coding_suggestion
        SELECT ?, suggestion_id FROM coding_suggestion WHERE coding_id IN (\(codings))
        """, arguments: [coding])
  }
}
