import Fieldwork
import GRDB

/// A turn that the index gives for a query, with its words.
struct MatchingTurn {
  /// The row id of the text.
  var text: Int64
  /// The number of the turn, from 1.
  var number: Int32
  /// Where in the text it stands.
  var span: Span
  var words: String

  /// The stretch of the text for a stretch of the turn.
  func span(of range: Range<Int32>) -> Span? {
    Span(start: span.start + range.lowerBound, end: span.start + range.upperBound)
  }
}

extension Study {
  /// How many turns are looked at together: few enough that their words need little memory.
  private static let batch = 256

  /// Calls back with the turns that the index gives for an expression, some at a time, in the
  /// order of the store.
  ///
  /// - Parameter limit: how many turns at most; all when `nil`.
  /// - Returns: how many there are in all.
  @discardableResult
  static func forEachTurn(
    matching expression: String, first limit: Int? = nil, in db: Database,
    _ body: ([MatchingTurn]) throws -> Void
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
    for start in stride(from: 0, to: found.count, by: batch) {
      try body(
        found[start..<min(start + batch, found.count)].map { text, number, span in
          MatchingTurn(
            text: text, number: number, span: span,
            words: try bodies.words(of: text).words(in: span))
        })
    }
    return ids.count
  }
}
