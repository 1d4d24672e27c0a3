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
    try freshenIndex()
    return try reading { db in
      var hits: [SearchHit] = []
      try Study.forEachTurn(matching: wanted, in: db) { turns in
        let matcher = try MatchFinder(turns.map(\.words), isFolding: true)
        let matches = try expressions.map { try matcher.matches(of: $0) }
        for (position, turn) in turns.enumerated() {
          let found = matches.enumerated().flatMap { term, matches in
            (matches[position] ?? []).compactMap { range in
              turn.span(of: range).map { (span: $0, term: term) }
            }
          }
          let kept = Study.withoutOverlap(found)
          guard !kept.isEmpty else { continue }
          hits.append(
            SearchHit(
              text: turn.text, turn: turn.number, span: turn.span, matches: kept.map(\.span),
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
}
