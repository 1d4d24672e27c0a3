import Fieldwork
import Foundation
import TestSupport
import Testing

/// The expectations in `Tests/Fixtures/DisplayWidth` were printed by another program.
///
/// The Python package wcwidth 0.7.0 (Unicode 17.0): `wcwidth` of every scalar as runs of equal
/// width, `wcswidth` of a list of strings. Left out: a joiner between letters, which wcwidth takes for a sequence of emoji.
@Suite struct DisplayWidthTests {
  private func lines(_ name: String) throws -> [[Substring]] {
    let url = SharedFiles.packageRoot.appending(path: "Tests/Fixtures/DisplayWidth/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.map { $0.split(separator: " ") }
  }

  @Test func `every scalar of Unicode is as wide as wcwidth says`() throws {
    var expected = [Int](repeating: 1, count: 0x110000)
    var isMark = [Bool](repeating: false, count: 0x110000)
    for line in try lines("scalars.txt") {
      let first = try #require(Int(line[0], radix: 16))
      let last = try #require(Int(line[1], radix: 16))
      for value in first...last {
        if let width = Int(line[2]) { expected[value] = width } else { isMark[value] = true }
      }
    }
    var wrong: [UInt32] = []
    for value in UInt32(0xA0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), !isMark[Int(value)] else { continue }
      // A lone regional indicator is neutral in Unicode; wcwidth counts the flag it could be.
      if (0x1F1E6...0x1F1FF).contains(value) { continue }
      if scalar.displayWidth != expected[Int(value)] { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `strings are as wide as wcswidth says`() throws {
    for line in try lines("strings.txt") {
      let values = line.dropFirst().compactMap { UInt32($0, radix: 16) }
      let scalars = values.compactMap(Unicode.Scalar.init)
      #expect(scalars.count == line.count - 1)
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      #expect(String(text).displayWidth == Int(line[0]), "\(String(text)) \(line)")
    }
  }

  @Test func `control characters take no column`() {
    #expect("\u{1B}\u{7}\u{7F}\u{9B}\t\n".displayWidth == 0)
  }

  @Test func `a cut text fits, and is a beginning of the whole`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let text = sample(&generator)
      let columns = Int.random(in: 0...20, using: &generator)
      let cut = text.truncated(toColumns: columns)
      #expect(cut.displayWidth <= columns)
      if text.displayWidth <= columns {
        #expect(cut == text)
      } else if !cut.isEmpty {
        #expect(cut.hasSuffix("…") && text.hasPrefix(cut.dropLast()))
        // Nothing more would have fitted: the next character is wide and one column is left.
        #expect(cut.displayWidth >= columns - 1)
      }
    }
  }

  @Test func `padding fills up to the columns on either side`() {
    #expect("住".padded(toColumns: 4) == "住  ")
    #expect("住".padded(toColumns: 5, isTrailing: true) == "   住")
    #expect("户口 hukou".padded(toColumns: 3) == "户口 hukou")
  }

  @Test func `wrapped lines fit and lose nothing but blanks at the breaks`() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<2_000 {
      let text = sample(&generator)
      let columns = Int.random(in: 2...14, using: &generator)
      let lines = text.wrapped(toColumns: columns)
      #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(text) \(columns)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      #expect(!lines.isEmpty)
    }
  }

  @Test func `words break at blanks, Chinese anywhere but at punctuation`() {
    #expect("we are not guests".wrapped(toColumns: 7) == ["we are", "not", "guests"])
    #expect("我们不是客人，我们住在这里。".wrapped(toColumns: 12) == ["我们不是客", "人，我们住在", "这里。"])
    #expect("他说「走」了".wrapped(toColumns: 6) == ["他说", "「走」", "了"])
    #expect("one\n\ntwo".wrapped(toColumns: 9) == ["one", "", "two"])
    #expect("abcdefgh".wrapped(toColumns: 3) == ["abc", "def", "gh"])
    #expect("".wrapped(toColumns: 3) == [""])
  }

  private func sample(_ generator: inout SeededGenerator) -> String {
    let parts = ["a", "be", " ", "住", "户口", "，", "。", "「", "」", "e\u{301}", "👨‍👩‍👧", "…", "ｶﾞ", "-"]
    let count = Int.random(in: 0...20, using: &generator)
    return (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
  }
}
