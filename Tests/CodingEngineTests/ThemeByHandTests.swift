import CodingEngine
import Fieldwork
import Testing

/// Three households and an official; P-1 speaks most.
private func study() -> SnapshotBuilder {
  var study = SnapshotBuilder()
  for code in ["stay", "school", "leave"] { study.code(code) }
  for number in 1...3 { study.place("R-\(number)") }
  study.person("P-1", of: "R-1")
  study.person("P-2", of: "R-2")
  let line = "We stay here. The school is good. Some day we go."
  study.interview("GY-1", about: ["R-1"], [.says(line, by: "P-1"), .says("We stay.", by: "P-1")])
  study.interview("GY-2", about: ["R-2"], [.says(line, by: "P-2")])
  study.interview("GY-3", about: ["R-3"], [.asks(line)])
  study.interview("GY-4", kind: "official", [.says(line)])
  study.put("stay", on: "We stay here. The school", in: "GY-1")
  study.put("school", on: "The school is good.", in: "GY-1")
  study.put("stay", on: "We stay.", in: "GY-1")
  study.put("stay", on: "We stay here.", in: "GY-2")
  study.put("school", on: "The school is good.", in: "GY-2")
  study.put("stay", on: "We stay here.", in: "GY-3")
  study.put("leave", on: "Some day we go.", in: "GY-3")
  study.put("school", on: "The school is good.", in: "GY-4")
  return study
}

private func theme(_ rule: String) throws -> ThemeDefinition {
  ThemeDefinition(
    slug: "anchored", statements: [], rule: try #require(ThemeRule(rule)),
    required: ["stay", "school"], contrary: ["leave"])
}

private func survey() -> (SurveyTable, [LinkEntry]) {
  let owns = Variable(
    name: "owns", labels: [], kind: .category,
    valueLabels: [ValueLabel(code: "1", label: "yes"), ValueLabel(code: "0", label: "no")])
  let size = Variable(name: "size", labels: [], kind: .number)
  let values: [[SurveyValue]] = [
    [.number(1), .number(6)], [.number(0), .number(3)], [.missing(.notRecorded), .number(4)],
  ]
  let table = SurveyTable(
    name: "s", title: "", caseKind: "household", keyVariable: "id", variables: [owns, size],
    records: values.enumerated().map { SurveyDraft.Record(key: "\($0)", values: $1) })
  let links = (0..<3).map {
    LinkEntry(subject: $0, survey: 0, record: $0, method: "id")
  }
  return (table, links)
}

@Suite struct ThemeByHandTests {
  private func carried(_ rule: String) throws -> [String] {
    ThemeReport(try theme(rule), in: try study().snapshot()).cases.filter(\.carries).map(\.name)
  }

  @Test func aRuleMayBeAQuery() throws {
    #expect(try carried("all") == ["R-1", "R-2"])
    #expect(try carried("any") == ["R-1", "R-2", "R-3"])
    #expect(try carried("when stay and school") == ["R-1"])
    #expect(try carried("when stay same case school") == ["R-1", "R-2"])
    #expect(try carried("when stay not same case school") == ["R-3"])
    #expect(try carried("when stay and not school") == ["R-1", "R-2", "R-3"])
  }

  @Test func aRuleReadsBackAsItself() throws {
    for words in ["all required", "at least 2", "when stay near(2 turns) school"] {
      let rule = try #require(ThemeRule(words))
      #expect(rule.words == words)
      #expect(ThemeRule(rule.words) == rule)
    }
    #expect(ThemeRule("any") == .atLeast(1))
    for words in ["", "at least 0", "at last 2", "when", "when stay near school", "stay"] {
      #expect(ThemeRule(words) == nil, "\(words)")
    }
  }

  @Test func aRuleThatCannotBeAskedCarriesNothingAndSaysSo() throws {
    let report = ThemeReport(try theme("when stay and gone"), in: try study().snapshot())
    #expect(report.prevalence.count == 0)
    #expect(report.notes.contains { $0.contains("no code is called 'gone'") })
  }

  @Test func prevalenceIsToldByAnyField() throws {
    var built = study()
    let (table, links) = survey()
    built.surveys = [table]
    built.links = links
    let snapshot = try built.snapshot()
    let report = ThemeReport(try theme("all"), in: snapshot)
    func groups(_ field: String, at: Double? = nil) throws -> [String] {
      try ThemePrevalence(report, by: field, at: at, in: snapshot).groups.map {
        "\($0.label): \($0.transcripts.words), \($0.cases.words)"
      }
    }
    #expect(try groups("kind") == ["household: 2 of 3, 2 of 3", "official: 0 of 1, 0 of 0"])
    #expect(
      try groups("owns")
        == ["no: 1 of 1, 1 of 1", "yes: 1 of 1, 1 of 1", ": 0 of 2, 0 of 1"],
      "codes by size; those without a value last and never among 'no'")
    #expect(
      try groups("size", at: 4)
        == ["below 4: 1 of 1, 1 of 1", "4 or more: 1 of 2, 1 of 2", ": 0 of 1, 0 of 0"])
    #expect(throws: Problem.self) { try groups("no-such-field") }
    let notes = try ThemePrevalence(report, by: "owns", in: snapshot).notes
    #expect(notes.contains("counts tell how often it was noted, not how important it is"))
  }

  /// The groups of a field that everything has once are the whole.
  @Test func groupsAddUpToTheWhole() throws {
    let snapshot = try study().snapshot()
    let report = ThemeReport(try theme("all"), in: snapshot)
    let groups = try ThemePrevalence(report, by: "kind", in: snapshot).groups
    #expect(groups.map(\.cases.n).reduce(0, +) == report.prevalence.n)
    #expect(groups.map(\.cases.count).reduce(0, +) == report.prevalence.count)
    #expect(groups.map(\.transcripts.n).reduce(0, +) == report.transcriptPrevalence.n)
  }

  @Test func oneTalkerIsToldFromManyPeople() throws {
    let snapshot = try study().snapshot()
    let voices = ThemeVoices(ThemeReport(try theme("all"), in: snapshot), in: snapshot)
    #expect(voices.voices.map(\.id) == ["P-1", "P-2"])
    #expect(voices.voices.map(\.codings) == [3, 2])
    #expect(voices.unattributed == 2, "an interviewer's turn and a speaker nobody knows")
    #expect(voices.top == Share(3, of: 7))
    #expect(
      voices.words == "2 people; most from P-1: 3 of 7 codings; 2 of no one known person")
  }

  @Test func judgementsStandBesideTheRuleAndChangeNoCount() throws {
    var snapshot = try study().snapshot()
    let before = ThemeReport(try theme("all"), in: snapshot).prevalence
    snapshot.themeJudgements = [
      ThemeJudgement(theme: "anchored", caseIndex: 2, verdict: .supports, why: "read again"),
      ThemeJudgement(theme: "anchored", caseIndex: 0, verdict: .supports, why: "yes"),
      ThemeJudgement(theme: "another", caseIndex: 1, verdict: .contradicts, why: "no"),
    ]
    let report = ThemeReport(try theme("all"), in: snapshot)
    let judged = ThemeJudgements(report, in: snapshot)
    #expect(report.prevalence == before)
    #expect(judged.rows.map(\.caseID) == ["R-1", "R-3"])
    #expect(judged.rows.map(\.carries) == [true, false])
    #expect(judged.rows.map(\.differs) == [false, true])
    #expect(judged.count(.supports) == 2 && judged.count(.contradicts) == 0)
  }
}
