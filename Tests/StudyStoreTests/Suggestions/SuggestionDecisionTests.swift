import Fieldwork
import StudyStore
import Testing

/// What becomes of suggestions: accepted, edited, rejected, taken back.
@Suite struct SuggestionDecisionTests {
  @Test func `suggestions are no codings`() throws {
    let study = try SuggestionFixture()
    let outcome = try study.expectUndone(try study.command(["papers"], as: ["papers", "school"]))
    #expect(outcome.map(\.rule) == ["papers"])
    #expect(outcome[0].numbers == [1, 2, 3, 4])
    #expect(
      try study.suggestions() == [
        "s1 papers We have no papers. open", "s2 school We have no papers. open",
        "s3 papers The school asks for papers. open", "s4 school The school asks for papers. open",
      ])
    #expect(try study.codings().isEmpty)
    #expect(try study.study.snapshot().codings.count == 0)
    #expect(try study.study.status().codings == 0)
    #expect(try study.study.status().suggestions == 4)
  }

  @Test func `accepting codes the words, by whoever accepts, and keeps the rule`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["合同"], as: ["papers"], name: "contracts")
    let outcome = try study.expectUndone(DecideSuggestions([1, 2], .accept), by: "bo")
    #expect(outcome.decided.map(\.cite) == ["T-2#1", "T-2#2"])
    #expect(
      try study.codings() == [
        "T-2#1 papers bo 我们没有合同，也不走。", "T-2#2 papers bo 学校要合同，我们没有。",
      ])
    let accepted = try study.study.suggestions([.accepted])
    #expect(accepted.map(\.cites) == [["T-2#1"], ["T-2#2"]])
    #expect(accepted.map(\.decidedBy) == ["bo", "bo"])
    #expect(accepted.allSatisfy { $0.decided != nil && $0.rule == "contracts" })
    let rules = try study.study.suggestionRules()
    #expect(rules.map(\.counts) == [[.accepted: 2]])
    #expect(rules.map(\.codes) == [["papers"]])
  }

  @Test func `what the coder had coded so is said to be there already`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["合同"], as: ["papers"])
    let first = try #require(try study.study.suggestions().first)
    for coder in ["ann", "bo"] {
      try study.fixture.perform(
        AddCodings([
          NewCoding(text: first.text, span: first.span, code: "papers", coder: coder)
        ]), by: coder)
    }
    let before = try study.codings()
    let outcome = try study.expectUndone(DecideSuggestions([1], .accept))
    #expect(outcome.decided.map(\.wasThere) == [true])
    #expect(try study.codings() == before)
    // Made by hand before, it does not come from the rule.
    #expect(try study.study.suggestions([.accepted]).map(\.cites) == [[]])
    #expect(try study.expectUndone(DecideSuggestions([2], .accept)).decided[0].wasThere == false)
  }

  @Test func `other words and other codes are accepted instead`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["合同"], as: ["papers"])
    let first = try #require(try study.study.suggestions().first)
    let words = try #require(Span(start: first.span.start, end: first.span.start + 6))
    let outcome = try study.expectUndone(
      DecideSuggestions([1], .acceptAs(span: words, codes: ["rent", "stay"])))
    #expect(outcome.decided.map(\.code) == ["rent", "stay"])
    #expect(
      try study.codings() == ["T-2#1 rent ann 我们没有合同", "T-2#1 stay ann 我们没有合同"])
    let elsewhere = try #require(Span(start: 0, end: 1))
    try study.expectRefusal(
      DecideSuggestions([2], .acceptAs(span: elsewhere, codes: [])), "share nothing with s2")
  }

  @Test func `what was rejected does not come back until asked`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.expectUndone(DecideSuggestions([1], .reject))
    #expect(try study.suggest(["papers"], as: ["papers"]).entry == nil)
    #expect(try study.suggest(["papers"], as: ["papers"], unit: .match).entry == nil)
    // Numbers are never given twice, not even after an undo.
    try study.suggest(["papers"], as: ["papers"], again: true)
    try study.study.undo(by: study.fixture.author())
    let again = try study.suggest(["papers"], as: ["papers"], again: true)
    #expect(again.outcome[0].numbers == [4])
    #expect(
      try study.suggestions() == [
        "s1 papers We have no papers. rejected", "s2 papers The school asks for papers. open",
        "s4 papers We have no papers. open",
      ])
    #expect(try study.study.suggestionRules().count == 1)
  }

  @Test func `undo opens what was decided, and a batch is one entry`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    let batch = try study.suggestions()
    try study.fixture.perform(DecideSuggestions([2], .reject))
    let accept = try study.fixture.perform(DecideSuggestions([1], .accept))
    // The batch cannot go while decisions build on it.
    let entry = try #require(try study.study.journal().last { $0.command == "autocode" })
    #expect(throws: StudyFailure.self) {
      try study.study.undo(entry: entry.number, by: study.fixture.author())
    }
    let undone = try study.study.undo(by: study.fixture.author())
    #expect(undone.number == accept.entry)
    try study.study.undo(by: study.fixture.author())
    #expect(try study.suggestions() == batch)
    try study.study.undo(by: study.fixture.author())
    #expect(try study.suggestions().isEmpty)
    #expect(try study.study.suggestionRules().isEmpty)
  }

  @Test func `rules keep their names`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"], name: "p")
    try study.expectRefusal(
      try study.command(["合同"], as: ["papers"], name: "p"), "the rule 'p' is known")
    // The same rule on what is new goes on.
    try study.fixture.perform(
      ImportTranscripts([draft("T-3", [("Mei", "More papers came.")])]))
    #expect(try study.suggest(["papers"], as: ["papers"], name: "p").outcome[0].count == 1)
    try study.suggest(["papers"], as: ["rent"], unit: .turn)
    #expect(try study.study.suggestionRules().map(\.name) == ["p", "papers"])
    try study.suggest(["papers"], as: ["stay"], unit: .match)
    #expect(try study.study.suggestionRules().map(\.name) == ["p", "papers", "papers-2"])
  }

  @Test func `what cannot be is refused and changes nothing`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.expectRefusal(DecideSuggestions([9], .accept), "there is no suggestion s9")
    try study.expectRefusal(DecideSuggestions([], .accept), "no suggestion waits")
    try study.fixture.perform(DecideSuggestions([1], .reject), by: "bo")
    try study.expectRefusal(DecideSuggestions([2, 1], .accept), "s1 was rejected by bo on 2026")
    try study.expectRefusal(DecideSuggestions([1], .reject), "s1 was rejected")
    try study.expectRefusal(
      DecideSuggestions([2], .acceptAs(span: nil, codes: ["moving"])), "'moving' is a category")
    try study.expectRefusal(try study.command(["合同"], as: ["moving"]), "is a category")
    try study.fixture.perform(RetireCode("rent"))
    try study.expectRefusal(try study.command(["合同"], as: ["rent"]), "'rent' is retired")
  }

  @Test func `a text that was corrected meanwhile is refused`() throws {
    let study = try SuggestionFixture()
    let command = try study.command(["papers"], as: ["papers"])
    try study.fixture.revise(
      "T-1", [("Q", "And the papers?"), ("Mei", "We have no papers now. The school asks.")])
    try study.expectRefusal(command, "corrected or coded meanwhile")
  }

  @Test func `a dry run changes nothing`() throws {
    let study = try SuggestionFixture()
    let before = try study.fixture.dump()
    let done = try study.study.perform(
      try study.command(["papers"], as: ["papers"]), by: study.fixture.author(), dryRun: true)
    #expect(done.outcome[0].count == 2)
    #expect(done.entry == nil)
    #expect(try study.fixture.dump() == before)
  }
}
