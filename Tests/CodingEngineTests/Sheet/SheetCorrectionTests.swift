import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Words that were changed in a sheet, as corrections of its text.
@Suite struct SheetCorrectionTests {
  /// A transcript of two turns with labels.
  private let text = TextBuffer("Q: why here\nA: we are guests\n\nnot neighbours\n")

  private var turns: [Span] {
    [Span(start: 3, end: 11), Span(start: 15, end: 45)].compactMap(\.self)
  }

  private func change(_ turn: Int32, start: Int32, _ old: String, _ new: String)
    -> SheetWordChange
  {
    SheetWordChange(turn: turn, line: 1, start: start, old: old, new: new)
  }

  @Test func `the least of a turn is replaced`() throws {
    let correction = SheetCorrection(
      [
        change(
          2, start: 12, "A: we are guests\n\nnot neighbours\n",
          "A: we were guests\n\nnot neighbours\n")
      ], text: text, turns: turns)
    #expect(correction.outside.isEmpty)
    let edit = try #require(correction.edits.first)
    #expect(text.words(in: edit.span) == "a")
    #expect(edit.words == "we")
  }

  @Test func `words at the end of a turn belong to it`() throws {
    let correction = SheetCorrection(
      [change(1, start: 0, "Q: why here", "Q: why here at all")], text: text, turns: turns)
    let corrected = try CorrectedText(text, turns: turns, edits: correction.edits)
    #expect(corrected.text.words(in: corrected.turns[0]) == "why here at all")
  }

  @Test(
    "what stands around the turns is not corrected",
    arguments: [("Q: why here", "R: why here"), ("Q: why here", "why here")])
  func labelsStay(old: String, new: String) {
    let correction = SheetCorrection(
      [change(1, start: 0, old, new)], text: text, turns: turns)
    #expect(correction.edits.isEmpty)
    #expect(correction.outside.count == 1)
  }

  /// Turns are rewritten at random; the corrections give exactly the rewritten text, and turns
  /// that say what they were given to say.
  @Test("10,000 rewritten texts, half of them Chinese", arguments: [false, true])
  func rewrittenTurns(isChinese: Bool) throws {
    let pieces =
      isChinese
      ? ["我", "们", "住", "了", "。", "：", "é", "👩‍👧", "贵阳", " ", "\n"]
      : ["we ", "stay", " ", ".", "e\u{301}", "é", "\u{301}", "house", "\u{200D}", "👍🏽", "\n"]
    var edited = 0
    for seed in 0..<5_000 {
      var random = SeededGenerator(seed: UInt64(40_000 + seed * 2 + (isChinese ? 1 : 0)))
      func words() -> [String] {
        // Turns begin and end with a letter, so that none is blank.
        let middle = (0..<Int.random(in: 0...12, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? "a"
        }
        return ["b"] + middle + ["c"]
      }
      let before = (0..<Int.random(in: 1...4, using: &random)).map { _ in words() }
      let after = before.map { turn -> [String] in
        var turn = turn
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let low = Int.random(in: 1..<turn.count, using: &random)
          let high = min(turn.count - 1, low + Int.random(in: 0...3, using: &random))
          let new = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? "a"
          }
          turn.replaceSubrange(low..<max(low, high), with: new)
        }
        return turn
      }
      var (old, new) = ("", "")
      var spans: [Span] = []
      var changes: [SheetWordChange] = []
      for (index, (a, b)) in zip(before, after).enumerated() {
        let label = "S\(index): "
        let start = Int32(old.unicodeScalars.count)
        let section = label + a.joined() + "\n"
        old += section
        new += label + b.joined() + "\n"
        let first = start + Int32(label.unicodeScalars.count)
        let end = Int32(old.unicodeScalars.count) - 1
        if let span = Span(start: first, end: end) { spans.append(span) }
        guard !a.joined().utf8.elementsEqual(b.joined().utf8) else { continue }
        changes.append(
          change(Int32(index + 1), start: start, section, label + b.joined() + "\n"))
      }
      let text = TextBuffer(old)
      let correction = SheetCorrection(changes, text: text, turns: spans)
      #expect(correction.outside.isEmpty, "seed \(seed)")
      edited += correction.edits.count
      let corrected = try CorrectedText(text, turns: spans, edits: correction.edits)
      let isSame = corrected.text.bytes.elementsEqual(new.utf8)
      #expect(isSame, "seed \(seed): \(old) -> \(new) gave \(corrected.text.text)")
      for (span, words) in zip(corrected.turns, after) {
        let said = corrected.text.words(in: span)
        #expect(said.utf8.elementsEqual(words.joined().utf8), "seed \(seed)")
      }
    }
    #expect(edited > 4_000, "\(edited)")
  }
}
