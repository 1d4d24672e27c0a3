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
  ///   - limit: how many turns to return in full; all are counted.
  public func search(_ query: String, limit: Int) throws -> SearchResult {
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
      let matcher = try MatchFinder(expression)
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
        let matches = try matcher.matches(in: text.words(in: span)).compactMap { range in
          Span(start: span.start + range.lowerBound, end: span.start + range.upperBound)
        }
        hits.append(SearchHit(text: key, turn: number, span: span, matches: matches))
      }
      return SearchResult(hits: hits, total: ids.count)
    }
  }
}

/// A query as typed, turned into the language of the index.
struct SearchQuery {
  /// The expression for FTS5: phrases joined by AND; empty when nothing is asked.
  let expression: String

  init(_ typed: String) {
    var phrases: [String] = []
    var current = ""
    var isQuoted = false
    func close(_ current: inout String) {
      // Everything goes through a quoted phrase, so no character of the query has a meaning of
      // its own to the index.
      let words = current.spacedWords.unicodeScalars.map { scalar -> Character in
        scalar == "\"" ? " " : Character(scalar.narrowed)
      }
      let hasWord = words.contains { $0.isLetter || $0.isNumber }
      if hasWord { phrases.append("\"" + String(words) + "\"") }
      current = ""
    }
    for character in typed {
      switch character {
      case "\"", "“", "”", "「", "」":
        close(&current)
        isQuoted.toggle()
      case _ where character.isWhitespace && !isQuoted: close(&current)
      default: current.append(character)
      }
    }
    close(&current)
    expression = phrases.joined(separator: " AND ")
  }
}

/// Finds where in a turn a query matches, by asking a small index in memory that has the same
/// tokenizer and, unlike the study's, its words.
private final class MatchFinder {
  private let queue: DatabaseQueue
  private let expression: String

  init(_ expression: String) throws {
    self.expression = expression
    queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE turn USING fts5(
            words, tokenize = 'porter unicode61 remove_diacritics 2')
          """)
    }
  }

  /// The scalar ranges of the matches in the words of a turn.
  func matches(in words: String) throws -> [Range<Int32>] {
    let marked = try queue.write { db in
      try db.execute(sql: "DELETE FROM turn")
      try db.execute(
        sql: "INSERT INTO turn (rowid, words) VALUES (1, ?)", arguments: [words.spacedWords])
      return try String.fetchOne(
        db,
        sql: "SELECT highlight(turn, 0, char(2), char(3)) FROM turn WHERE turn MATCH ?",
        arguments: [expression])
    }
    guard let marked else { return [] }
    return MatchFinder.ranges(in: marked, of: words)
  }

  /// Walks the marked, spaced text beside the original one.
  private static func ranges(in marked: String, of words: String) -> [Range<Int32>] {
    let original = Array(words.unicodeScalars)
    var position: Int32 = 0
    var start: Int32?
    var found: [Range<Int32>] = []
    for scalar in marked.unicodeScalars {
      switch scalar.value {
      case 2: start = position
      case 3:
        if let begin = start, begin < position { found.append(begin..<position) }
        start = nil
      default:
        // Blanks that were put round Han characters are not in the original.
        guard Int(position) < original.count, original[Int(position)].narrowed == scalar else {
          continue
        }
        position += 1
      }
    }
    return found.map { trimmed($0, original) }
  }

  private static func trimmed(_ range: Range<Int32>, _ scalars: [Unicode.Scalar]) -> Range<Int32> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, scalars[Int(low)].properties.isWhitespace { low += 1 }
    while high > low, scalars[Int(high) - 1].properties.isWhitespace { high -= 1 }
    return low..<high
  }
}
