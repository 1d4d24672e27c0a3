import CodingEngine
import Fieldwork
import TestSupport

/// The rules of quotation search written down the slow way: arrays of scalars, every position
/// tried, character boundaries from Swift's own segmentation of the whole text.
struct AnchorModel {
  let scalars: [UInt32]
  let turns: [AnchorTurn]
  let boundaries: Set<Int>

  init(_ text: String, turns: [AnchorTurn] = []) {
    scalars = text.unicodeScalars.map(\.value)
    self.turns = turns
    var boundaries: Set<Int> = [0]
    var position = 0
    for character in text {
      position += character.unicodeScalars.count
      boundaries.insert(position)
    }
    self.boundaries = boundaries
  }

  /// The places that decide, or `nil` when neither the exact words nor those that differ in
  /// blanks, width and quotation marks are anywhere on character boundaries.
  func places(of quotation: String) -> (spans: [Span], method: AnchorResolution.Method)? {
    let words = trimmed(quotation.unicodeScalars.map(\.value))
    let exact = aligned(search(words.map { ($0, 0) }, in: enumerated(0..<scalars.count)))
    if !exact.isEmpty { return (exact, .exact) }
    let wanted = folded(words.map { ($0, 0) })
    var found = search(wanted, in: folded(enumerated(0..<scalars.count)))
    var spoken: [(UInt32, Int)] = []
    for turn in turns {
      spoken += [(0x20, 0)] + enumerated(Int(turn.span.start)..<Int(turn.span.end))
    }
    found += search(wanted, in: folded(spoken))
    let places = aligned(Array(Set(found)).sorted())
    return places.isEmpty ? nil : (places, .folded)
  }

  static func isBlank(_ value: UInt32) -> Bool {
    value == 0x200B || value == 0xFEFF
      || Unicode.Scalar(value).map { $0.properties.isWhitespace } == true
  }

  static func isHan(_ value: UInt32) -> Bool { (0x4E00...0x9FFF).contains(value) }

  static let quotes = Set("\"'“”‘’„「」『』«»".unicodeScalars.map(\.value))

  func trimmed(_ words: [UInt32]) -> [UInt32] {
    let head = words.drop { AnchorModel.isBlank($0) }
    return head.reversed().drop { AnchorModel.isBlank($0) }.reversed()
  }

  private func enumerated(_ range: Range<Int>) -> [(UInt32, Int)] {
    range.map { (scalars[$0], $0) }
  }

  private func folded(_ words: [(UInt32, Int)]) -> [(UInt32, Int)] {
    var narrow = words.map { value, source -> (UInt32, Int) in
      if AnchorModel.isBlank(value) { return (0x20, source) }
      let half = (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value
      return (AnchorModel.quotes.contains(half) ? 0x22 : half, source)
    }
    // One blank per run, then none beside a Han character and none at the ends.
    narrow = narrow.indices.filter { $0 == 0 || narrow[$0].0 != 0x20 || narrow[$0 - 1].0 != 0x20 }
      .map { narrow[$0] }
    return narrow.indices.filter { index in
      guard narrow[index].0 == 0x20 else { return true }
      guard index > 0, index + 1 < narrow.count else { return false }
      return !AnchorModel.isHan(narrow[index - 1].0) && !AnchorModel.isHan(narrow[index + 1].0)
    }.map { narrow[$0] }
  }

  private func search(_ wanted: [(UInt32, Int)], in words: [(UInt32, Int)]) -> [Span] {
    guard !wanted.isEmpty, words.count >= wanted.count else { return [] }
    return (0...words.count - wanted.count).compactMap { start in
      for offset in wanted.indices where words[start + offset].0 != wanted[offset].0 { return nil }
      return Span(
        start: Int32(words[start].1), end: Int32(words[start + wanted.count - 1].1) + 1)
    }
  }

  private func aligned(_ spans: [Span]) -> [Span] {
    spans.filter { boundaries.contains(Int($0.start)) && boundaries.contains(Int($0.end)) }
  }
}

/// Invented talk for property tests: few words, so that they repeat; Chinese or English; marks,
/// blanks and characters of several scalars.
struct InventedTalk {
  var text = ""
  var turns: [AnchorTurn] = []

  static let chinese = [
    "我们", "不是", "客人", "房子", "没有", "户口", "，", "。", "“", "”", "「", "」", "３", "8 ",
    "\u{3000}", "\n", "买 ", "👨‍👩‍👧", "ok", "；", "的",
  ]
  static let english = [
    "we ", "are ", "not ", "guests ", "house", ", ", ".", "\"", "“", "’", "don't ", "e\u{301}t",
    "e", "\u{A0}", "  ", "\n", "👍🏽", "🇨🇳", "中", "ｗｅ", "\t", " \u{308}", "a", "a",
  ]

  init(isChinese: Bool, _ random: inout SeededGenerator) {
    let words = isChinese ? InventedTalk.chinese : InventedTalk.english
    var scalars: Int32 = 0
    func append(_ piece: String) {
      text += piece
      scalars += Int32(piece.unicodeScalars.count)
    }
    for number in 1...Int32.random(in: 1...4, using: &random) {
      let speaker = isChinese ? ["问", "答"][Int(number) % 2] : ["I", "P1"][Int(number) % 2]
      append(isChinese ? speaker + "：" : speaker + ": ")
      let start = scalars
      append(isChinese ? "好" : "so")
      for _ in 0..<Int.random(in: 2...25, using: &random) {
        append(words.randomElement(using: &random) ?? "")
      }
      append(isChinese ? "吧" : "ok")
      if let span = Span(start: start, end: scalars) {
        turns.append(AnchorTurn(number: number, span: span, speaker: speaker))
      }
      append("\n\n")
    }
  }
}
