import Fieldwork
import GRDB

/// Finds where in turns a query matches, by asking a small index in memory that has the same
/// tokenizer and, unlike the study's, the words.
///
/// Many turns at once: a statement for each costs more than the words do.
final class MatchFinder {
  private let queue: DatabaseQueue
  private let words: [[Unicode.Scalar]]

  /// Takes the words of turns.
  ///
  /// - Parameter isFolding: whether simplified and traditional characters are one; expressions
  ///   must be folded, too.
  init(_ turns: [String], isFolding: Bool = false) throws {
    let folded = isFolding ? turns.map(\.simplifiedForms) : turns
    words = folded.map { Array($0.unicodeScalars) }
    queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE turn USING fts5(
            words, tokenize = 'porter unicode61 remove_diacritics 2')
          """)
      let insert = try db.makeStatement(sql: "INSERT INTO turn (rowid, words) VALUES (?, ?)")
      for (position, turn) in folded.enumerated() {
        try insert.execute(arguments: [position, turn.spacedWords])
      }
    }
  }

  /// The scalar ranges of the matches in each of the turns that has some, by position.
  func matches(of expression: String) throws -> [Int: [Range<Int32>]] {
    let rows = try queue.read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT rowid, highlight(turn, 0, char(2), char(3)) FROM turn WHERE turn MATCH ?",
        arguments: [expression])
    }
    var found: [Int: [Range<Int32>]] = [:]
    for row in rows {
      let position: Int = row[0]
      found[position] = MatchFinder.ranges(in: row[1], of: words[position])
    }
    return found
  }

  /// Walks the marked, spaced text beside the original one.
  private static func ranges(in marked: String, of original: [Unicode.Scalar])
    -> [Range<Int32>]
  {
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
