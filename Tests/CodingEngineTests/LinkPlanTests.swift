import CodingEngine
import Fieldwork
import Testing

@Suite struct LinkPlanTests {
  private func snapshot(_ links: [LinkEntry]) throws -> StudySnapshot {
    var study = SnapshotBuilder()
    for id in ["A", "B", "C", "D"] { study.place(id) }
    let keys = ["A", "B", "C", "X", "Y"]
    study.surveys = ["homes", "other"].map { name in
      SurveyTable(
        name: name, title: "", caseKind: "household", keyVariable: "id",
        variables: [Variable(name: "id", kind: .text)],
        records: keys.map { SurveyDraft.Record(key: $0, values: [.text($0)]) })
    }
    study.links = links
    return try study.snapshot()
  }

  @Test func casesAndRecordsWithTheSameIDArePairs() throws {
    let snapshot = try snapshot([LinkEntry(subject: 0, survey: 0, record: 0, method: "id")])
    let plan = LinkPlan(.place, by: .id, survey: 0, in: snapshot)
    #expect(plan.pairs.map(\.subject) == ["A", "B", "C"])
    #expect(plan.remarks == ["cases without a record: D", "2 records without a case"])
  }

  @Test func whatSomebodyDecidedIsKeptAndNamed() throws {
    let snapshot = try snapshot([
      // A is another record, B none at all, C is linked to the other survey only.
      LinkEntry(subject: 0, survey: 0, record: 3, method: "hand"),
      LinkEntry(subject: 1, survey: 0, record: nil, method: "hand", note: "moved away"),
      LinkEntry(subject: 2, survey: 1, record: 3, method: "hand"),
    ])
    let plan = LinkPlan(.place, by: .id, survey: 0, in: snapshot)
    #expect(plan.pairs.map(\.subject) == ["C"])
    #expect(
      plan.remarks == [
        "kept 2 cases as somebody linked them, or said why not: A, B",
        "cases without a record: D", "3 records without a case",
      ])
  }

  @Test func aReasonIsKeptWhateverItsMethod() throws {
    let snapshot = try snapshot([
      LinkEntry(subject: 1, survey: 0, record: nil, method: "", note: "moved away")
    ])
    #expect(LinkPlan(.place, by: .id, survey: 0, in: snapshot).pairs.map(\.subject) == ["A", "C"])
  }

  @Test func `an id may stand in a variable of the survey, or in what is known of the case`() throws
  {
    var study = SnapshotBuilder()
    for id in ["A", "B", "C", "D"] { study.place(id) }
    study.surveys = [
      SurveyTable(
        name: "homes", title: "", caseKind: "", keyVariable: "number",
        variables: [Variable(name: "number", kind: .number), Variable(name: "who", kind: .text)],
        records: [("1", "A"), ("2", "B"), ("3", "B"), ("4", "Z")].map { key, who in
          SurveyDraft.Record(key: key, values: [.number(Double(key) ?? 0), .text(who)])
        })
    ]
    var snapshot = try study.snapshot()
    let byVariable = LinkPlan(.place, by: .variable(1), survey: 0, in: snapshot)
    #expect(byVariable.pairs.map { "\($0.subject)=\($0.record)" } == ["A=1"])
    #expect(
      byVariable.remarks == [
        "cases without a record: C, D",
        "B fits several records (2, 3): say which, 'emic link B --record 2'",
        "3 records without a case",
      ])
    for (index, number) in ["4", "", "2", "9"].enumerated() {
      snapshot.cases[index].attributes = [AttributeValue(name: "survey_number", value: number)]
    }
    let byAttribute = LinkPlan(.place, by: .attribute("survey_number"), survey: 0, in: snapshot)
    #expect(byAttribute.pairs.map { "\($0.subject)=\($0.record)" } == ["A=4", "C=2"])
    #expect(byAttribute.alone == ["B", "D"])
  }

  @Test func `participants are compared with a survey of persons`() throws {
    var study = SnapshotBuilder()
    study.place("H")
    for id in ["P1", "P2"] { study.person(id, of: "H") }
    study.surveys = [
      SurveyTable(
        name: "members", title: "", caseKind: "member", keyVariable: "id",
        variables: [Variable(name: "id", kind: .text)],
        records: ["P2", "P3"].map { SurveyDraft.Record(key: $0, values: [.text($0)]) })
    ]
    let plan = LinkPlan(.participant, by: .id, survey: 0, in: try study.snapshot())
    #expect(plan.pairs.map(\.subject) == ["P2"])
    #expect(
      plan.remarks == ["participants without a record: P1", "1 record without a participant"])
  }
}
