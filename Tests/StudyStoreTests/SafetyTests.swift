import Fieldwork
import Foundation
import StudyStore
import Testing

/// What must not happen, each once happened to somebody or would have.
@Suite struct SafetyTests {
  func text(_ fixture: StudyFixture) throws -> TextEntry {
    try #require(try fixture.study.snapshot([]).texts.first)
  }

  func coding(_ fixture: StudyFixture, _ code: String, _ start: Int32, _ end: Int32) throws
    -> NewCoding
  {
    NewCoding(
      text: try text(fixture).key, span: try #require(Span(start: start, end: end)), code: code,
      coder: "ann")
  }

  let interview = draft("A", [("Q", "Why?"), ("Mei", "We stay here now.")])

  @Test func aCodeThatSomebodyMadeMeanwhileKeepsItsDefinition() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    try fixture.perform(ImportCodebook(codes("housing", "housing/rent")))
    try fixture.perform(
      AddCodings([try coding(fixture, "rent", 3, 6)], newCodes: [CodeDefinition(slug: "rent")]))
    let rent = try #require(
      try fixture.study.snapshot([]).codebook.codes.first { $0.slug == "rent" })
    #expect(rent.parent == "housing")
    #expect(rent.full == "What is said of rent.")
  }

  @Test func aTextThatWentNeverLendsItsKeyToAnother() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent")))
    try fixture.perform(ImportTranscripts([interview]))
    let stale = try coding(fixture, "rent", 3, 7)
    try fixture.study.undo(by: fixture.author())
    try fixture.perform(ImportTranscripts([draft("B", [("Mei", "Quite other words here.")])]))
    #expect(throws: Problem.self) { try fixture.perform(AddCodings([stale])) }
  }

  @Test func aNULCharacterIsRefusedBecauseWordsBehindItWouldBeLost() throws {
    let fixture = try StudyFixture()
    let outcome = try fixture.perform(
      ImportTranscripts([
        draft("A", [("Mei", "We \u{0}stay here now.")]), draft("B", [("Mei", "x y")]),
      ])
    ).outcome
    guard case .refused(let problem) = outcome.reports[0].result else {
      Issue.record("came in")
      return
    }
    #expect(problem.what.contains("NUL"))
    #expect(outcome.addedCount == 1)
  }

  @Test func aPassageNumberIsNotReusedForOtherWordsUnderTheSameLabel() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent")))
    try fixture.perform(ImportTranscripts([interview]))
    try fixture.perform(AddCodings([try coding(fixture, "rent", 3, 6)]))
    try fixture.perform(RemoveTranscript("A", withCodings: true))
    try fixture.perform(ImportTranscripts([draft("A", [("Mei", "Corrected words of A.")])]))
    let again = try fixture.perform(AddCodings([try coding(fixture, "rent", 5, 9)]))
    #expect(again.outcome.cites == ["A#2"])
    try fixture.expectClean()
  }

  @Test func anEntryIsNotUndoneWhereALaterOnePutTheSameValue() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    func kind(_ value: String) throws -> Int64 {
      try #require(
        try fixture.perform(DescribeTranscript("A", fields: [.init(name: "kind", value: value)]))
          .entry)
    }
    let first = try kind("x")
    _ = try kind("y")
    _ = try kind("x")
    #expect(throws: StudyFailure.self) {
      try fixture.study.undo(entry: first, by: fixture.author())
    }
    for _ in 0..<3 { try fixture.study.undo(by: fixture.author()) }
    #expect(try fixture.study.snapshot([]).transcripts[0].kind == "")
  }

  @Test func anEntryIsNotUndoneWhereACircleOfCodesWouldCome() throws {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportCodebook([CodeDefinition(slug: "b"), CodeDefinition(slug: "a", parent: "b")]))
    let freed = try #require(
      try fixture.perform(ImportCodebook([CodeDefinition(slug: "a"), CodeDefinition(slug: "b")]))
        .entry)
    try fixture.perform(
      ImportCodebook([CodeDefinition(slug: "a"), CodeDefinition(slug: "b", parent: "a")]))
    #expect(throws: StudyFailure.self) {
      try fixture.study.undo(entry: freed, by: fixture.author())
    }
    #expect(try fixture.study.snapshot([]).codebook.codes.map(\.slug) == ["a", "b"])
  }

  @Test func checkNoticesACircleOfCodes() throws {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportCodebook([CodeDefinition(slug: "a"), CodeDefinition(slug: "b", parent: "a")]))
    try Vandal.execute(
      "UPDATE code SET parent_id = (SELECT id FROM code WHERE slug = 'b') WHERE slug = 'a'",
      on: fixture.study.path)
    let report = try fixture.study.check()
    #expect(report.items.flatMap(\.findings).contains { $0.contains("circle") })
  }

  @Test func aRefusedUndoNamesTheEntryThatBroughtTheSameThingAgain() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    let removed = try #require(try fixture.perform(RemoveTranscript("A", withCodings: false)).entry)
    let again = try #require(try fixture.perform(ImportTranscripts([interview])).entry)
    let failure = #expect(throws: StudyFailure.self) {
      try fixture.study.undo(entry: removed, by: fixture.author())
    }
    guard case .undoBlocked(_, let by)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(by.count == 1 && by[0].hasPrefix("entry \(again) "))
  }

  @Test func aCodersFirstCodingCanBeUndoneOnItsOwn() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent")))
    try fixture.perform(ImportTranscripts([interview]))
    var one = try coding(fixture, "rent", 3, 6)
    one.coder = "bob"
    var two = try coding(fixture, "rent", 13, 20)
    two.coder = "bob"
    let first = try #require(try fixture.perform(AddCodings([one])).entry)
    try fixture.perform(AddCodings([two]))
    try fixture.study.undo(entry: first, by: fixture.author())
    #expect(try fixture.study.snapshot().codings.count == 1)
    try fixture.expectClean()
  }

  @Test func ofSeveralThatMakeAStudyInOnePlaceOneSucceedsAndItsStudyStays() async throws {
    for round in 0..<10 {
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "emic-race-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appending(path: Study.fileName).path
      let made = await withTaskGroup(of: Bool.self) { group in
        for name in ["a", "b", "c"] {
          group.addTask {
            let author = Author(coder: name, time: "2026-01-01T00:00:00Z")
            let study = try? Study.create(at: path, name: name, language: "en", by: author)
            try? study?.close()
            return study != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(made == 1, "round \(round)")
      #expect(try Study.open(path, for: .reading).journal().count == 1)
    }
  }

  @Test func wideLettersAndDigitsAreFoundByNarrowOnesAndTheOtherWayRound() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([draft("A", [("Mei", "在２０１６年，ＡＢＣ公司 2017")])]))
    for query in ["2016", "２０１６", "ABC", "ＡＢＣ", "abc", "２０１７"] {
      let result = try fixture.study.search(query, limit: 5)
      #expect(result.total == 1, "\(query)")
      #expect(result.hits[0].matches.count == 1, "\(query)")
    }
    let hit = try fixture.study.search("2016", limit: 1).hits[0]
    let words = try fixture.study.words(of: [hit.text])[0]
    #expect(words.words(in: hit.matches[0]) == "２０１６")
    try fixture.expectClean()
  }

  @Test func placesInsideEachOtherAreRefused() throws {
    let fixture = try StudyFixture()
    #expect(throws: Problem.self) {
      try fixture.perform(
        ImportSites([
          SiteRow(line: 2, id: "p", parent: "q"), SiteRow(line: 3, id: "q", parent: "p"),
        ]))
    }
    #expect(throws: Problem.self) {
      try fixture.perform(ImportCases([CaseRow(line: 2, id: "P", parent: "P")]))
    }
    try fixture.perform(
      ImportCases([
        CaseRow(line: 2, id: "a"), CaseRow(line: 3, id: "b", parent: "a"),
        CaseRow(line: 4, id: "c", parent: "b"),
      ]))
  }

  @Test func aSpeakerWhoBecomesSomebodyElseLeavesNobodyBehind() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    for person in ["P1", "P2"] {
      try fixture.perform(
        AssignSpeakers("A", [.init(speaker: "Mei", role: .respondent, participant: person)]))
    }
    var snapshot = try fixture.study.snapshot()
    #expect(
      snapshot.transcripts[0].participants.map { snapshot.participants[Int($0)].id } == ["P2"])
    try fixture.perform(DescribeTranscript("A", fields: [.init(name: "participants", value: "P3")]))
    snapshot = try fixture.study.snapshot()
    #expect(snapshot.turns.participants == [-1, -1])
  }

  @Test func aCoderWithoutANameIsRefused() throws {
    let fixture = try StudyFixture()
    #expect(throws: Problem.self) {
      _ = try fixture.study.perform(
        ImportCodebook(codes("rent")), by: Author(coder: " ", time: "2026-01-01T00:00:00Z"))
    }
  }

  @Test func aSurveyThatIsThereUnchangedLeavesNoEntryBesideOthers() throws {
    let fixture = try StudyFixture()
    func survey(_ name: String) -> SurveyDraft {
      SurveyDraft(
        name: name, title: name, keyVariable: "id", fileName: "x.csv",
        variables: [Variable(name: "id", kind: .text)],
        records: [.init(key: "1", values: [.text("1")])])
    }
    try fixture.perform(ImportSurvey(survey("one")))
    try fixture.perform(ImportSurvey(survey("two")))
    #expect(try fixture.perform(ImportSurvey(survey("one"))).entry == nil)
  }

  @Test func aThemeThatNamesACodeTwiceIsRefusedInWords() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent")))
    #expect(throws: Problem.self) {
      try fixture.perform(
        ImportThemes([
          ThemeDefinition(
            slug: "t", statements: [], rule: .allRequired, required: ["rent"], contrary: ["rent"])
        ]))
    }
  }
}
