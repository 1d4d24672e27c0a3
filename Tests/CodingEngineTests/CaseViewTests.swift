import CodingEngine
import Fieldwork
import Testing

@Suite struct CaseViewTests {
  @Test func aCaseShowsItsAnswersBesideItsWords() throws {
    var study = LinkedStudy.builder()
    study.themes = [
      ThemeDefinition(slug: "rooted", statements: [], rule: .allRequired, required: ["stay"]),
      ThemeDefinition(
        slug: "torn", statements: [], rule: .allRequired, required: ["ties", "school"]),
    ]
    let snapshot = try study.snapshot()
    let view = CaseView(0, in: snapshot)
    #expect(view.entry.id == "R-1")
    let answers = try #require(view.answers.first)
    #expect(answers.record == "R-1")
    #expect(
      answers.values.map { "\($0.label): \($0.words)" } == [
        "id: R-1", "House at origin: no", "tenure: rented", "income: 3 (10,000 yuan)", "city: 1",
      ])
    #expect(answers.values.map(\.isSensitive) == [false, false, false, true, false])
    #expect(snapshot.transcripts[Int(view.interviews[1])].label == "GY-2")
    #expect(view.codes.map { "\($0.slug) \($0.codings)" } == ["stay 1", "school 1", "ties 1"])
    #expect(
      snapshot.spelled(view.rows) == ["GY-1#1 school", "GY-2#1 stay", "GY-2#2 ties"])
    #expect(view.n == 3)
    #expect(view.carriedThemes == ["rooted", "torn"])
    #expect(view.notes.isEmpty)
  }

  @Test func missingValuesSayWhy() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    let refused = try #require(CaseView(7, in: snapshot).answers.first?.values[3])
    #expect(refused.words == "missing (refused)")
    #expect(refused.isMissing)
    let empty = try #require(CaseView(8, in: snapshot).answers.first?.values[1])
    #expect(empty.words == "missing (not recorded)")
  }

  @Test func aCaseOutsideTheSurveySaysWhy() throws {
    let view = CaseView(11, in: try LinkedStudy.builder().snapshot())
    #expect(view.answers.first?.record == nil)
    #expect(view.answers.first?.reason == "not linked: moved in later")
    #expect(view.codes.map(\.slug) == ["stay"])
  }

  @Test func groupInterviewsAndMissingInterviewsAreSaid() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    #expect(CaseView(4, in: snapshot).notes.first?.hasPrefix("group interviews: GY-6") == true)
    #expect(CaseView(9, in: snapshot).notes == ["no interview is about this case"])
    #expect(CaseView(10, in: snapshot).notes == ["without codings: GY-10"])
  }
}

@Suite struct JointDisplayTests {
  @Test func themesStandBesideGroupsWithAPassageEach() throws {
    var study = LinkedStudy.builder()
    study.themes = [
      ThemeDefinition(
        slug: "rooted", statements: [], rule: .allRequired, required: ["stay"],
        contrary: ["ties"]),
      ThemeDefinition(slug: "torn", statements: [], rule: .allRequired, required: ["ties"]),
    ]
    let snapshot = try study.snapshot()
    let display = try JointDisplay(
      themes: [0, 1], survey: 0, variable: 1, in: snapshot, texts: study.shelf)
    #expect(display.groups.map(\.label) == ["no", "yes"])
    #expect(display.n == 8)
    #expect(display.rows.map(\.theme.slug) == ["rooted", "torn"])
    #expect(display.rows[0].cells.map(\.share) == [Share(5, of: 5), Share(0, of: 3)])
    #expect(display.rows[1].cells.map(\.share) == [Share(1, of: 5), Share(3, of: 3)])
    #expect(display.rows[0].cells[0].exemplar?.cite == "GY-2#1")
    #expect(display.rows[0].cells[1].exemplar == nil)
    #expect(display.rows[1].cells[1].exemplar?.cite == "GY-6#2")
    #expect(
      snapshot.spelled(display.rows[0].cells[1].contrary) == [
        "GY-6#2 ties", "GY-7#1 ties", "GY-8#1 ties",
      ])
    #expect(display.missing.map(\.name) == ["R-9"])
    #expect(display.notes.contains("n = 8 cases, illustrative"))
    #expect(display.rules.map(\.id.rawValue) == ["H5", "H9", "H11", "H12"])
  }
}
