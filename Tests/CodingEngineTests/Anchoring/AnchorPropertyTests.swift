import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Any passage is found again from its words")
struct AnchorPropertyTests {
  @Test("as they stand, in 12,000 cuts, half of them Chinese", arguments: [false, true])
  func exactWords(isChinese: Bool) throws {
    var random = SeededGenerator(seed: isChinese ? 11 : 12)
    var checked = 0
    for _ in 0..<120 {
      let talk = InventedTalk(isChinese: isChinese, &random)
      let model = AnchorModel(talk.text, turns: talk.turns)
      let resolver = AnchorResolver(text: TextBuffer(talk.text), turns: talk.turns)
      for _ in 0..<50 {
        let cut = try #require(randomCut(of: model, &random))
        let words = TextBuffer(talk.text).words(in: cut)
        checked += 1
        try expect(resolver, model, words, cut: cut, method: .exact)
      }
    }
    #expect(checked == 6_000)
  }

  @Test("with other blanks, widths and quotation marks, in 12,000 cuts", arguments: [false, true])
  func otherwiseWritten(isChinese: Bool) throws {
    var random = SeededGenerator(seed: isChinese ? 21 : 22)
    var skipped = 0
    for _ in 0..<120 {
      let talk = InventedTalk(isChinese: isChinese, &random)
      let model = AnchorModel(talk.text, turns: talk.turns)
      let resolver = AnchorResolver(text: TextBuffer(talk.text), turns: talk.turns)
      for _ in 0..<50 {
        let cut = try #require(randomCut(of: model, &random))
        let words = perturbed(TextBuffer(talk.text).words(in: cut), &random)
        guard model.places(of: words) != nil else {
          skipped += 1
          continue
        }
        try expect(resolver, model, words, cut: cut, method: nil)
      }
    }
    // Where a blank carries a combining mark, the cut begins inside a character.
    #expect(skipped < 300)
  }

  @Test("across turns without the labels between them", arguments: [false, true])
  func acrossTurns(isChinese: Bool) throws {
    var random = SeededGenerator(seed: isChinese ? 31 : 32)
    for _ in 0..<400 {
      let talk = InventedTalk(isChinese: isChinese, &random)
      guard talk.turns.count > 1 else { continue }
      let text = TextBuffer(talk.text)
      let model = AnchorModel(talk.text, turns: talk.turns)
      let resolver = AnchorResolver(text: text, turns: talk.turns)
      for (before, after) in zip(talk.turns, talk.turns.dropFirst()) {
        let start = try #require(
          (before.span.start..<before.span.end).filter {
            model.boundaries.contains(Int($0)) && !AnchorModel.isBlank(model.scalars[Int($0)])
          }.randomElement(using: &random))
        let head = try #require(Span(start: start, end: before.span.end))
        let cut = try #require(Span(start: start, end: after.span.end))
        let words = text.words(in: head) + "\n" + text.words(in: after.span)
        try expect(resolver, model, words, cut: cut, method: nil)
      }
    }
  }

  /// Compares with the model in full: the span or all candidates, and how they were found.
  private func expect(
    _ resolver: AnchorResolver, _ model: AnchorModel, _ words: String, cut: Span,
    method: AnchorResolution.Method?
  ) throws {
    guard let expected = model.places(of: words) else { return }
    // What was written otherwise may by chance stand elsewhere exactly so, and is meant then.
    if method == expected.method || expected.method == .folded {
      #expect(expected.spans.contains(cut), "the model itself must find '\(words)'")
    } else {
      #expect(method == nil)
    }
    do {
      let found = try resolver.resolve(.quotation(words, within: nil))
      #expect(expected.spans == [found.span], "'\(words)'")
      #expect(found.method == expected.method && !found.snapped)
    } catch {
      guard case .ambiguous(_, let candidates, let total) = error else { throw error }
      #expect(total == expected.spans.count && total > 1, "'\(words)'")
      #expect(candidates.map(\.span) == Array(expected.spans.prefix(20)))
    }
  }

  /// A cut on character boundaries that neither starts nor ends on a blank.
  private func randomCut(of model: AnchorModel, _ random: inout SeededGenerator) -> Span? {
    let edges = model.boundaries.sorted()
    while true {
      let first = Int.random(in: 0..<edges.count - 1, using: &random)
      let last = min(edges.count - 1, first + Int.random(in: 1...18, using: &random))
      let start = edges[first]
      let end = edges[last]
      if AnchorModel.isBlank(model.scalars[start]) || AnchorModel.isBlank(model.scalars[end - 1]) {
        continue
      }
      return Span(start: Int32(start), end: Int32(end))
    }
  }

  private func perturbed(_ words: String, _ random: inout SeededGenerator) -> String {
    let blanks = [" ", "\n", "\u{A0}", "\u{3000}", "  \t", "\u{2003}"]
    let quotes = ["\"", "“", "”", "'", "「", "」", "«"]
    var out = ""
    var wasHan = false
    for character in words {
      let scalar = character.unicodeScalars.first?.value ?? 0
      let isSingle = character.unicodeScalars.count == 1
      let isHan = isSingle && AnchorModel.isHan(scalar)
      if isHan || wasHan, !out.isEmpty, Int.random(in: 0..<5, using: &random) == 0 {
        out += blanks.randomElement(using: &random) ?? ""
      }
      wasHan = isHan
      if isSingle, AnchorModel.isBlank(scalar) {
        out += blanks.randomElement(using: &random) ?? ""
      } else if isSingle, AnchorModel.quotes.contains(scalar) {
        out += quotes.randomElement(using: &random) ?? ""
      } else if isSingle, (0x21...0x7E).contains(scalar), Bool.random(using: &random),
        let wide = Unicode.Scalar(scalar + 0xFEE0)
      {
        out.unicodeScalars.append(wide)
      } else {
        out.append(character)
      }
    }
    return out
  }
}
