import CodingEngine
import Fieldwork
import Testing

/// Quotes behind values after their text was corrected.
@Suite struct AttributeQuotesTests {
  private static let before = "Ten rooms, 三间房是空的. Nine hundred a month."

  private func quote(_ words: String, now: String) throws -> AttributeQuotes.Quote? {
    var builder = SnapshotBuilder()
    builder.place("H-1")
    builder.interview("T-1", about: ["H-1"], [.asks("And?"), .says(now)])
    var snapshot = try builder.snapshot()
    let old = TextBuffer("I: And?\nA: " + AttributeQuotesTests.before + "\n")
    let all = String(decoding: old.bytes, as: UTF8.self)
    let range = try #require(all.firstRange(of: words))
    let start = Int32(all[..<range.lowerBound].unicodeScalars.count)
    let span = try #require(Span(start: start, end: start + Int32(words.unicodeScalars.count)))
    snapshot.attributePassages = [
      AttributePassage(owner: .place, index: 0, name: "rooms", key: 77, text: 0, span: span)
    ]
    let quotes = AttributeQuotes(
      snapshot, texts: TextShelf([0: builder.buffers[0]]), former: [77: old])
    return quotes.quotes(.place, 0, "rooms").first
  }

  @Test func `words that are still there are cited where they stand now`() throws {
    let now = AttributeQuotesTests.before.replacing("Ten", with: "Twelve")
    let quote = try #require(try quote("三间房是空的", now: now))
    #expect(quote.words == "三间房是空的")
    #expect(quote.standing == .there)
    #expect(quote.cite == "T-1 t2")
  }

  @Test func `corrected words are shown as read, with what stands there now`() throws {
    let now = AttributeQuotesTests.before.replacing("三间房", with: "四间房")
    let quote = try #require(try quote("三间房是空的", now: now))
    #expect(quote.words == "三间房是空的")
    #expect(quote.standing == .corrected(now: "四间房是空的"))
    #expect(quote.said == "“三间房是空的” (corrected since: “四间房是空的”)")
  }

  @Test func `words that were cut stay readable`() throws {
    let now = "Ten rooms. I will not say more about that and it is nobody's business at all."
    let quote = try #require(try quote("三间房是空的. Nine hundred a month.", now: now))
    #expect(quote.words == "三间房是空的. Nine hundred a month.")
    #expect(quote.standing == .gone)
    #expect(quote.cite == "T-1")
  }
}
