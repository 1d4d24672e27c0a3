import CodingEngine
import Exchange
import Fieldwork
import Foundation
import Testing

/// What a sheet looks like, and what is said of one that cannot be taken.
@Suite struct SheetReaderTests {
  private let words = TextBuffer("Q: Why here?\n\nAnn: 我们不走 and we [laughs] stay.\nAlways.\n")
  private let turns: [SheetTurn]

  init() throws {
    turns = [
      SheetTurn(number: 1, span: try #require(Span(start: 3, end: 12))),
      SheetTurn(number: 2, span: try #require(Span(start: 19, end: 53))),
    ]
  }

  private func sheet(_ codings: [SheetCoding]) -> CodingSheet {
    CodingSheet(
      head: SheetHead(
        transcript: "S-1", version: 1, digest: "aa", journal: 9, seal: "bb", coder: "ann"),
      words: words, turns: turns, codings: codings)
  }

  private func coding(_ start: Int32, _ end: Int32, _ code: String, _ memos: String...) throws
    -> SheetCoding
  {
    SheetCoding(span: try #require(Span(start: start, end: end)), code: code, memos: memos)
  }

  /// The lines between the two dividing lines.
  private func body(_ text: String) throws -> [String] {
    let lines = text.components(separatedBy: "\n")
    let first = try #require(lines.firstIndex(of: "=== words ==="))
    let last = try #require(lines.firstIndex(of: "=== new codes ==="))
    return Array(lines[(first + 1)..<last])
  }

  @Test func marksStandAmongTheWords() throws {
    let text = CodingSheetWriter.write(
      sheet([
        try coding(3, 12, "asking"), try coding(19, 23, "staying", "as ever"),
        try coding(19, 23, "place"), try coding(28, 44, "we"), try coding(31, 39, "laughter"),
      ]))
    #expect(
      try body(text) == [
        "t1 {asking} Q: Why here?", "",
        "t2 Ann: [[我们不走]]{place}{staying | as ever} and [[we [[\\[laughs\\]]]{laughter} stay]]{we}.",
        "Always.", "",
      ])
  }

  @Test func marksThatCrossOrGoOnOverTurnsHaveLabels() throws {
    let text = CodingSheetWriter.write(
      sheet([try coding(3, 23, "long"), try coding(21, 26, "late"), try coding(24, 26, "inner")]))
    #expect(
      try body(text)[0...2] == [
        "t1 Q: [[a: Why here?", "",
        "t2 Ann: 我们[[b: 不走]]a{long} [[an]]{inner}]]b{late}d we [laughs] stay.",
      ])
  }

  @Test func theCodebookStandsAtTheFootInOrderOfItsTree() throws {
    var top = CodeDefinition(slug: "cat", isCodable: false)
    top.names = [LocalizedText(language: "en", text: "Moving")]
    var below = CodeDefinition(slug: "staying", parent: "cat")
    below.names = [
      LocalizedText(language: "en", text: "Meaning to stay"),
      LocalizedText(language: "zh", text: "打算留下"),
    ]
    let text = CodingSheetWriter.write(sheet([]), codebook: try Codebook([below, top]))
    #expect(text.hasSuffix("#  cat  Moving  (category)\n#    staying  Meaning to stay · 打算留下\n"))
  }

  @Test func theCodingsOfOthersAreCommentsThatAreNotRead() throws {
    var sheet = sheet([])
    sheet.revealed = [
      RevealedCoding(span: try #require(Span(start: 19, end: 23)), code: "work", coder: "bo")
    ]
    let text = CodingSheetWriter.write(sheet)
    #expect(try body(text)[3] == "#   bo: work “我们不走”")
    let proof = SheetProof(CodingSheetReader.read(text), text: words, turns: turns)
    #expect(proof.codings.isEmpty && proof.changes.isEmpty && proof.faults.isEmpty)
  }

  /// A sheet with a change, and the faults that are found in it.
  private func faults(_ old: String, _ new: String) throws -> [String] {
    let text = CodingSheetWriter.write(sheet([]))
    #expect(text.contains(old))
    let read = CodingSheetReader.read(text.replacing(old, with: new))
    if !read.faults.isEmpty { return read.faults.map(\.problem.line) }
    return SheetProof(read, text: words, turns: turns).faults.map(\.problem.line)
  }

  static let broken: [(old: String, new: String, said: [String])] = [
    ("Why here", "[[Why here", ["line 18, column 7: this mark is not closed before turn t2"]),
    ("Always", "[[Always", ["line 21, column 1: this mark is not closed;"]),
    ("Always", "Always]]{x}", ["line 21, column 7: no mark is open"]),
    ("Always", "[[a: Always]]{x}", ["line 21, column 12: the open mark has the label a"]),
    (
      "Always", "[[a: Al]]b{x}ways",
      [
        "column 1: this mark is not closed; close it with ]]a{",
        "column 8: no open mark has the label b",
      ]
    ),
    ("我们不走", "[[a: 我[[a: 们]]a{x}]]a{x}", ["line 20, column 15: a mark with the label a"]),
    ("我们不走", "[[我们]]不走", ["line 20, column 13: no code stands behind"]),
    ("我们不走", "[[我们]]{}不走", ["line 20, column 15: no code stands behind"]),
    ("我们不走", "[[我们]]{x不走", ["line 20, column 15: the braces are not closed"]),
    ("我们不走", "[[我们]]{x{y}不走", ["line 20, column 15: the braces are not closed"]),
    ("我们不走", "我们\\不走", ["line 20, column 11: a backslash"]),
    ("我们不走", "我们[[]]{x}不走", ["line 20, column 11: this mark has no words"]),
    ("t2 Ann", "t3 Ann", ["line 20, column 1: the text has no turn t3", "turn t2 is missing"]),
    ("t2 Ann", "t1 Ann", ["turn t1 stands twice", "turn t2 is missing"]),
    ("t2 Ann", "Ann", ["turn t2 is missing"]),
    ("t2 Ann", "t99999999999 Ann", ["the text has no turn"]),
    ("=== words", "== words", ["is no part of a sheet", "'=== words ===' is missing"]),
    ("Always", "=== Always", ["line 21, column 1: the line '=== Always.' is no part"]),
    ("=== new codes ===", "", ["'=== new codes ===' is missing"]),
    ("=== new codes ===", "=== new codes ===\n: what", ["a new code has no name"]),
    ("=== new codes ===", "=== new codes ===\na: b\na: c", ["'a' is defined twice"]),
    ("# coder: ann", "# code: ann", ["no readable line '# coder: …'"]),
    ("# journal: 9", "# journal: nine", ["no readable line '# journal: …'"]),
    ("# text: 1 aa", "# text: aa", ["no readable line '# text: …'"]),
    ("# round: 1", "", ["no readable line '# round: …'"]),
    ("# transcript: S-1", "# transcript:", ["no readable line '# transcript: …'"]),
  ]

  @Test(arguments: broken)
  func aFaultIsToldWithItsPlace(_ old: String, _ new: String, _ said: [String]) throws {
    let found = try faults(old, new)
    #expect(found.count == said.count, "\(found)")
    for (line, words) in zip(found, said) { #expect(line.contains(words), "\(line)") }
    // What, where, what to try.
    for line in found { #expect(line.contains("; ") && line.hasPrefix("line "), "\(line)") }
  }

  @Test func aMarkInsideACharacterIsRefused() throws {
    let words = TextBuffer("A: cafe\u{301} 👩‍👧 x")
    let text = CodingSheetWriter.write(
      CodingSheet(head: sheet([]).head, words: words, turns: []))
    for (old, new) in [("fe\u{301}", "f[[e]]{x}\u{301}"), ("👩‍👧", "[[👩]]{x}\u{200D}👧")] {
      let proof = SheetProof(
        CodingSheetReader.read(text.replacing(old, with: new)), text: words, turns: [])
      #expect(proof.faults.map(\.kind) == [.cutsCharacter])
      #expect(proof.codings.isEmpty)
    }
  }

  @Test func changedWordsComeBackByTurn() throws {
    let text = CodingSheetWriter.write(sheet([try coding(19, 23, "staying")]))
      .replacing("Why here", with: "Why there").replacing("laughs", with: "cries")
    let proof = SheetProof(CodingSheetReader.read(text), text: words, turns: turns)
    #expect(proof.codings.isEmpty)
    #expect(proof.changes.map(\.turn) == [1, 2])
    #expect(proof.changes.map(\.line) == [18, 20])
    #expect(proof.changes[0].old == "Q: Why here?\n")
    #expect(proof.changes[0].new == "Q: Why there?\n")
    #expect(proof.changes[0].excerpt.old == "Q: Why here?⏎")
    #expect(proof.changes[1].new == "Ann: 我们不走 and we [cries] stay.\nAlways.\n")
    #expect(proof.changes[1].excerpt.new.contains("[cries]"))
  }

  @Test(arguments: [
    ("e\u{301}", "é"), ("Ann: ", "Ann:  "), ("\nAnn", "Ann"), ("x", "x\u{200B}y"), ("\n\n", "\n"),
  ])
  func everyOtherDifferenceIsAChangeOfWords(_ old: String, _ new: String) throws {
    let words = TextBuffer("Q: e\u{301}t?\n\nmore\nAnn: x")
    let text = CodingSheetWriter.write(
      CodingSheet(head: sheet([]).head, words: words, turns: []))
    let parts = text.components(separatedBy: "=== words ===\n")
    let body = String.make(
      Array(parts[1].unicodeScalars).replacing(
        Array(old.unicodeScalars), with: Array(new.unicodeScalars), maxReplacements: 1))
    let read = CodingSheetReader.read(parts[0] + "=== words ===\n" + body)
    let proof = SheetProof(read, text: words, turns: [])
    #expect(read.faults.isEmpty && proof.changes.count == 1, "\(proof.changes)")
  }

  @Test func aMarkAmongBlanksThatAnEditorChangedIsRefused() throws {
    let words = TextBuffer("Ann: we stay   \nnow")
    let span = try #require(Span(start: 8, end: 14))
    let text = CodingSheetWriter.write(
      CodingSheet(
        head: sheet([]).head, words: words, turns: [],
        codings: [SheetCoding(span: span, code: "x")]))
    let proof = SheetProof(CodingSheetReader.read(text), text: words, turns: [])
    #expect(proof.codings.map(\.span) == [span])
    let stripped = text.replacing("]]{x} \n", with: "]]{x}\n")
    let kept = SheetProof(CodingSheetReader.read(stripped), text: words, turns: [])
    #expect(stripped != text && kept.codings.map(\.span) == [span])
    let longer = text.replacing("  ]]{x}", with: "     ]]{x}")
    let refused = SheetProof(CodingSheetReader.read(longer), text: words, turns: [])
    #expect(longer != text && refused.codings.isEmpty && refused.changes.count == 1)
  }
}
