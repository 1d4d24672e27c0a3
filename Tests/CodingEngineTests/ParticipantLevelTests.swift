import CodingEngine
import Fieldwork
import Testing

/// Those who speak in the place of cases: who is counted, with which words and which record.
@Suite struct ParticipantLevelTests {
  /// Three households in one room, then Ma alone, then Tan with a wife whom nobody knows.
  private func study() throws -> StudySnapshot {
    var study = SnapshotBuilder()
    for code in ["school", "stay"] { study.code(code) }
    for number in 1...4 { study.place("R-\(number)") }
    study.person("HU", of: "R-2")
    study.person("LEI", of: "R-3")
    study.person("LEI-WIFE", of: "R-3")
    study.person("MA", of: "R-1")
    study.person("TAN", of: "R-4")
    study.choruses = ["两口子": ["LEI", "LEI-WIFE"]]
    study.interview(
      "GY-1", kind: "focus-group", about: ["R-1", "R-2", "R-3"],
      [
        .asks("Who stays?"),
        .says("我不走。", by: "MA", as: "马"),
        .says("The school is near.", by: "HU", as: "胡"),
        .says("We two stay.", as: "两口子"),
        .says("I go.", by: "LEI-WIFE", as: "雷嫂"),
      ])
    study.interview("GY-2", about: ["R-1"], [.says("The school again.", by: "MA", as: "马")])
    study.interview(
      "GY-3", about: ["R-4"], [.says("I do not know.", by: "TAN"), .says("He stays.", as: "wife")])
    study.put("stay", on: "我不走。", in: "GY-1")
    study.put("school", on: "The school is near.", in: "GY-1")
    study.put("stay", on: "We two stay.", in: "GY-1")
    study.put("school", on: "The school again.", in: "GY-2")
    study.put("stay", on: "He stays.", in: "GY-3")
    let yesNo = [ValueLabel(code: "0", label: "no"), ValueLabel(code: "1", label: "yes")]
    func survey(_ name: String, _ variable: String, _ values: [(String, Double)]) -> SurveyTable {
      SurveyTable(
        name: name, title: "", caseKind: name == "homes" ? "household" : "member",
        keyVariable: "id",
        variables: [Variable(name: variable, kind: .category, valueLabels: yesNo)],
        records: values.map { SurveyDraft.Record(key: $0.0, values: [.number($0.1)]) })
    }
    study.surveys = [
      survey("homes", "owns", [("R-1", 1), ("R-2", 0), ("R-3", 1), ("R-4", 0)]),
      survey(
        "members", "female",
        [("R-1-1", 0), ("R-2-1", 0), ("R-3-1", 0), ("R-3-2", 1), ("R-4-1", 1)]),
    ]
    study.links = (0..<4).map {
      LinkEntry(subject: Int32($0), survey: 0, record: Int32($0), method: "id")
    }
    var snapshot = try study.snapshot()
    // HU, LEI, LEI-WIFE, MA; Tan was not asked for the survey of members.
    snapshot.participantLinks = [(0, 1), (1, 2), (2, 3), (3, 0)].map { person, record in
      LinkEntry(subject: Int32(person), survey: 1, record: Int32(record), method: "hand")
    }
    return snapshot
  }

  private func spelled(_ value: SurveyValue) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): plainNumber(number)
    case .several, .missing: "."
    }
  }

  private func table(
    _ code: Int, _ survey: Int, _ snapshot: StudySnapshot
  ) throws -> (unit: String, cells: [String]) {
    let crosstab = try Crosstab(
      Crosstab.Question(measure: .code(code), survey: survey, variable: 0), in: snapshot)
    return (
      crosstab.unit,
      crosstab.columns.map { column in
        func ids(_ cell: CrosstabCell) -> String {
          cell.cases.map { snapshot.cases[Int($0)].id }.joined(separator: " ")
        }
        return "\(column.group.label): \(ids(column.present)) / \(ids(column.absent))"
      }
    )
  }

  @Test func `each speaker counts once, with what only they said`() throws {
    let persons = try study().byParticipant()
    // What the couple says together belongs to neither of them.
    #expect(
      try table(1, 1, persons) == ("participant", ["no: MA / HU LEI", "yes:  / LEI-WIFE"]))
    #expect(
      try table(0, 1, persons) == ("participant", ["no: HU MA / LEI", "yes:  / LEI-WIFE"]))
  }

  @Test func `a variable of the household is that of its people`() throws {
    let persons = try study().byParticipant()
    #expect(
      try table(1, 0, persons)
        == ("participant", ["no:  / HU TAN", "yes: MA / LEI LEI-WIFE"]))
    #expect(try table(1, 0, study()) == ("case", ["no: R-4 / R-2", "yes: R-1 R-3 / "]))
  }

  @Test func `a test does not count a household once for each of its people`() throws {
    let persons = try study().byParticipant()
    func rules(_ survey: Int, force: Bool = false) throws -> [String] {
      var question = Crosstab.Question(measure: .code(1), survey: survey, variable: 0)
      question.test = true
      question.plan = AssociationPlan(isForced: force)
      return try Crosstab(question, in: persons).tests.flatMap(\.refusals).map(\.occasion)
    }
    // Lei and his wife are of one household and of two records of the survey of members.
    #expect(try rules(0).contains("5 participants of 4 records"))
    #expect(try !rules(1).contains { $0.contains("records") })
    #expect(try rules(0, force: true).contains("5 participants of 4 records"))
  }

  @Test func `what is said by somebody unknown belongs to the household, to no participant`()
    throws
  {
    let snapshot = try study()
    #expect(CaseCodes(snapshot).rows.map(\.count) == [2, 1, 1, 1])
    #expect(CaseCodes(snapshot.byParticipant()).rows.map(\.count) == [1, 0, 0, 2, 0])
  }

  @Test func `a filter on persons takes their words, then counts them`() throws {
    let snapshot = try study()
    let women = try ResolvedFilter(try Filter("members.female is yes"), in: snapshot).limited()
    #expect(women.spelled(Array(0..<women.codings.count)) == ["GY-1#3 stay"])
    #expect(try table(1, 1, women.byParticipant()).cells == ["yes:  / LEI-WIFE"])
    let owners = try ResolvedFilter(try Filter("homes.owns is yes"), in: snapshot).limited()
    #expect(
      try table(1, 1, owners.byParticipant()).cells == ["no: MA / LEI", "yes:  / LEI-WIFE"])
  }

  @Test func `an export has a row for each speaker with case, record and codes`() throws {
    let snapshot = try study().byParticipant()
    let found = CaseCodeTable(
      [
        CaseCodeTable.Request(
          name: "stay", titles: [], query: "stay",
          rows: (0..<snapshot.codings.count).filter { snapshot.codings.codes[$0] == 1 })
      ], measures: [.present], survey: 1, variables: [0], in: snapshot)
    #expect(
      found.table.variables.map(\.name)
        == ["participant", "case", "case_kind", "interviews", "linked", "female", "c_stay"])
    let rows = found.table.records.map { record in
      record.values.map(spelled).joined(separator: ",")
    }
    #expect(
      rows == [
        "HU,R-2,household,GY-1,1,0,0", "LEI,R-3,household,GY-1,1,0,0",
        "LEI-WIFE,R-3,household,GY-1,1,1,0", "MA,R-1,household,GY-1; GY-2,1,0,1",
        "TAN,R-4,household,GY-3,0,.,0",
      ])
  }

  @Test func `a case is shown with what surveys say of its people`() throws {
    let view = CaseView(2, in: try study())
    #expect(
      view.answers.map { "\($0.survey) \($0.participant ?? "-") \($0.record ?? "-")" }
        == ["homes - R-3", "members LEI R-3-1", "members LEI-WIFE R-3-2"])
  }
}
