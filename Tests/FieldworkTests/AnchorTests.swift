import Fieldwork
import Testing

@Suite struct AnchorTests {
  @Test func aTurnIsAnAnchor() throws {
    #expect(try Anchor("t12") == .turns(12...12))
    #expect(try Anchor("T12") == .turns(12...12))
    #expect(try Anchor(" t12-t14 ") == .turns(12...14))
    #expect(try Anchor("t12-14") == .turns(12...14))
  }

  @Test func aQuotationInATurnIsAnAnchor() throws {
    #expect(try Anchor("t12:\"not guests\"") == .quotation("not guests", within: 12...12))
    #expect(try Anchor("t12：“不是做客”") == .quotation("不是做客", within: 12...12))
    #expect(try Anchor("t2-t3: words") == .quotation("words", within: 2...3))
  }

  @Test func offsetsAreAnAnchor() throws {
    let span = try #require(Span(start: 120, end: 180))
    #expect(try Anchor("@120-180") == .offsets(span))
  }

  @Test(arguments: [
    "we are not guests", "today we left", "t", "tea", "t12 was long", "time: nine", "@home-made",
    "户口", "12", "t-shirt",
  ])
  func everythingElseIsAQuotation(words: String) throws {
    #expect(try Anchor(words) == .quotation(words, within: nil))
  }

  @Test func onePairOfQuotationMarksIsTakenOff() throws {
    #expect(try Anchor("\"we are\"") == .quotation("we are", within: nil))
    #expect(try Anchor("“我们”") == .quotation("我们", within: nil))
    #expect(
      try Anchor("\"we\" and \"they\" said") == .quotation("\"we\" and \"they\" said", within: nil))
  }

  @Test(arguments: ["t0", "t14-t12", "@9-9", "@20-10", "", "  ", "\"\"", "t3:", "t3:\"\""])
  func brokenAnchorsAreRefused(typed: String) {
    #expect(throws: AnchorSyntax.self) { try Anchor(typed) }
  }

  @Test func plainNumbersAreTurnsOnlyWhereAsked() throws {
    #expect(try Anchor.turns(in: "12") == nil)
    #expect(try Anchor.turns(in: "12-14", bare: true) == 12...14)
  }
}
