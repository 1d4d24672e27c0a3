import Fieldwork
import Foundation
import StudyStore
import Testing

@Suite struct CommandTests {
  let interview = draft("GY-1", [("Q", "Where?"), ("Mei", "one room, no lease")]) {
    $0.participants = ["GY-1-A"]
    $0.cases = ["HH-1"]
  }

  @Test func theOnlySpeakerIsTakenForTheOnlyParticipant() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    let snapshot = try fixture.study.snapshot()
    #expect(snapshot.turns.roles == [.interviewer, .respondent])
    #expect(snapshot.turns.participants == [-1, 0])
  }

  @Test func otherWordsUnderTheSameLabelAreRefusedAndTheRestComesIn() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    let changed = draft("GY-1", [("Q", "Where?"), ("Mei", "two rooms")])
    let other = draft("GY-2", [("Mei", "one room, no lease")])
    let outcome = try fixture.perform(ImportTranscripts([changed, other])).outcome
    guard case .refused(let problem) = outcome.reports[0].result else {
      Issue.record("not refused")
      return
    }
    #expect(problem.what.contains("other words"))
    #expect(outcome.reports[1].result == .added(turns: 1))
  }

  @Test func theSameWordsUnderAnotherLabelAreRemarked() throws {
    let fixture = try StudyFixture()
    let one = draft("A", [("Mei", "the same words")])
    var two = one
    two.label = "B"
    let outcome = try fixture.perform(ImportTranscripts([one, two])).outcome
    #expect(outcome.reports[1].notes == ["the same words are in the study as A"])
  }

  @Test func aTranslationIsALayerWhateverTheOrderOfTheFiles() throws {
    let fixture = try StudyFixture()
    let layer = draft("GY-1.en", [("Q", "Where, in English?")]) {
      $0.translationOf = "GY-1"
      $0.language = "en"
    }
    let outcome = try fixture.perform(ImportTranscripts([layer, interview])).outcome
    #expect(outcome.reports[0].result == .addedLayer(of: "GY-1", turns: 1))
    #expect(outcome.reports[0].notes.count == 1, "turn numbers differ and that is said")
    let snapshot = try fixture.study.snapshot()
    #expect(snapshot.transcripts.count == 1)
    #expect(snapshot.texts.map(\.isOriginal) == [true, false])
  }

  @Test func aChangedDefinitionIsANewVersionAndCodingsKeepTheirs() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    try fixture.perform(ImportCodebook(codes("rent")))
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    let span = try #require(Span(start: 16, end: 24))
    try fixture.perform(
      AddCodings([NewCoding(text: text.key, span: span, code: "rent", coder: "ann")]))
    var changed = codes("rent")
    changed[0].full = "What is paid for a room."
    let outcome = try fixture.perform(ImportCodebook(changed)).outcome
    #expect(outcome.redefined == ["rent"] && outcome.changed == [] && outcome.added == [])
    #expect(try fixture.study.query("SELECT definition_version FROM v_codings").rows == [["1"]])
    #expect(try fixture.study.snapshot().codebook.codes[0].full == "What is paid for a room.")
    #expect(try fixture.perform(ImportCodebook(changed)).entry == nil)
  }

  @Test func whatAFileHasNoPlaceForStays() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("housing", "housing/rent")))
    let before = try fixture.study.snapshot([]).codebook
    // A category that is only named, by its slug or by its name, is the one that is there.
    var byName = CodeDefinition(slug: "lodging", isCodable: false)
    byName.names = [LocalizedText(language: "", text: "Housing")]
    var rent = CodeDefinition(slug: "rent", parent: "housing")
    let silent = CodeField.all.subtracting([.parent])
    for category in [CodeDefinition(slug: "housing", isCodable: false)] {
      let outcome = try fixture.perform(
        ImportCodebook([
          .init(definition: category, line: 2, silent: CodeField.all),
          .init(definition: rent, line: 2, silent: silent),
        ])
      ).outcome
      #expect(outcome.added == [] && outcome.changed == [] && outcome.redefined == [])
      #expect(try fixture.study.snapshot([]).codebook.codes == before.codes)
    }
    var group = codes("housing")
    group[0].isCodable = false
    try fixture.perform(ImportCodebook(group))
    rent.parent = "lodging"
    let outcome = try fixture.perform(
      ImportCodebook([
        .init(definition: byName, line: 2, silent: CodeField.all),
        .init(definition: rent, line: 2, silent: silent),
        .init(definition: CodeDefinition(slug: "lease", parent: "lodging"), line: 3),
      ])
    ).outcome
    #expect(outcome.added == ["lease"] && outcome.changed == [] && outcome.redefined == [])
    let after = try fixture.study.snapshot([]).codebook
    #expect(after.codes.map(\.slug) == ["housing", "rent", "lease"])
    #expect(after.codes.map(\.parent) == [nil, "housing", "housing"])
    #expect(after.codes[0].name == "Housing" && after.codes[0].full == "What is said of housing.")
  }

  @Test func aCodeWithCodingsCannotBecomeACategory() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    try fixture.perform(ImportCodebook(codes("rent")))
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    let span = try #require(Span(start: 16, end: 24))
    let coding = NewCoding(text: text.key, span: span, code: "rent", coder: "ann")
    try fixture.perform(AddCodings([coding]))
    var category = codes("rent")
    category[0].isCodable = false
    #expect(throws: StudyFailure.self) { try fixture.perform(ImportCodebook(category)) }
    try fixture.study.undo(by: fixture.author())
    try fixture.perform(ImportCodebook(category))
    #expect(throws: Problem.self) { try fixture.perform(AddCodings([coding])) }
  }

  @Test func passagesThatAreNoneAreRefused() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([draft("A", [("Mei", "e\u{301}tude")])]))
    try fixture.perform(ImportCodebook(codes("rent")))
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    let before = try fixture.dump()
    for (start, end) in [(Int32(5), Int32(6)), (0, 9999)] {
      let span = try #require(Span(start: start, end: end))
      #expect(throws: Problem.self) {
        try fixture.perform(
          AddCodings([NewCoding(text: text.key, span: span, code: "rent", coder: "ann")]))
      }
    }
    #expect(try fixture.dump() == before)
  }

  let survey = SurveyDraft(
    name: "households", title: "Households", keyVariable: "id", caseKind: "household",
    fileName: "h.csv",
    variables: [
      Variable(name: "id", kind: .text),
      Variable(
        name: "owns", kind: .category, valueLabels: [ValueLabel(code: "1", label: "yes")],
        missing: [ValueLabel(code: "-9", label: "don't know")]),
      Variable(name: "help", kind: .multi),
    ],
    records: [
      .init(key: "HH-1", values: [.text("HH-1"), .number(1), .several(["kin", "friends"])]),
      .init(
        key: "HH-2",
        values: [
          .text("HH-2"), .missing(.coded(code: "-9", label: "don't know")), .missing(.notRecorded),
        ]),
    ])

  @Test func aSurveyComesBackAsItWentIn() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportSurvey(survey))
    let table = try #require(try fixture.study.snapshot().surveys.first)
    #expect(table.variables == survey.variables)
    #expect(table.records == survey.records)
    #expect(
      try fixture.perform(ImportSurvey(survey)).entry == nil, "the same survey changes nothing")
  }

  @Test func aRecordThatACaseIsLinkedToCannotGo() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportSurvey(survey))
    try fixture.perform(ImportCases([CaseRow(line: 2, id: "HH-1", kind: "household")]))
    let link = LinkRecords.Link("HH-1", record: "HH-1")
    #expect(
      try fixture.perform(LinkRecords([link], survey: "households", method: "id")).outcome.linked
        == ["HH-1"])
    #expect(
      try fixture.perform(LinkRecords([link], survey: "households", method: "id")).entry == nil)
    var shorter = survey
    shorter.records.removeFirst()
    #expect(throws: StudyFailure.self) { try fixture.perform(ImportSurvey(shorter)) }
    shorter = survey
    shorter.records.removeLast()
    try fixture.perform(ImportSurvey(shorter))
    #expect(try fixture.study.snapshot().links.map(\.record) == [0])
  }

  @Test func aThemeWithACodeThatIsNotThereIsRefused() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent")))
    let theme = ThemeDefinition(
      slug: "t", statements: [], rule: .allRequired, required: ["rent", "gone"])
    #expect(throws: Problem.self) { try fixture.perform(ImportThemes([theme])) }
    #expect(try fixture.study.snapshot().themes.isEmpty)
  }

  @Test func backupIsWholeAndOverwritesNothing() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    let copy = fixture.folder.appending(path: "copy.emic").path
    try fixture.study.backup(to: copy)
    let opened = try Study.open(copy, for: .reading)
    #expect(try opened.snapshot().transcripts.map(\.label) == ["GY-1"])
    #expect(try opened.check().isClean)
    #expect(throws: StudyFailure.self) { try fixture.study.backup(to: copy) }
    #expect(throws: StudyFailure.self) { try fixture.study.backup(to: "/no/such/folder/x.emic") }
  }

  @Test(arguments: [
    "DELETE FROM coding", "UPDATE study SET name = 'x'", "DROP TABLE coding", "nonsense",
    "ATTACH 'other.db' AS o", "PRAGMA user_version = 9", "SELECT 1; DELETE FROM coding",
    "CREATE TABLE x (y)", "VACUUM INTO 'x.db'",
  ])
  func sqlCannotWrite(statement: String) throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    let before = try fixture.dump()
    #expect(throws: StudyFailure.self) {
      let reader = try Study.open(fixture.study.path, for: .reading)
      _ = try reader.query(statement)
    }
    #expect(try fixture.dump() == before)
  }

  @Test func cellsOfAQueryKeepTheirType() throws {
    let fixture = try StudyFixture()
    let rows = try fixture.study.query("SELECT 1, 0.5, '01', NULL, x'0aff'")
    #expect(
      rows.cells == [[.integer(1), .real(0.5), .text("01"), .null, .text("x'0aff'")]])
    #expect(rows.rows == [["1", "0.5", "01", nil, "x'0aff'"]])
  }

  @Test func aStudyAndItsCopyAreClosedToOthers() throws {
    let fixture = try StudyFixture()
    let copy = fixture.folder.appending(path: "copy.emic").path
    try fixture.study.backup(to: copy)
    for path in [fixture.study.path, copy] {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600, "\(path)")
    }
  }

  @Test func twoStudiesFromTheSameFilesHaveTheSameIdentities() throws {
    func identities() throws -> [[String?]] {
      let fixture = try StudyFixture()
      try fixture.perform(ImportTranscripts([interview]))
      try fixture.perform(ImportCodebook(codes("rent")))
      let text = try #require(try fixture.study.snapshot([]).texts.first)
      let span = try #require(Span(start: 16, end: 24))
      try fixture.perform(
        AddCodings([NewCoding(text: text.key, span: span, code: "rent", coder: "ann")]))
      return try ["transcript", "text", "code", "segment", "coding", "study_case"].flatMap {
        try fixture.study.query("SELECT hex(uuid) FROM \($0)").rows
      }
    }
    #expect(try identities() == identities())
  }
}
