import Fieldwork
import TestSupport
import Testing

/// The quick answers for neighbours that never join must be those of Swift's own characters.
struct GraphemeBoundaryTests {
  private static let pieces: [Unicode.Scalar] = [
    "a", "Z", " ", "\n", "-", "\u{2014}", "\u{2026}", "\u{201C}", "我", "们", "，", "。", "：",
    "\u{3000}", "\u{302A}", "\u{301}", "e", "\u{FE0F}", "\u{200D}", "👩", "🏽", "🇨", "🇳", "가",
    "\u{1100}", "\u{1161}", "\u{E0100}", "ก", "ำ", "\u{FF21}", "\u{3099}", "か", "\u{20DD}", "\u{9}",
  ]

  @Test func aBoundaryIsWhereSwiftBeginsACharacter() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...24, using: &generator) {
        text.append(Self.pieces.randomElement(using: &generator) ?? "a")
      }
      let words = String(text)
      let buffer = TextBuffer(words)
      var boundaries: Set<Int32> = []
      var position: Int32 = 0
      for character in words {
        boundaries.insert(position)
        position += Int32(character.unicodeScalars.count)
      }
      boundaries.insert(position)
      let found = Set((0...buffer.scalarCount).filter(buffer.isGraphemeBoundary))
      #expect(found == boundaries, "\(words.unicodeScalars.map(\.value))")
    }
  }
}
