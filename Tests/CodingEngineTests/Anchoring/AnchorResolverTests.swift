import CodingEngine
import Fieldwork
import Testing

@Suite("An anchor leads to its passage")
struct AnchorResolverTests {
  /// A short invented talk: t1 asks, t2 answers, t3 asks, t4 answers in Chinese.
  static let pieces = [
    ("I: ", "Where do you live?"),
    ("P1: ", "In a rented room. “We are not guests” -- but the neighbours…  they say so."),
    ("I: ", "And the neighbours?"),
    ("P1: ", "我们 不是客人，房子３０平方。They say 'cafe\u{301}' and cafe\u{301}."),
  ]

  static func resolver() throws -> (AnchorResolver, TextBuffer) {
    var text = ""
    var turns: [AnchorTurn] = []
    for (index, (label, words)) in pieces.enumerated() {
      text += label
      let start = Int32(text.unicodeScalars.count)
      text += words
      let span = try #require(Span(start: start, end: Int32(text.unicodeScalars.count)))
      turns.append(
        AnchorTurn(number: Int32(index + 1), span: span, speaker: String(label.dropLast(2))))
      text += "\n"
    }
    let buffer = TextBuffer(text)
    return (AnchorResolver(text: buffer, turns: turns), buffer)
  }

  @Test(
    "by the closest way of comparing words",
    arguments: [
      ("in a rented room", "In a rented room", AnchorResolution.Method.caseless),
      ("rented room", "rented room", .exact),
      ("  rented\n\u{3000}room ", "rented room", .folded),
      ("\"We are not guests\"", "“We are not guests”", .folded),
      ("room. 「We are not guests」", "room. “We are not guests”", .folded),
      ("guests” — but the", "guests” -- but the", .dashes),
      ("neighbours... they say", "neighbours…  they say", .dashes),
      ("NEIGHBOURS ...... they", "neighbours…  they", .caseless),
      ("我们不是客人，房子", "我们 不是客人，房子", .folded),
      ("客 人,房子30平方", "客人，房子３０平方", .folded),
      ("so.\nAnd the", "so.\nI: And the", .folded),
    ])
  func quotation(typed: String, stands: String, method: AnchorResolution.Method) throws {
    let (resolver, text) = try AnchorResolverTests.resolver()
    let found = try resolver.resolve(.quotation(typed, within: nil))
    #expect(text.words(in: found.span) == stands)
    #expect(found.method == method)
    #expect(!found.snapped)
  }

  @Test("or is refused with every candidate and its turn when the words stand twice")
  func ambiguous() throws {
    let (resolver, text) = try AnchorResolverTests.resolver()
    let failure = try #require(throws: AnchorFailure.self) {
      try resolver.resolve(.quotation("the neighbours", within: nil))
    }
    guard case .ambiguous(_, let candidates, let total) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(total == 2)
    #expect(candidates.map(\.turn) == [2, 3])
    #expect(candidates.map(\.speaker) == ["P1", "I"])
    #expect(candidates.allSatisfy { text.words(in: $0.span) == "the neighbours" })
    #expect(failure.problem.kind == .data)
    #expect(failure.problem.line.contains("t2:\"…\""))
  }

  @Test("and is settled by the turn, or by what came before")
  func settled() throws {
    let (resolver, text) = try AnchorResolverTests.resolver()
    let inTurn = try resolver.resolve(.quotation("the neighbours", within: 3...3))
    let first = try resolver.resolve(.quotation("the neighbours", within: nil), ambiguity: .next)
    let next = try resolver.resolve(
      .quotation("the neighbours", within: nil), after: first.span.end, ambiguity: .next)
    #expect(next.span == inTurn.span)
    #expect(first.span < next.span)
    #expect(text.words(in: first.span) == "the neighbours")
    #expect(throws: AnchorFailure.self) {
      try resolver.resolve(
        .quotation("the neighbours", within: nil), after: next.span.end, ambiguity: .next)
    }
  }

  @Test("whole turns run from the start of the first to the end of the last")
  func turns() throws {
    let (resolver, text) = try AnchorResolverTests.resolver()
    let one = try resolver.resolve(.turns(3...3))
    #expect(text.words(in: one.span) == "And the neighbours?")
    let two = try resolver.resolve(.turns(1...2))
    #expect(text.words(in: two.span).hasPrefix("Where do"))
    #expect(text.words(in: two.span).hasSuffix("say so."))
    #expect(throws: AnchorFailure.noSuchTurn(9, count: 4)) { try resolver.resolve(.turns(2...9)) }
    #expect(throws: AnchorFailure.noSuchTurn(9, count: 4)) {
      try resolver.resolve(.quotation("room", within: 9...9))
    }
  }

  @Test("offsets are widened to whole characters and refused beyond the text")
  func offsets() throws {
    let (resolver, text) = try AnchorResolverTests.resolver()
    let mark = try #require(text.text.unicodeScalars.map(\.value).firstIndex(of: 0x301))
    let split = try #require(Span(start: Int32(mark) - 4, end: Int32(mark)))
    let found = try resolver.resolve(.offsets(split))
    #expect(found.snapped)
    #expect(found.span == Span(start: split.start, end: split.end + 1))
    let whole = try #require(Span(start: 3, end: 9))
    let kept = try resolver.resolve(.offsets(whole))
    #expect(kept == AnchorResolution(span: whole, method: .offsets))
    let beyond = try #require(Span(start: 3, end: 9_000))
    #expect(throws: AnchorFailure.outside(beyond, length: text.scalarCount)) {
      try resolver.resolve(.offsets(beyond))
    }
  }

  @Test("an e is no é, unless nothing else is there")
  func combiningMarks() throws {
    let text = TextBuffer("cafe\u{301} here, a Cafe there")
    let resolver = AnchorResolver(text: text, turns: [])
    let plain = try resolver.resolve(.quotation("cafe", within: nil))
    #expect(text.words(in: plain.span) == "Cafe")
    let only = AnchorResolver(text: TextBuffer("one cafe\u{301} here"), turns: [])
    let widened = try only.resolve(.quotation("cafe", within: nil))
    #expect(widened.span == Span(start: 4, end: 9))
    #expect(widened.snapped)
  }

  @Test(
    "words that stand nowhere bring up what was probably meant",
    arguments: [
      ("we aren't guests here", Int32(2), "not guests"),
      ("我们不是外人，房子", 4, "不是客人"),
      ("where do they all live?", 1, "you live?"),
    ])
  func nearest(typed: String, turn: Int32, part: String) throws {
    let (resolver, _) = try AnchorResolverTests.resolver()
    let failure = try #require(throws: AnchorFailure.self) {
      try resolver.resolve(.quotation(typed, within: nil))
    }
    guard case .notFound(_, let nearest) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(nearest?.turn == turn)
    #expect(nearest?.excerpt.contains(part) == true)
    #expect(failure.problem.line.contains("t\(turn)"))
  }

  @Test("words unlike anything bring up nothing, and blanks are no words")
  func nothing() throws {
    let (resolver, _) = try AnchorResolverTests.resolver()
    #expect(throws: AnchorFailure.notFound(quotation: "zyzzyva", nearest: nil)) {
      try resolver.resolve(.quotation("zyzzyva", within: nil))
    }
    #expect(throws: AnchorFailure.empty) {
      try resolver.resolve(.quotation(" \u{3000}\n", within: nil))
    }
    let empty = AnchorResolver(text: TextBuffer(""), turns: [])
    #expect(throws: AnchorFailure.notFound(quotation: "word", nearest: nil)) {
      try empty.resolve(.quotation("word", within: nil))
    }
    #expect(throws: AnchorFailure.noSuchTurn(1, count: 0)) { try empty.resolve(.turns(1...1)) }
  }
}
