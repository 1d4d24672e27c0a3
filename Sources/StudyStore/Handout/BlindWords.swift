import Fieldwork
import Foundation
import GRDB

/// The words of a text without what stands outside its turns.
///
/// The head of a file says whom an interview is about, who referred them and who asked; before a
/// turn stands who speaks. In a blind copy these characters are blanks, as many as there were, so
/// that every turn and passage keeps its place. To be the same text in two studies is to have the
/// same words in the turns, at the same places.
struct BlindWords {
  /// The words.
  let text: TextBuffer
  /// Their hash, by which copies are told apart.
  let hash: Data

  /// Blanks what is not said in a turn.
  ///
  /// - Parameters:
  ///   - words: the words of a text.
  ///   - turns: where the words of its turns stand, in order; without turns nothing is blanked.
  init(_ words: TextBuffer, turns: [Span]) {
    var blanked: [UInt8] = []
    blanked.reserveCapacity(words.bytes.count)
    var done = 0
    func blank(_ outside: Range<Int>) {
      // One blank for each scalar; the bytes that continue one are left out.
      for byte in words.bytes[outside] where byte & 0xC0 != 0x80 {
        let endsLine = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        blanked.append(endsLine ? byte : UInt8(ascii: " "))
      }
    }
    for turn in turns {
      let (start, end) = (words.byte(ofScalar: turn.start), words.byte(ofScalar: turn.end))
      guard start >= done else { continue }
      blank(done..<start)
      blanked += words.bytes[start..<end]
      done = end
    }
    if turns.isEmpty { blanked += words.bytes } else { blank(done..<words.bytes.count) }
    text = TextBuffer(validUTF8: blanked)
    hash = Data(text.digest.bytes)
  }

  /// Reads a text of a study and blanks it.
  static func load(_ text: Int64, _ db: Database) throws -> BlindWords {
    let words = try Data.fetchOne(
      db,
      sql: """
        SELECT CAST(body.words AS BLOB) FROM text JOIN body ON body.hash = text.hash
        WHERE text.id = ?
        """, arguments: [text])
    guard let words else { throw StudyFailure.database("the words of a text are missing") }
    let turns = try Row.fetchAll(
      db,
      sql: """
        SELECT start, end FROM turn WHERE text_id = :text
        UNION ALL SELECT start, end FROM former_turn WHERE text_id = :text ORDER BY start
        """, arguments: ["text": text])
    return BlindWords(
      TextBuffer(validUTF8: [UInt8](words)),
      turns: turns.compactMap { Span(start: $0[0], end: $0[1]) })
  }
}
