import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import Testing

/// What happens to suggestions when something else changes.
@Suite struct SuggestionStandingTests {
  private static let before = [
    ("Q", "And the papers?"),
    ("Mei", "We have no papers. The school asks for papers. We stay."),
  ]

  @Test func `a correction takes suggestions along whose words are there, and withdraws others`()
    throws
  {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    let corrected = try study.fixture.revise(
      "T-1",
      [
        ("Q", "And what about the papers?"),
        ("Mei", "Well. We have no papers. The school wants papers. We stay."),
      ])
    #expect(corrected.outcome.suggestionsKept == 1)
    #expect(corrected.outcome.suggestionsWithdrawn == [2])
    #expect(
      try study.suggestions() == [
        "s1 papers We have no papers. open", "s2 papers The school asks for papers. withdrawn",
      ])
    let first = try #require(try study.study.suggestions().first)
    let words = try study.study.words(of: [first.text])[0]
    #expect(first.isCurrent)
    #expect(first.matches.map { words.words(in: $0) } == ["papers"])
    #expect(first.matches.allSatisfy { first.span.contains($0) })
    try study.fixture.expectClean()
    try study.study.undo(by: study.fixture.author())
    #expect(try study.study.suggestions().count == 2)
    try study.study.redo(by: study.fixture.author())
    #expect(try study.study.suggestions().count == 1)
    try study.fixture.expectClean()
    // The new words are other words.
    #expect(try study.suggest(["papers"], as: ["papers"]).outcome[0].numbers == [3])
  }

  @Test func `a rejection goes along with its words`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.fixture.perform(DecideSuggestions([1, 2], .reject))
    try study.fixture.revise(
      "T-1",
      [
        ("Q", "And the papers?"),
        ("Mei", "Well. We have no papers. The school asks for papers. We stay."),
      ])
    #expect(try study.suggest(["papers"], as: ["papers"]).entry == nil)
    #expect(try study.suggestions().allSatisfy { $0.hasSuffix("rejected") })
  }

  @Test func `no decision is taken back past a correction of its words`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    let reject = try #require(
      try study.fixture.perform(DecideSuggestions([1, 2], .reject)).entry)
    try study.fixture.revise(
      "T-1", [("Q", "And the papers?"), ("Mei", "No papers here. The school asks for papers.")])
    let before = try study.fixture.dump()
    #expect(throws: StudyFailure.self) {
      try study.study.undo(entry: reject, by: study.fixture.author())
    }
    #expect(try study.fixture.dump() == before)
    try study.fixture.expectClean()
  }

  @Test func `a plan that leaves a suggestion out is refused`() throws {
    let study = try SuggestionFixture()
    let (snapshot, index, words) = try study.fixture.text("T-1")
    let corrected = draft("T-1", [("Mei", "We have no papers.")])
    let plan = RevisionPlan(
      index, in: snapshot, words: words, corrected: TextBuffer(corrected.text),
      turns: corrected.turns)
    let command = try study.fixture.revision(plan, snapshot.texts[Int(index)].key, words)
    try study.suggest(["papers"], as: ["papers"])
    try study.expectRefusal(command, "corrected or coded meanwhile")
  }

  @Test func `suggestions follow a merged code, and ask nothing twice`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers", "rent"])
    try study.fixture.perform(DecideSuggestions([3], .reject))
    let outcome = try study.expectUndone(MergeIntoCode(["rent"], into: "papers"))
    // s2 is of the words that s1 asks about, s4 of those that were rejected for the target.
    #expect(outcome.notes.contains { $0.hasPrefix("2 suggestions withdrawn") })
    #expect(
      try study.suggestions() == [
        "s1 papers We have no papers. open", "s2 papers We have no papers. withdrawn",
        "s3 papers The school asks for papers. rejected",
        "s4 papers The school asks for papers. withdrawn",
      ])
    try study.suggest(["合同"], as: ["stay"])
    let followed = try study.expectUndone(MergeIntoCode(["stay"], into: "papers"))
    #expect(followed.followed.contains("2 suggestions"))
    #expect(try study.study.suggestions().map(\.code) == ["papers", "papers", "papers"])
  }

  @Test func `codings that become one know of both suggestions`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers", "rent"])
    try study.fixture.perform(DecideSuggestions([1, 2], .accept))
    try study.expectUndone(MergeIntoCode(["rent"], into: "papers"))
    #expect(try study.codings() == ["T-1#1 papers ann We have no papers."])
    #expect(try study.study.suggestions([.accepted]).map(\.cites) == [["T-1#1"], ["T-1#1"]])
  }

  @Test func `a renamed code keeps its suggestions`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.expectUndone(RenameCode("papers", to: "documents"))
    #expect(try study.study.suggestions().map(\.code) == ["documents", "documents"])
    #expect(try study.study.suggestionRules().map(\.codes) == [["documents"]])
  }

  @Test func `a retired code says what waits, and takes nothing`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers", "rent"])
    let outcome = try study.expectUndone(RetireCode("papers"))
    #expect(outcome.named == ["2 open suggestions"])
    try study.expectRefusal(DecideSuggestions([1], .accept), "'papers' is retired")
    let mixed = try study.expectUndone(DecideSuggestions([1, 2, 3], .accept))
    #expect(mixed.decided.map(\.number) == [2])
    #expect(mixed.left.map(\.number) == [1, 3])
    #expect(try study.study.suggestions().map(\.number) == [1, 3, 4])
    try study.expectUndone(DecideSuggestions([1], .reject))
  }

  @Test func `a code with open suggestions becomes no category`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    var category = CodeDefinition(slug: "papers", parent: "housing", isCodable: false)
    category.names = [LocalizedText(language: "en", text: "Papers")]
    try study.expectRefusal(
      ImportCodebook([category]), "cannot become a category", "2 suggestions of it wait")
  }

  @Test func `suggestions go with their transcript and come back with it`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers", "合同"], as: ["papers"])
    try study.fixture.perform(DecideSuggestions([1], .accept))
    let outcome = try study.expectUndone(RemoveTranscript("T-1", withCodings: true))
    #expect(outcome.suggestions == 2)
    #expect(try study.study.suggestions().map(\.transcript) == ["T-2", "T-2"])
  }

  @Test func `a coding that is taken off leaves its suggestion accepted`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.fixture.perform(DecideSuggestions([1], .accept))
    try study.expectUndone(RemoveCodings(.init(transcript: "T-1", number: 1)))
    #expect(try study.study.suggestions([.accepted]).map(\.cites) == [[]])
    // The coder took it off: it is not suggested again unasked.
    #expect(try study.suggest(["papers"], as: ["papers"]).entry == nil)
    let again = try study.suggest(["papers"], as: ["papers"], again: true)
    #expect(again.outcome[0].count == 1)
  }

  @Test func `a split code carries where its codings came from`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.fixture.perform(DecideSuggestions([1], .accept))
    try study.fixture.perform(SplitCode("papers", into: ["permit", "lease"]))
    try study.expectRefusal(DecideSuggestions([2], .accept), "is being split")
    try study.expectUndone(
      AssignSplit(
        "papers",
        [.init(transcript: "T-1", number: 1, coder: nil, round: nil, parts: ["permit", "lease"])]))
    #expect(try study.codings().count == 2)
    #expect(
      try study.study.query("SELECT count(*) FROM coding_suggestion").rows == [["2"]])
  }

  @Test func `a blind copy has no suggestions, and says so`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"], name: "secret-rule")
    try study.fixture.perform(DecideSuggestions([1], .accept))
    let path = study.fixture.folder.appending(path: "copy.emic").path
    let contents = try study.study.handOut(
      ["T-1"], to: path, note: "blind copy", by: Author(coder: "bea", time: "2026-02-01"))
    #expect(contents.kept.contains { $0.what == "suggestions" && $0.count == 2 })
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(bytes.range(of: Data("secret-rule".utf8)) == nil)
    let copy = try Study.open(path, for: .reading)
    for table in ["suggestion", "suggestion_rule", "coding_suggestion", "suggestion_counter"] {
      #expect(try copy.query("SELECT count(*) FROM \(table)").rows == [["0"]], "\(table)")
    }
  }

  @Test func `another coder's rules are named and not brought`() throws {
    let study = try SuggestionFixture()
    let path = study.fixture.folder.appending(path: "copy.emic").path
    _ = try study.study.handOut(
      ["T-1"], to: path, note: "blind copy", by: Author(coder: "bea", time: "2026-02-01"))
    let copy = try Study.open(path, for: .writing)
    let text = try copy.snapshot([]).texts[0].key
    let bea = Author(coder: "bea", time: "2026-02-02")
    let span = try #require(Span(start: 27, end: 45))
    _ = try copy.perform(
      AddSuggestions([
        .init(
          SuggestionRule(name: "mine", codes: ["papers"], search: .terms(["papers"])),
          [NewSuggestion(text: text, span: span, matches: [span], code: "papers")])
      ]), by: bea)
    _ = try copy.perform(DecideSuggestions([1], .accept), by: bea)
    let merged = try study.fixture.perform(MergeStudy(try copy.mergeSource()))
    #expect(merged.outcome.added == 1)
    #expect(merged.outcome.notes.contains("not brought, rules with their suggestions: mine"))
    #expect(try study.suggestions().isEmpty)
    try study.fixture.expectClean()
  }

  @Test(arguments: [
    ("UPDATE suggestion SET end = 9999", "lies outside its text"),
    ("UPDATE suggestion SET matches = '[[90, 95]]'", "what was found does not lie in it"),
    ("UPDATE suggestion SET number = 2", "the number is used twice"),
    ("UPDATE suggestion_counter SET next = 1", "the number would be used twice"),
    ("UPDATE code SET codable = 0 WHERE slug = 'papers'", "which is a category"),
    (
      "INSERT INTO coding_suggestion SELECT coding.id, s.id FROM coding, suggestion AS s",
      "a coding was made of it and it is not accepted"
    ),
  ])
  func `a check finds what is wrong`(_ sql: String, _ words: String) throws {
    let study = try SuggestionFixture()
    try study.suggest(["papers"], as: ["papers"])
    try study.fixture.code("T-1", "We stay", as: "stay")
    try study.fixture.expectClean()
    try Vandal.execute(sql, on: study.study.path)
    let findings = try study.study.check().items.flatMap(\.findings)
    #expect(findings.contains { $0.contains(words) }, "\(findings)")
  }

  @Test func `the view tells suggestions to any client`() throws {
    let study = try SuggestionFixture()
    try study.suggest(["合同"], as: ["papers"])
    try study.fixture.perform(DecideSuggestions([2], .accept))
    #expect(
      try study.study.query(
        "SELECT suggestion, rule, code, words, status, decided_by, cite FROM v_suggestions"
      ).rows == [
        ["s1", "合同", "papers", "我们没有合同，也不走。", "open", nil, nil],
        ["s2", "合同", "papers", "学校要合同，我们没有。", "accepted", "ann", "T-2#1"],
      ])
  }
}
