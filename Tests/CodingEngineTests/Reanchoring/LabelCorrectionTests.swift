import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Labels that go from between turns take nothing along that was said.
@Suite struct LabelCorrectionTests {
  @Test func `a passage over a label keeps its words without it`() throws {
    let text = TextBuffer("马: 我不走。\n\n马: 不走。\n\n胡: ok")
    let gap = try #require(Span(start: 7, end: 12))
    #expect(text.words(in: gap) == "\n\n马: ")
    let correction = LabelCorrection(text, [TextEdit(span: gap, words: "\n")])
    #expect(correction.text.text == "马: 我不走。\n不走。\n\n胡: ok")
    func words(_ start: Int32, _ end: Int32) -> String? {
      Span(start: start, end: end).flatMap(correction.place(of:)).map(correction.text.words)
    }
    #expect(words(3, 7) == "我不走。")
    #expect(words(4, 14) == "不走。\n不走")
    #expect(words(12, 15) == "不走。")
    #expect(words(9, 15) == "不走。")
    #expect(words(3, 10) == "我不走。")
    #expect(words(17, 22) == "胡: ok")
    #expect(words(8, 11) == nil)
    let gone = correction.place(ofPassage: 3, try #require(Span(start: 8, end: 11)))
    #expect(gone.place == .gone)
  }

  @Test func `what was said stays, in ten thousand texts`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for number in 0..<10_000 {
      let pieces =
        number.isMultiple(of: 2)
        ? ["我不走", "。", "两间屋", "，", "é\u{301}", "👩‍👧", " "]
        : ["we stay", ". ", "two rooms", ", ", "é", "🙂"]
      var text = ""
      var turns: [Span] = []
      var gaps: [Span] = []
      var end: Int32 = 0
      for turn in 0..<Int.random(in: 2...5, using: &random) {
        text +=
          turn == 0
          ? "Q: " : ["\n\n马: ", "\n\nMei Li:\t", "\n"].randomElement(using: &random) ?? ""
        let start = Int32(text.unicodeScalars.count)
        if turn > 0, let gap = Span(start: end, end: start) { gaps.append(gap) }
        text += "x"
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          text += pieces.randomElement(using: &random) ?? ""
        }
        text += "y"
        end = Int32(text.unicodeScalars.count)
        if let span = Span(start: start, end: end) { turns.append(span) }
      }
      let buffer = TextBuffer(text)
      let edits = gaps.filter { _ in Bool.random(using: &random) }.map { gap in
        TextEdit(span: gap, words: Bool.random(using: &random) ? "\n" : "\n\n胡: ")
      }
      let correction = LabelCorrection(buffer, edits)
      for turn in turns {
        let place = correction.place(of: turn).map(correction.text.words)
        #expect(place == buffer.words(in: turn), "seed \(seed), text \(number)")
      }
      for _ in 0..<3 {
        let start = Int32.random(in: 0..<buffer.scalarCount, using: &random)
        let length = Int32.random(in: 1...12, using: &random)
        guard let span = Span(start: start, end: min(start + length, buffer.scalarCount)),
          buffer.isGraphemeBoundary(span.start), buffer.isGraphemeBoundary(span.end)
        else { continue }
        let said = turns.compactMap { $0.intersection(span).map(buffer.words) }
        let place = correction.place(of: span)
        if let place {
          let kept = turns.compactMap { correction.place(of: $0)?.intersection(place) }
          #expect(kept.map(correction.text.words) == said, "seed \(seed), text \(number)")
          #expect(correction.text.isGraphemeBoundary(place.start), "seed \(seed)")
          #expect(correction.text.isGraphemeBoundary(place.end), "seed \(seed)")
        } else {
          #expect(said.isEmpty, "seed \(seed), text \(number)")
        }
      }
    }
    print("labels between turns: seed \(seed)")
  }
}
