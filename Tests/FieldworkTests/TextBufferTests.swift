import Fieldwork
import TestSupport
import Testing

@Suite struct TextBufferTests {
  /// Random texts of English, Chinese, emoji and combining marks against Swift's own views.
  @Test func positionsAreThoseOfUnicodeScalars() throws {
    var random = SeededGenerator(seed: 11)
    for round in 0..<400 {
      let text = RandomText.make(&random, length: Int.random(in: 0...300, using: &random))
      let buffer = TextBuffer(text)
      let scalars = Array(text.unicodeScalars)
      #expect(Int(buffer.scalarCount) == scalars.count)
      #expect(buffer.text == text)
      var byte = 0
      for (index, scalar) in scalars.enumerated() {
        #expect(buffer.byte(ofScalar: Int32(index)) == byte, "round \(round), scalar \(index)")
        #expect(buffer.scalar(ofByte: byte) == Int32(index))
        let width = String(scalar).utf8.count
        for inside in 1..<max(1, width) where width > 1 {
          #expect(buffer.scalar(ofByte: byte + inside) == Int32(index))
        }
        byte += width
      }
      #expect(buffer.byte(ofScalar: Int32(scalars.count)) == byte)
      #expect(buffer.scalar(ofByte: byte) == Int32(scalars.count))
    }
  }

  @Test func wordsOfASpanAreTheScalarsBetweenItsEnds() throws {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<10_000 {
      let text = RandomText.make(&random, length: Int.random(in: 1...80, using: &random))
      let scalars = Array(text.unicodeScalars)
      guard scalars.count > 1 else { continue }
      let start = Int.random(in: 0..<scalars.count, using: &random)
      let end = Int.random(in: start + 1...scalars.count, using: &random)
      let span = try #require(Span(start: Int32(start), end: Int32(end)))
      var expected = String.UnicodeScalarView()
      expected.append(contentsOf: scalars[start..<end])
      #expect(Array(TextBuffer(text).words(in: span).unicodeScalars) == Array(expected))
    }
  }

  @Test func graphemeBoundariesAreThoseOfSwiftsCharacters() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<400 {
      let text = RandomText.make(&random, length: Int.random(in: 1...120, using: &random))
      let buffer = TextBuffer(text)
      var boundaries: Set<Int32> = [0]
      var position: Int32 = 0
      for character in text {
        position += Int32(character.unicodeScalars.count)
        boundaries.insert(position)
      }
      for scalar in 0...buffer.scalarCount {
        #expect(
          buffer.isGraphemeBoundary(scalar) == boundaries.contains(scalar), "\(text) \(scalar)")
      }
    }
  }

  @Test func snappingWidensToWholeCharactersAndNoFurther() throws {
    let buffer = TextBuffer("a👩‍👧b e\u{301}户")
    let family = try #require(Span(start: 2, end: 3))
    let whole = buffer.snappedToGraphemes(family)
    #expect(buffer.words(in: whole) == "👩‍👧")
    let plain = try #require(Span(start: 0, end: 1))
    #expect(buffer.snappedToGraphemes(plain) == plain)
  }
}

/// Texts that hold what breaks positions: wide letters, marks that join, emoji of several
/// scalars, line ends.
enum RandomText {
  private static let pieces = [
    "a", "School", " ", "\n", "户", "口", "我们", "。", "é", "e\u{301}", "😀", "👩‍👧", "🇨🇳", "𠀀", "ا", "ก็",
    "\u{200D}", "\u{FE0F}", "한", "ñ", "“", "’", "1",
  ]

  static func make(_ random: inout SeededGenerator, length: Int) -> String {
    var text = ""
    for _ in 0..<length { text += pieces.randomElement(using: &random) ?? "" }
    return text
  }
}
