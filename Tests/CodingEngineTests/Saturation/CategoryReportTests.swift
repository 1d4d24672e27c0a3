import CodingEngine
import Fieldwork
import Testing

@Suite struct CategoryReportTests {
  @Test func `a category is laid out with its codes, interviews, negative cases and last memo`()
    throws
  {
    var study = FieldStudy()
    study.categories = [("gate", ["open <-> shut"]), ("home", [])]
    study.codes = [("paper", "gate"), ("money", "gate"), ("quiet", "gate"), ("roof", "home")]
    study.interviews = [
      .init(label: "I-1", date: "2016-01-01", codes: ["paper", "roof"]),
      .init(label: "I-2", date: "2016-01-02", codes: ["paper", "money", "roof"]),
      .init(label: "I-3", date: "2016-01-03", codes: ["roof"]),
    ]
    study.themes = [
      ThemeDefinition(
        slug: "t", statements: [], rule: .allRequired, required: ["paper"], contrary: ["roof"])
    ]
    study.memos = [
      MemoDefinition(
        slug: "m-1", kind: "negative-case", body: "", written: "2016-02-01", codes: ["money"]),
      MemoDefinition(
        slug: "m-2", kind: "code", body: "", written: "2016-03-01T08:00:00Z", codes: ["gate"]),
      MemoDefinition(slug: "m-3", kind: "code", body: "", written: "2016-04-01", codes: ["roof"]),
    ]
    let report = CategoryReport(try study.snapshot())
    #expect(report.lines.map(\.category) == ["gate", "home"])
    let gate = try #require(report.lines.first)
    #expect(gate.dimensions == ["open <-> shut"])
    #expect(gate.codes == 3)
    #expect(gate.heard == 2)
    #expect(gate.interviews == 2)
    #expect(gate.lastNew == "I-2")
    #expect(gate.negativeMemos == ["m-1"])
    #expect(gate.contrary == ["roof"])
    #expect(gate.contraryCodings == 3)
    #expect(gate.lastMemo == "m-2")
    #expect(gate.lastMemoDay == "2016-03-01")
    #expect(report.lines[1].contrary.isEmpty)
    #expect(report.lines[1].lastMemo == "m-3")
  }

  @Test func `nothing is said of what nobody recorded`() throws {
    var study = FieldStudy()
    study.categories = [("gate", [])]
    study.codes = [("paper", "gate")]
    let report = CategoryReport(try study.snapshot())
    let gate = try #require(report.lines.first)
    #expect(gate.interviews == 0 && gate.lastNew == nil && gate.lastMemo == nil)
    #expect(report.notes.contains("the codebook records no dimensions"))
  }
}
