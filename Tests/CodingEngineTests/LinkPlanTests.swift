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
    let snapshot = try snapshot([LinkEntry(caseIndex: 0, survey: 0, record: 0, method: "id")])
    let plan = LinkPlan(byID: snapshot, snapshot.surveys[0])
    #expect(plan.pairs == ["A", "B", "C"])
    #expect(plan.remarks == ["cases without a record: D", "2 records without a case"])
  }

  @Test func whatSomebodyDecidedIsKeptAndNamed() throws {
    let snapshot = try snapshot([
      // A is another record, B none at all, C is linked to the other survey only.
      LinkEntry(caseIndex: 0, survey: 0, record: 3, method: "hand"),
      LinkEntry(caseIndex: 1, survey: 0, record: nil, method: "hand", note: "moved away"),
      LinkEntry(caseIndex: 2, survey: 1, record: 3, method: "hand"),
    ])
    let plan = LinkPlan(byID: snapshot, snapshot.surveys[0])
    #expect(plan.pairs == ["C"])
    #expect(
      plan.remarks == [
        "kept 2 cases as somebody linked them, or said why not: A, B",
        "cases without a record: D", "3 records without a case",
      ])
  }

  @Test func aReasonIsKeptWhateverItsMethod() throws {
    let snapshot = try snapshot([
      LinkEntry(caseIndex: 1, survey: 0, record: nil, method: "", note: "moved away")
    ])
    #expect(LinkPlan(byID: snapshot, snapshot.surveys[0]).pairs == ["A", "C"])
  }
}
