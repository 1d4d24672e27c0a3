import Fieldwork
import Foundation
import GRDB

/// The texts of which stretches are erased, with marks in the place of the words.
///
/// A mark is as long as the words were, so that every other passage keeps its place and its words,
/// in each version of the text and at every moment of the journal. Ends of lines stay.
struct ErasedTexts {
  /// One body with marks.
  struct Body {
    var old: Data
    var new: Data
    var words: String
  }

  private(set) var bodies: [Body] = []
  /// What stood there.
  private(set) var words: [String] = []

  /// - Parameter stretches: what is erased, by the key of the text.
  init(_ stretches: [Int64: [Span]], _ db: Database) throws {
    var byHash: [Data: [Span]] = [:]
    for (text, spans) in stretches {
      let hash = try Data.fetchOne(db, sql: "SELECT hash FROM text WHERE id = ?", arguments: [text])
      guard let hash else { throw StudyFailure.database("the words of a text are missing") }
      byHash[hash, default: []] += spans
    }
    for (hash, spans) in byHash.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let text = try ErasedTexts.text(hash, db)
      words += spans.map { text.words(in: $0) }
      let marked = ErasedTexts.marked(text, spans)
      bodies.append(
        Body(
          old: hash, new: Data(SHA256Digest(of: Array(marked.utf8)).bytes), words: marked))
    }
  }

  /// The words of a body.
  static func text(_ hash: Data, _ db: Database) throws -> TextBuffer {
    let words = try Data.fetchOne(
      db, sql: "SELECT CAST(words AS BLOB) FROM body WHERE hash = ?", arguments: [hash])
    return TextBuffer(validUTF8: words.map { [UInt8]($0) } ?? [])
  }

  /// `[erased······]`, as long as the words were.
  static func marked(_ text: TextBuffer, _ spans: [Span]) -> String {
    var scalars = Array(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
    for span in spans {
      let places = (Int(span.start)..<Int(span.end)).filter {
        !"\n\r".unicodeScalars.contains(scalars[$0])
      }
      let mark = Array(ErasedWords.mark.unicodeScalars)
      for (index, place) in places.enumerated() {
        scalars[place] =
          places.count < mark.count
          ? "·"
          : index == places.count - 1
            ? mark[mark.count - 1] : index < mark.count - 1 ? mark[index] : "·"
      }
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    return String(out)
  }
}
