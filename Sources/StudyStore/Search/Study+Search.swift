public import Fieldwork
import Foundation
import GRDB

/// A turn that a search found.
public struct SearchHit: Hashable, Sendable {
  /// The store's key of the text, as in `TextEntry.key`.
  public var text: Int64
  /// The number of the turn, from 1.
  public var turn: Int32
  /// The turn's words.
  public var span: Span
  /// The stretches of the text that match, in order.
  public var matches: [Span]
  /// Which of several terms each match is, by position; empty where one thing was asked.
  public var terms: [Int] = []
}

/// What a search found.
public struct SearchResult: Sendable {
  /// The turns that match, up to the limit, by text key and turn.
  public var hits: [SearchHit]
  /// How many turns match in all.
  public var total: Int
}

extension Study {
  /// Finds turns by words, phrases in quotation marks, and Chinese characters.
  ///
  /// Words of one query must all stand in the turn. Latin words match by their stem (`fees`
  /// finds `fee`), a run of Chinese characters matches exactly and at any length, also one.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - limit: how many turns to return in full, 0 or more; all are counted.
  /// - Throws: a `Problem` where there is nothing to look for, or the limit is negative.
  public func search(_ query: String, limit: Int) throws -> SearchResult {
    guard limit >= 0 else {
      throw Problem(.usage, "a search shows 0 turns or more, not \(limit)")
    }
    let expression = SearchQuery(query).expression
    guard !expression.isEmpty else {
      throw Problem(
        .data, "there is nothing to look for in '\(query)'",
        hint: "write a word, a \"phrase\", or Chinese characters")
    }
    try freshenIndex()
    return try reading { db in
      var hits: [SearchHit] = []
      let total = try Study.forEachTurn(matching: expression, first: limit, in: db) { turns in
        let matches = try MatchFinder(turns.map(\.words)).matches(of: expression)
        for (position, turn) in turns.enumerated() {
          let spans = (matches[position] ?? []).compactMap { turn.span(of: $0) }
          hits.append(
            SearchHit(text: turn.text, turn: turn.number, span: turn.span, matches: spans))
        }
      }
      return SearchResult(hits: hits, total: total)
    }
  }
}
