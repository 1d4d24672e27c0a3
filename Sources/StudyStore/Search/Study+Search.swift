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
    return try reading { db in
      // Matches are collected first: row ids in the order of the index cost nothing to sort,
      // joining each of ten thousand hits with its turn would.
      let ids = try Int64.fetchAll(
        db, sql: "SELECT rowid FROM turn_index WHERE turn_index MATCH ? ORDER BY rowid",
        arguments: [expression])
      let turns = try db.cachedStatement(
        sql: "SELECT text_id, number, start, end FROM turn WHERE id = ?")
      let bodies = try db.cachedStatement(
        sql: """
          SELECT CAST(body.words AS BLOB) FROM text JOIN body ON body.hash = text.hash
          WHERE text.id = ?
          """)
      let matcher = try MatchFinder()
      var hits: [SearchHit] = []
      var open: (key: Int64, text: TextBuffer)?
      for id in ids.prefix(limit) {
        guard let row = try Row.fetchOne(turns, arguments: [id]) else { continue }
        let (key, number): (Int64, Int32) = (row[0], row[1])
        guard let span = Span(start: row[2], end: row[3]) else { continue }
        if open?.key != key {
          let words = try Data.fetchOne(bodies, arguments: [key]) ?? Data()
          open = (key, TextBuffer(validUTF8: [UInt8](words)))
        }
        guard let text = open?.text else { continue }
        try matcher.load(text.words(in: span))
        let matches = try matcher.matches(of: expression).compactMap { range in
          Span(start: span.start + range.lowerBound, end: span.start + range.upperBound)
        }
        hits.append(SearchHit(text: key, turn: number, span: span, matches: matches))
      }
      return SearchResult(hits: hits, total: ids.count)
    }
  }
}
