import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// The rows of a survey are noted in bulk: undo, redo and looking back know them as any others.
@Suite struct BulkInsertTests {
  private func random(_ name: String, _ generator: inout SeededGenerator) -> SurveyDraft {
    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    let words = ["贵阳", "", "a'b", String(repeating: "长", count: 90), "x", "é"]
    let variables = [
      Variable(name: "id", kind: .text), Variable(name: "n", kind: .number),
      Variable(name: "t", kind: .text), Variable(name: "m", kind: .multi),
    ]
    let records = (0..<(1 + below(40))).map { row -> SurveyDraft.Record in
      let numbers: [Double] = [0, -0.5, 1e300, 5, .pi, -999]
      return SurveyDraft.Record(
        key: "r\(row)\(words[below(4)])",
        values: [
          .text("r\(row)"), below(4) == 0 ? .missing(.notRecorded) : .number(numbers[below(6)]),
          .text(words[below(6)]),
          below(3) == 0
            ? .missing(.coded(code: ".a", label: ".a")) : .several([words[below(4)], "z"]),
        ])
    }
    return SurveyDraft(
      name: name, title: name, keyVariable: "id", fileName: "\(name).csv", variables: variables,
      records: records)
  }

  @Test func anImportedSurveyGoesAndComesBack() throws {
    let fixture = try StudyFixture(isQuick: true)
    for seed in UInt64(1)...60 {
      var generator = SeededGenerator(seed: seed)
      let before = try fixture.dump()
      let name = "s\(seed)"
      let draft = random(name, &generator)
      try fixture.perform(ImportSurvey(draft))
      let after = try fixture.dump()
      #expect(before != after)
      let table = try #require(try fixture.study.snapshot().surveys.first { $0.name == name })
      #expect(table.records.map(\.key) == draft.records.map(\.key), "seed \(seed)")
      try fixture.study.undo(by: fixture.author())
      #expect(try fixture.dump() == before, "seed \(seed)")
      try fixture.study.redo(by: fixture.author())
      #expect(try fixture.dump() == after, "seed \(seed)")
      // Other values of the same records go the ordinary way.
      var other = random(name, &generator)
      other.records = draft.records.map { record in
        SurveyDraft.Record(key: record.key, values: other.records[0].values)
      }
      try fixture.perform(ImportSurvey(other))
      try fixture.study.undo(by: fixture.author())
      #expect(try fixture.dump() == after, "seed \(seed)")
      if seed % 3 == 0 {
        try fixture.study.undo(by: fixture.author())
        #expect(try fixture.dump() == before, "seed \(seed)")
      }
    }
    try fixture.expectClean()
  }
}
