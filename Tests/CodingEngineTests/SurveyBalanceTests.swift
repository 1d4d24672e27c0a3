import CodingEngine
import Fieldwork
import Testing

/// Those who were interviewed beside all others.
@Suite struct SurveyBalanceTests {
  private func table() -> SurveyTable {
    let yes = [ValueLabel(code: "0", label: "no"), ValueLabel(code: "1", label: "yes")]
    let regions = [ValueLabel(code: "e", label: "east"), ValueLabel(code: "w", label: "west")]
    let rows: [(Double, Double?, String)] = [
      (1, 2, "e"), (0, 4, "w"), (1, 6, "w"), (0, nil, "e"), (0, 1, "e"), (1, 3, "e"), (0, 5, "w"),
      (0, 7, "e"),
    ]
    return SurveyTable(
      name: "s", title: "", caseKind: "", keyVariable: "id",
      variables: [
        Variable(name: "owns", kind: .category, valueLabels: yes),
        Variable(name: "income", kind: .number),
        Variable(name: "region", kind: .category, valueLabels: regions),
        Variable(name: "words", kind: .text),
      ],
      records: rows.enumerated().map { number, row in
        SurveyDraft.Record(
          key: "R-\(number)",
          values: [
            .number(row.0), row.1.map { .number($0) } ?? .missing(.notRecorded), .text(row.2),
            .text("x"),
          ])
      })
  }

  @Test func `differences are those that a hand computes`() throws {
    let table = table()
    // Interviewed: the first three. income 2, 4, 6 (mean 4, s² 4); others 1, 3, 5, 7 (4, s² 20/3).
    let found = SurveyBalance(
      table, rows: Array(table.records.indices), variables: [0, 1, 2, 3]
    ) { $0 < 3 }
    #expect(found.lines.map(\.variable.name) == ["owns", "income", "region", "region"])
    #expect(found.n.interviewed == 3 && found.n.others == 5)
    let owns = found.lines[0]
    #expect(owns.interviewed.count == 2 && owns.others.count == 1)
    // (2/3 − 1/5)/√((2/9 + 4/25)/2) = 0.4667/0.43716…
    let p = 2.0 / 3
    let q = 1.0 / 5
    let wanted = (p - q) / ((p * (1 - p) + q * (1 - q)) / 2).squareRoot()
    #expect(abs((owns.difference.value ?? 0) - wanted) < 1e-12)
    let income = found.lines[1]
    #expect(income.interviewed.mean == 4 && income.others.mean == 4)
    #expect(income.difference.value == 0 && income.others.missing == 1)
    #expect(found.lines[2].level == "east" && found.lines[3].level == "west")
    #expect(found.notes.contains { $0.contains("chosen, not drawn") })
    #expect(!found.notes.contains { $0.contains("representative") })
  }

  @Test func `what cannot be computed is no zero`() {
    let table = table()
    let found = SurveyBalance(table, rows: [0, 4], variables: [1]) { $0 == 0 }
    #expect(found.lines.first?.difference.value == nil)
    let same = SurveyBalance(table, rows: [0, 2, 5], variables: [0]) { $0 == 0 }
    #expect(same.lines.first?.difference == .undefined("nothing varies"))
  }
}
