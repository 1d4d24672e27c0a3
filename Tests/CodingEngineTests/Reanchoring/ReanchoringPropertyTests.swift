import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Random corrections whose truth is known: what survives keeps exactly its words, nothing is
/// lost, nothing moves to other words.
@Suite struct ReanchoringPropertyTests {
  @Test(
    "what survives keeps its words, in 10,000 corrected texts, half of them Chinese",
    arguments: [false, true])
  func survivorsKeepTheirWords(isChinese: Bool) throws {
    var kept = 0
    var waiting = 0
    for seed in 0..<5_000 {
      var random = SeededGenerator(seed: UInt64(seed * 2 + (isChinese ? 1 : 0)))
      var text = TrackedText(isChinese: isChinese, &random)
      if Bool.random(using: &random) { text.editWords(&random) }
      if Bool.random(using: &random) { text.editLetters(&random) }
      if Bool.random(using: &random) { text.editLines(&random) }
      if Bool.random(using: &random) { text.writeOtherwise(&random) }
      let old = TextBuffer(TrackedText.text(text.before))
      let new = TextBuffer(TrackedText.text(text.after))
      let alignment = TextAlignment(old, new)
      for passage in text.passages(5, &random) {
        let place = alignment.place(of: passage.span)
        let story: Comment = "seed \(seed), \(old.words(in: passage.span)) is \(place)"
        if let survives = passage.survives {
          kept += 1
          guard case .kept(let span, _) = place else {
            Issue.record("not kept: \(story)\n\(old.text)\n---\n\(new.text)")
            continue
          }
          #expect(trimmed(span, new) == survives, story)
        } else {
          waiting += 1
          if case .kept = place { Issue.record("kept: \(story)\n\(old.text)\n---\n\(new.text)") }
        }
        if let span = place.span { expectWhole(span, new, story) }
      }
    }
    #expect(kept > 10_000 && waiting > 2_000, "\(kept) kept, \(waiting) not")
  }

  /// Texts of few words that recur everywhere, cut anywhere: there may be several ways to tell
  /// what was edited, but what counts as kept must read the same.
  @Test("what is kept reads the same, in 10,000 wild corrections", arguments: [false, true])
  func whatIsKeptReadsTheSame(isChinese: Bool) throws {
    let words =
      isChinese
      ? ["我", "们", "住", "了", "。", "：", "\n", "é", "👩‍👧", "住了"]
      : ["we ", "a ", "the ", "stay", " ", ".", "\n", "e\u{301}", "é", "house", "s "]
    var kept = 0
    for seed in 0..<5_000 {
      var random = SeededGenerator(seed: UInt64(900_000 + seed * 2 + (isChinese ? 1 : 0)))
      func some(_ count: Int) -> [String] {
        (0..<count).map { _ in words.randomElement(using: &random) ?? "a" }
      }
      let before = some(Int.random(in: 1...40, using: &random))
      var after = before
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let low = Int.random(in: 0...after.count, using: &random)
        let high = min(after.count, low + Int.random(in: 0...8, using: &random))
        after.replaceSubrange(low..<high, with: some(Int.random(in: 0...6, using: &random)))
      }
      let (old, new) = (TextBuffer(before.joined()), TextBuffer(after.joined()))
      let alignment = TextAlignment(old, new)
      for _ in 0..<4 {
        guard let span = randomSpan(of: old, &random) else { continue }
        let place = alignment.place(of: span)
        let story: Comment = "seed \(seed): '\(old.words(in: span))' is \(place)"
        if case .kept(let found, _) = place {
          kept += 1
          #expect(plain(old.words(in: span)) == plain(new.words(in: found)), story)
        }
        if let found = place.span { expectWhole(found, new, story) }
        if old.bytes == new.bytes, !plain(old.words(in: span)).isEmpty {
          #expect(place == .kept(span, isMoved: false), story)
        }
      }
    }
    #expect(kept > 5_000, "\(kept)")
  }

  private func expectWhole(_ span: Span, _ text: TextBuffer, _ story: Comment) {
    #expect(text.holds(span), story)
    #expect(text.isGraphemeBoundary(span.start) && text.isGraphemeBoundary(span.end), story)
  }

  private func randomSpan(of text: TextBuffer, _ random: inout SeededGenerator) -> Span? {
    guard text.scalarCount > 0 else { return nil }
    let start = Int32.random(in: 0..<text.scalarCount, using: &random)
    let end = Int32.random(in: start + 1...text.scalarCount, using: &random)
    return Span(start: start, end: end).map(text.snappedToGraphemes)
  }

  /// A stretch without the blanks at its ends.
  private func trimmed(_ span: Span, _ text: TextBuffer) -> Span? {
    let scalars = Array(text.words(in: span).unicodeScalars)
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let lead = scalars.prefix { isBlank($0) }.count
    let tail = scalars.reversed().prefix { isBlank($0) }.count
    return Span(start: span.start + Int32(lead), end: span.end - Int32(tail))
  }

  /// Words without regard to blanks and canonical form; Swift compares strings by the latter.
  private func plain(_ words: String) -> String { words.filter { !$0.isWhitespace } }
}
