import CodingEngine
import Exchange
import Fieldwork
import TestSupport

/// A random text with turns and codings, full of what looks like the signs of a sheet.
struct SheetSample {
  var sheet: CodingSheet

  var scalars: [Unicode.Scalar] { Array(sheet.words.text.unicodeScalars) }

  static let codes = [
    "work", "staying", "school-as-anchor", "中文码", "a,b", "c|d", "e}f", "g{h", "back\\slash",
    " edge ",
    "，", "t1", "#hash", "n",
  ]
  private static let english = [
    "we ", "stay ", "guests", ", ", ".", "[laughs] ", "[", "[[", "]", "]]", "{", "}", "{x}", "\\",
    "\\[", "#", "===", "t1 ", "t22{", "a: ", "b1:", "so: ", " \n", "\n", "\n", "\n\n", "e\u{301}",
    "👩‍👩‍👧 ", "🇨🇳", "\u{301}", "\t", "  ", "\u{2028}", "|", "\u{A0}",
  ]
  private static let chinese = [
    "我们", "不走", "客人", "，", "。", "“房子”", "[笑]", "【[", "]]", "{学校}", "｛", "\\", "#", "a：", "a:",
    "t3 ", "=== ", "\u{3000}", "\n", "\n", "\n\n", " \n", "👍🏽", "𠮷", "葛\u{E0100}", "、", "z", "Ａ",
  ]

  init(isChinese: Bool, _ random: inout SeededGenerator) {
    let pieces = isChinese ? SheetSample.chinese : SheetSample.english
    var text: [Unicode.Scalar] = []
    var turns: [SheetTurn] = []
    func append(_ count: ClosedRange<Int>, _ random: inout SeededGenerator) {
      for _ in 0..<Int.random(in: count, using: &random) {
        text += Array((pieces.randomElement(using: &random) ?? "").unicodeScalars)
      }
    }
    if Bool.random(using: &random) { append(1...4, &random) }
    for number in 0..<Int32.random(in: 0...4, using: &random) {
      if Int.random(in: 0..<5, using: &random) > 0 { text.append("\n") }
      if Bool.random(using: &random) { text += Array((isChinese ? "答：" : "Ann: ").unicodeScalars) }
      let start = Int32(text.count)
      append(0...7, &random)
      if let span = Span(start: start, end: Int32(text.count)) {
        turns.append(SheetTurn(number: number + 1, span: span))
      }
      if Bool.random(using: &random) { text.append("\n") }
    }
    append(0...2, &random)
    let words = String(String.UnicodeScalarView(text))
    sheet = CodingSheet(
      head: SheetHead(
        transcript: isChinese ? "访谈-1" : "GY-101", language: isChinese ? "zh" : nil, version: 2,
        digest: "0123456789abcdef", journal: 57, seal: "fedcba9876543210",
        coder: ["ann", " bo: x", "c\nd\\"].randomElement(using: &random) ?? "", round: 3),
      words: TextBuffer(words), turns: turns)
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      if let coding = randomCoding(&random, pieces) { put(coding) }
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      sheet.newCodes = [
        SheetNewCode(name: "new-one", definition: "Says \\ so: \n twice"),
        SheetNewCode(name: "新：码"), SheetNewCode(name: "# odd ", definition: " # "),
      ]
    }
    if Bool.random(using: &random) {
      sheet.revealed = sheet.codings.map {
        RevealedCoding(span: $0.span, code: $0.code, coder: "bo")
      }
    }
  }

  /// Adds a coding, or takes its place.
  mutating func put(_ coding: SheetCoding) {
    sheet.codings.removeAll { $0.key == coding.key }
    sheet.codings.append(coding)
  }

  /// A coding on whole characters; near others, equal to others and on whole turns more often
  /// than chance would have it.
  func randomCoding(_ random: inout SeededGenerator) -> SheetCoding? {
    randomCoding(&random, SheetSample.english)
  }

  private func randomCoding(
    _ random: inout SeededGenerator, _ pieces: [String]
  ) -> SheetCoding? {
    guard let span = randomSpan(&random) else { return nil }
    var memos: [String] = []
    for _ in 0..<max(0, Int.random(in: -3...2, using: &random)) {
      let memo = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      if !memos.contains(where: { $0.utf8.elementsEqual(memo.utf8) }) { memos.append(memo) }
    }
    return SheetCoding(
      span: span, code: SheetSample.codes.randomElement(using: &random) ?? "", memos: memos)
  }

  private func randomSpan(_ random: inout SeededGenerator) -> Span? {
    let known = sheet.codings.map(\.span)
    var picked: Span?
    switch Int.random(in: 0..<8, using: &random) {
    case 0: picked = sheet.turns.randomElement(using: &random)?.span
    case 1: picked = known.randomElement(using: &random)
    default: break
    }
    if let picked, isWhole(picked) { return picked }
    let count = sheet.words.scalarCount
    guard count > 0 else { return nil }
    let near = known.flatMap { [$0.start, $0.end] }
    func edge() -> Int32 {
      if Int.random(in: 0..<3, using: &random) == 0, let edge = near.randomElement(using: &random) {
        return edge
      }
      return Int32.random(in: 0...count, using: &random)
    }
    let (a, b) = (edge(), edge())
    return Span(start: min(a, b), end: max(a, b)).flatMap { isWhole($0) ? $0 : nil }
  }

  /// Whether a stretch begins and ends between characters, as the store asks for.
  private func isWhole(_ span: Span) -> Bool {
    sheet.words.isGraphemeBoundary(span.start) && sheet.words.isGraphemeBoundary(span.end)
  }
}

/// Codings as bytes, so that texts that are only canonically equal are not taken for the same.
func bytes(_ codings: [SheetCoding]) -> Set<[UInt8]> {
  Set(
    codings.map { coding in
      let memos = coding.memos.map { Array($0.utf8) + [0] }.sorted {
        $0.lexicographicallyPrecedes($1)
      }
      return Array("\(coding.span.start)-\(coding.span.end) ".utf8) + Array(coding.code.utf8) + [0]
        + memos.joined()
    })
}

extension SheetProof {
  /// What the sheet spells, codes taken by their names.
  var sheetCodings: [SheetCoding] {
    var found: [SheetCoding] = []
    for coding in codings {
      let made = SheetCoding(span: coding.span, code: coding.code.name, memos: coding.code.memos)
      if let same = found.firstIndex(where: { $0.key == made.key }) {
        found[same].memos += made.memos.filter { memo in
          !found[same].memos.contains { $0.utf8.elementsEqual(memo.utf8) }
        }
      } else {
        found.append(made)
      }
    }
    return found
  }
}
