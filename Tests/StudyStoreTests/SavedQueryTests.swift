import Fieldwork
import StudyStore
import Testing

@Suite struct SavedQueryTests {
  private let fixture: StudyFixture

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("housing", "housing/rent", "fees")))
  }

  private func save(_ name: String, _ text: String, replaces: Bool = false) throws -> Int64? {
    try fixture.perform(
      SaveQuery(try SavedQuery(name: name, text: text), replaces: replaces)
    ).entry
  }

  private func saved() throws -> [String] {
    try fixture.study.snapshot([]).savedQueries.map { "\($0.name) = \($0.text)" }
  }

  @Test func savingReplacingAndRemovingAreOneEntryEachAndCanBeUndone() throws {
    let empty = try fixture.dump()
    #expect(try save("both", "rent and fees") != nil)
    let first = try fixture.dump()
    #expect(try save("both", "rent and fees") == nil, "nothing changed")
    #expect(throws: Problem.self) { try save("both", "rent or fees") }
    #expect(try save("both", "rent or fees", replaces: true) != nil)
    #expect(try saved() == ["both = rent or fees"])
    try fixture.perform(RemoveQuery("both"))
    #expect(try saved().isEmpty)
    let author = fixture.author()
    try fixture.study.undo(by: author)
    try fixture.study.undo(by: author)
    #expect(try fixture.dump() == first)
    try fixture.study.undo(by: author)
    #expect(try fixture.dump() == empty)
    for _ in 0..<3 { try fixture.study.redo(by: author) }
    #expect(try saved().isEmpty)
    try fixture.expectClean()
  }

  @Test func aQueryIsSavedOnlyWhenItsNamesAreExactAndItCanBeRead() throws {
    let before = try fixture.dump()
    #expect(throws: CodeQuerySyntax.self) { try save("bad", "rent near fees") }
    #expect(throws: CodeQueryNameFailure.self) { try save("bad", "ren and fees") }
    #expect(throws: CodeQueryNameFailure.self) { try save("bad", "theme none") }
    #expect(throws: CodeQueryNameFailure.self) { try save("bad", "@unknown") }
    #expect(try fixture.dump() == before)
  }

  @Test func queriesThatAskEachOtherInACircleAreRefused() throws {
    #expect(throws: SavedQueryFailure.self) { try save("self", "rent or @self") }
    _ = try save("a", "rent")
    _ = try save("b", "@a and fees")
    #expect(throws: SavedQueryFailure.self) { try save("a", "fees or @b", replaces: true) }
    #expect(try saved() == ["a = rent", "b = @a and fees"])
  }

  @Test func aQueryThatAnotherAsksIsNotRemovedAndAnUnknownOneIsSaid() throws {
    _ = try save("a", "rent")
    _ = try save("b", "@a and fees")
    let problem = #expect(throws: Problem.self) { try fixture.perform(RemoveQuery("a")) }
    #expect(problem?.what.contains("asked by b") == true)
    #expect(throws: StudyFailure.unknown(kind: "saved query", name: "c")) {
      try fixture.perform(RemoveQuery("c"))
    }
    try fixture.perform(RemoveQuery("b"))
    try fixture.perform(RemoveQuery("a"))
  }

  @Test func aSnapshotForAQueryHoldsTheCodingsOfItsSavedAndThemeCodes() throws {
    try fixture.perform(
      ImportTranscripts([draft("T-1", [("Q", "What now?"), ("A", "We pay rent and fees here.")])]))
    try fixture.perform(
      ImportThemes([
        ThemeDefinition(slug: "costs", statements: [], rule: .allRequired, required: ["fees"])
      ]))
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    for (code, start) in [("rent", Int32(24)), ("fees", 33), ("housing", 24)] {
      let span = try #require(Span(start: start, end: start + 4))
      try fixture.perform(
        AddCodings([NewCoding(text: text.key, span: span, code: code, coder: "ann")]))
    }
    _ = try save("r", "rent")
    func counts(_ query: String) throws -> (codings: Int, turns: Int) {
      let snapshot = try fixture.study.snapshot([.turns, .codings]) {
        try CodeQuery(query).resolved(in: $0, .prefix)
      }
      return (snapshot.codings.count, snapshot.turns.count)
    }
    #expect(try counts("@r") == (1, 2))
    #expect(try counts("theme costs") == (1, 2))
    #expect(try counts("@r near(2 turns) theme costs") == (2, 2))
    #expect(try counts("text \"rent\"") == (0, 2), "all turns, though no code is asked for")
  }
}

@Suite struct ThemeCommandTests {
  private let fixture: StudyFixture

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent", "fees", "stay")))
    try fixture.perform(ImportCases([CaseRow(line: 1, id: "HH-1"), CaseRow(line: 2, id: "HH-2")]))
    try fixture.perform(try DefineTheme(theme()))
  }

  private func theme() -> ThemeDefinition {
    ThemeDefinition(
      slug: "costs", statements: [LocalizedText(language: "en", text: "It costs.")],
      rule: .atLeast(1), required: ["rent", "fees"], contrary: ["stay"])
  }

  private func current() throws -> ThemeDefinition? {
    try fixture.study.snapshot(.themes).themes.first
  }

  @Test func whatAnEditDoesNotNameStays() throws {
    var changes = ThemeChanges()
    changes.rule = .query("rent same case fees")
    changes.statements = [LocalizedText(language: "zh", text: "要钱。")]
    try fixture.perform(EditTheme("costs", changes))
    var expected = theme()
    expected.rule = .query("rent same case fees")
    expected.statements.append(LocalizedText(language: "zh", text: "要钱。"))
    #expect(try current() == expected)
    #expect(try fixture.perform(EditTheme("costs", changes)).entry == nil)
    try fixture.study.undo(by: fixture.author())
    #expect(try current() == theme())
  }

  @Test func anEditThatNobodyCouldFulfilIsRefusedWhole() throws {
    let before = try fixture.dump()
    for change in [
      { (c: inout ThemeChanges) in c.rule = .atLeast(3) },
      { (c: inout ThemeChanges) in c.required = [] },
      { (c: inout ThemeChanges) in c.required = ["nothing-such"] },
      { (c: inout ThemeChanges) in c.rule = .query("rent and nothing-such") },
      { (c: inout ThemeChanges) in c.rule = .query("text \"rent\"") },
      { (c: inout ThemeChanges) in c.rule = .query("theme costs") },
      { (c: inout ThemeChanges) in c.contrary = ["rent"] },
      { (c: inout ThemeChanges) in c.statements = [LocalizedText(language: "", text: "")] },
    ] {
      var changes = ThemeChanges()
      change(&changes)
      #expect(throws: (any Error).self) { try fixture.perform(EditTheme("costs", changes)) }
    }
    #expect(throws: StudyFailure.self) { try fixture.perform(EditTheme("none", ThemeChanges())) }
    #expect(try fixture.dump() == before)
  }

  @Test func judgementsAreReplacedTakenBackAndNeedAReason() throws {
    let before = try fixture.dump()
    func judge(_ place: String, _ verdict: ThemeJudgement.Verdict?, _ why: String) throws -> Int64?
    { try fixture.perform(JudgeTheme("costs", case: place, verdict, why: why)).entry }
    #expect(throws: Problem.self) { try judge("HH-1", .supports, " ") }
    #expect(throws: StudyFailure.self) { try judge("HH-9", .supports, "she says so") }
    #expect(try judge("HH-1", nil, "") == nil)
    _ = try judge("HH-2", .unclear, "both")
    _ = try judge("HH-1", .supports, "she says so")
    #expect(try judge("HH-1", .supports, "she says so") == nil)
    _ = try judge("HH-1", .contradicts, "on reading again")
    let all = try fixture.study.snapshot(.themes).themeJudgements
    #expect(all.map(\.caseIndex) == [0, 1])
    #expect(all.map(\.verdict) == [.contradicts, .unclear])
    #expect(all.map(\.why) == ["on reading again", "both"])
    _ = try judge("HH-1", nil, "")
    #expect(try fixture.study.snapshot(.themes).themeJudgements.count == 1)
    for _ in 0..<4 { try fixture.study.undo(by: fixture.author()) }
    #expect(try fixture.dump() == before)
  }

  @Test func aThemeGoesWithItsJudgementsAndComesBackWithThem() throws {
    try fixture.perform(JudgeTheme("costs", case: "HH-1", .supports, why: "she says so"))
    let before = try fixture.dump()
    try fixture.perform(RemoveTheme("costs"))
    let after = try fixture.study.snapshot(.themes)
    #expect(after.themes.isEmpty && after.themeJudgements.isEmpty)
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.dump() == before)
    try fixture.expectClean()
    #expect(throws: Problem.self, "a name is given once") {
      try fixture.perform(try DefineTheme(theme()))
    }
  }
}
