import Exchange
import Fieldwork
import Testing

/// Files with conditions.
@Suite struct ChecklistFileTests {
  @Test func `a condition has a query, a comparison or both, on either side`() throws {
    let yaml = """
      checklist: Tried
      conditions:
        - id: a
          statement: It holds.
          for: stay or "no way back"
          against: {codes: leave, survey: house is yes}
        - id: b
          for: {survey: income > 3}
      """
    let read = try ChecklistYAML.read(yaml, fileName: "c.yaml")
    #expect(read.title == "Tried")
    #expect(
      read.conditions == [
        .init(
          slug: "a", statement: "It holds.", pro: .init(codes: "stay or \"no way back\""),
          contra: .init(codes: "leave", survey: "house is yes"), line: 3),
        .init(slug: "b", pro: .init(survey: "income > 3"), line: 7),
      ])
    let csv = #"""
      condition,statement,for,for_survey,against,against_survey
      a,It holds.,"stay or ""no way back""",,leave,house is yes
      b,,,income > 3,,
      """#
    let table = try ChecklistCSV.read(csv, fileName: "c.yaml")
    #expect(table.conditions.map(\.pro) == read.conditions.map(\.pro))
    #expect(table.conditions.map(\.contra) == read.conditions.map(\.contra))
    #expect(table.conditions.map(\.line) == [2, 3])
  }

  @Test(arguments: [
    "conditions: []\n", "checklist: x\n", "conditions:\n  - statement: x\n    for: a\n",
    "conditions:\n  - id: a\n", "conditions:\n  - id: a\n    for: {code: b}\n",
    "conditions:\n  - id: a\n    for: b\n  - id: a\n    for: c\n", "conditions: a\n", "a\n",
    "conditions:\n  - id: a\n    fro: b\n", "conditions:\n  - id: a\n    for: [b]\n",
  ])
  func `what is no checklist is refused`(_ text: String) {
    #expect(throws: YAMLFailure.self) { try ChecklistYAML.read(text, fileName: "c.yaml") }
  }

  @Test func `a table without conditions, or a row without evidence, is refused`() {
    #expect(throws: TableFailure.empty(file: "c.csv")) {
      try ChecklistCSV.read("condition,for\n", fileName: "c.csv")
    }
    #expect(throws: NoteRowFailure.emptyCell(file: "c.csv", line: 2, column: "for or against")) {
      try ChecklistCSV.read("condition,for\na,\n", fileName: "c.csv")
    }
  }
}
