import Fieldwork
import Foundation
import GRDB

extension Study {
  /// Finds the turns in which any of several terms stands, simplified and traditional Chinese
  /// characters as one.
  ///
  /// Each term is a phrase: its words side by side in this order, Latin ones by their stem. Where
  /// two terms meet on the same words, the longer one counts.
  ///
  /// - Parameter terms: words and phrases; the hits name them by position.
  /// - Returns: every turn with at least one match, by text key and turn.
  public func search(anyOf terms: [String]) throws -> [SearchHit] {
    let expressions = try terms.map { term in
      guard let phrase = SearchQuery.phrase(term.simplifiedForms) else {
        throw Problem(
          .data, "there is nothing to look for in '\(term)'",
          hint: "write a word, a phrase, or Chinese characters")
      }
      return phrase
    }
    guard !terms.isEmpty else { return [] }
    let wanted = terms.compactMap(SearchQuery.candidates).joined(separator: " OR ")
    return try reading { db in
      let matcher = try MatchFinder(isFolding: true)
      var hits: [SearchHit] = []
      try Study.forEachTurn(matching: wanted, in: db) { key, number, span, words in
        try matcher.load(words)
        let found = try expressions.enumerated().flatMap { term, expression in
          try matcher.matches(of: expression).compactMap { range in
            Span(start: span.start + range.lowerBound, end: span.start + range.upperBound)
              .map { (span: $0, term: term) }
          }
        }
        let kept = Study.withoutOverlap(found)
        if !kept.isEmpty {
          hits.append(
            SearchHit(
              text: key, turn: number, span: span, matches: kept.map(\.span),
              terms: kept.map(\.term)))
        }
      }
      return hits.sorted { ($0.text, $0.turn) < ($1.text, $1.turn) }
    }
  }

  /// The matches that stay, in order: of those that share a character the longest, then the one
  /// whose term comes first.
  private static func withoutOverlap(
    _ found: [(span: Span, term: Int)]
  ) -> [(span: Span, term: Int)] {
    var kept: [(span: Span, term: Int)] = []
    let best = found.sorted {
      (-$0.span.length, $0.span.start, $0.term) < (-$1.span.length, $1.span.start, $1.term)
    }
    for match in best where !kept.contains(where: { $0.span.overlaps(match.span) }) {
      kept.append(match)
    }
    return kept.sorted { $0.span.start < $1.span.start }
  }

  /// Calls back with the turns that the index gives for an expression, by text key and turn.
  ///
  /// - Parameter limit: how many turns at most; all when `nil`.
  /// - Returns: how many there are in all.
  @discardableResult
  static func forEachTurn(
    matching expression: String, first limit: Int? = nil, in db: Database,
    _ body: (_ text: Int64, _ number: Int32, _ span: Span, _ words: String) throws -> Void
  ) throws -> Int {
    // Matches are collected first: row ids in the order of the index cost nothing to sort,
    // joining each of ten thousand hits with its turn would.
    let ids = try Int64.fetchAll(
      db, sql: "SELECT rowid FROM turn_index WHERE turn_index MATCH ? ORDER BY rowid",
      arguments: [expression])
    let turns = try db.cachedStatement(
      sql: "SELECT text_id, number, start, end FROM turn WHERE id = ?")
    var found: [(text: Int64, number: Int32, span: Span)] = []
    for id in ids.prefix(limit ?? ids.count) {
      guard let row = try Row.fetchOne(turns, arguments: [id]),
        let span = Span(start: row[2], end: row[3])
      else { continue }
      found.append((row[0], row[1], span))
    }
    var bodies = Bodies(found.lazy.map(\.text), in: db)
    for (text, number, span) in found {
      try body(text, number, span, try bodies.words(of: text).words(in: span))
    }
    return ids.count
  }
}
