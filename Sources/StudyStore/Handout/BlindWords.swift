import Fieldwork
import Foundation
import GRDB

/// The words of a text without what stands above its first turn.
///
/// The head of a file says whom an interview is about, who referred them and who asked. In a
/// blind copy its characters are blanks, as many as there were, so that every turn and passage
/// keeps its place. To be the same text in two studies is to have the same words from the first
/// turn on, at the same place.
struct BlindWords {
  /// The words.
  let text: TextBuffer
  /// Their hash, by which copies are told apart.
  let hash: Data

  /// Blanks a head.
  ///
  /// - Parameters:
  ///   - words: the words of a text.
  ///   - firstTurn: where the words of its first turn begin, in scalars; `nil` without turns.
  init(_ words: TextBuffer, firstTurn: Int32?) {
    let end = firstTurn.map { words.byte(ofScalar: $0) } ?? 0
    // The speaker stands on the line on which the turn begins.
    let newline = UInt8(ascii: "\n")
    let head = words.bytes[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0
    var blanked: [UInt8] = []
    blanked.reserveCapacity(words.bytes.count)
    for byte in words.bytes[..<head] where byte & 0xC0 != 0x80 {
      // One blank for each scalar; the bytes that continue one are left out.
      blanked.append(byte == newline || byte == UInt8(ascii: "\r") ? byte : UInt8(ascii: " "))
    }
    blanked += words.bytes[head...]
    text = TextBuffer(validUTF8: blanked)
    hash = Data(text.digest.bytes)
  }

  /// Reads a text of a study and blanks its head.
  static func load(_ text: Int64, _ db: Database) throws -> BlindWords {
    let words = try Data.fetchOne(
      db,
      sql: """
        SELECT CAST(body.words AS BLOB) FROM text JOIN body ON body.hash = text.hash
        WHERE text.id = ?
        """, arguments: [text])
    guard let words else { throw StudyFailure.database("the words of a text are missing") }
    return BlindWords(
      TextBuffer(validUTF8: [UInt8](words)),
      firstTurn: try Int32.fetchOne(
        db,
        sql: """
          SELECT min(start) FROM (
            SELECT start FROM turn WHERE text_id = :text
            UNION ALL SELECT start FROM former_turn WHERE text_id = :text)
          """, arguments: ["text": text]))
  }
}
