import Fieldwork
import GRDB

/// Finds where in a turn a query matches, by asking a small index in memory that has the same
/// tokenizer and, unlike the study's, its words.
final class MatchFinder {
  private let queue: DatabaseQueue
  private let isFolding: Bool
  private var words: [Unicode.Scalar] = []

  /// - Parameter isFolding: whether simplified and traditional characters are one; expressions
  ///   must be folded, too.
  init(isFolding: Bool = false) throws {
    self.isFolding = isFolding
    queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE turn USING fts5(
            words, tokenize = 'porter unicode61 remove_diacritics 2')
          """)
    }
  }

  /// Takes the words of a turn.
  func load(_ words: String) throws {
    let folded = isFolding ? words.simplifiedForms : words
    self.words = Array(folded.unicodeScalars)
    try queue.write { db in
      try db.execute(sql: "DELETE FROM turn")
      try db.execute(
        sql: "INSERT INTO turn (rowid, words) VALUES (1, ?)", arguments: [folded.spacedWords])
    }
  }

  /// The scalar ranges of the matches in the words that were loaded last.
  func matches(of expression: String) throws -> [Range<Int32>] {
    let marked = try queue.read { db in
      try String.fetchOne(
        db,
        sql: "SELECT highlight(turn, 0, char(2), char(3)) FROM turn WHERE turn MATCH ?",
        arguments: [expression])
    }
    return marked.map { MatchFinder.ranges(in: $0, of: words) } ?? []
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
