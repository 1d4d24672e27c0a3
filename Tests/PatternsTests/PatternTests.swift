import Fieldwork
import Patterns
import TestSupport
import Testing

/// Regular expressions over the words of a study.
@Suite struct PatternTests {
  private func words(_ pattern: String, in text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try Pattern(pattern).matches(in: bytes, 0..<bytes.count)
      .map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test func `letters, digits and blanks are those of Unicode`() throws {
    #expect(try words(#"\w+"#, in: "户口，été 3 元") == ["户口", "été", "3", "元"])
    #expect(try words("户.", in: "户口户籍户") == ["户口", "户籍"])
    #expect(try words(#"户\s口"#, in: "户\u{3000}口") == ["户\u{3000}口"])
    #expect(try words(#"\p{Han}{2}"#, in: "ab户口c") == ["户口"])
    #expect(try words("(?i)ÉTÉ", in: "été") == ["été"])
    #expect(try words(".", in: "\u{1F600}\u{20000}").count == 2)
  }

  @Test func `matches neither overlap nor are empty`() throws {
    #expect(try words("aa", in: "aaaaa") == ["aa", "aa"])
    #expect(try words("x*", in: "axxbx") == ["xx", "x"])
    #expect(try words("(?=a)", in: "aaa") == [])
    #expect(try words(#"a\Kb"#, in: "ab ab") == ["b", "b"])
  }

  @Test func `a stretch is all that is looked at`() throws {
    let bytes = Array("口户口户".utf8)
    #expect(try Pattern("^户口$").matches(in: bytes, 3..<9) == [3..<9])
    #expect(try Pattern("(?<=口)户").matches(in: bytes, 3..<9) == [])
    #expect(try Pattern("户").matches(in: [], 0..<0) == [])
  }

  @Test func `a wrong pattern is refused at its place, counted in characters`() throws {
    let wrong = [("户口(", 4), ("a[户", 4), ("(?<户>a)\\", 10), ("*a", 2), ("a\\C", 4)]
    for (pattern, column) in wrong {
      #expect {
        try Pattern(pattern)
      } throws: { error in
        guard case PatternFailure.syntax(let words, let pointer) = error else { return false }
        return !words.isEmpty && pointer.text == pattern
          && (1...pattern.unicodeScalars.count + 1).contains(pointer.column)
          && abs(pointer.column - column) <= 1
      }
    }
    #expect(throws: PatternFailure.empty) { try Pattern("") }
  }

  @Test func `a pattern that would try without end is given up and says so`() throws {
    let bytes = Array((String(repeating: "a", count: 5000) + "!").utf8)
    let pattern = try Pattern("^(a+)+$")
    #expect(throws: PatternFailure.tooSlow(pattern: "^(a+)+$")) {
      try pattern.matches(in: bytes, 0..<bytes.count)
    }
    // It is as good as before.
    #expect(try pattern.matches(in: Array("aaa".utf8), 0..<3) == [0..<3])
  }

  @Test func `plain words are found where a plain search finds them`() throws {
    var random = SeededGenerator(seed: 41)
    let letters: [Unicode.Scalar] = ["a", "b", "户", "口", "é", "\u{1F600}"]
    func word(_ length: Int) -> [Unicode.Scalar] {
      (0..<length).compactMap { _ in letters.randomElement(using: &random) }
    }
    for _ in 0..<2000 {
      let (text, wanted) = (word(24), word(Int.random(in: 1...3, using: &random)))
      var expected: [Range<Int>] = []
      var start = 0
      while start + wanted.count <= text.count {
        if Array(text[start..<start + wanted.count]) == wanted {
          expected.append(start..<start + wanted.count)
          start += wanted.count
        } else {
          start += 1
        }
      }
      var whole = String.UnicodeScalarView()
      whole.append(contentsOf: text)
      var part = String.UnicodeScalarView()
      part.append(contentsOf: wanted)
      let buffer = TextBuffer(String(whole))
      let found = try Pattern(String(part)).matches(in: buffer.bytes, 0..<buffer.bytes.count)
      #expect(
        found.map {
          Int(buffer.scalar(ofByte: $0.lowerBound))..<Int(buffer.scalar(ofByte: $0.upperBound))
        } == expected)
    }
  }
}
