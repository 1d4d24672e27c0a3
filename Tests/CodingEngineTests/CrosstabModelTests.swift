import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct CrosstabModelTests {
  /// What a random household did, kept apart from the study that is built from it.
  private struct Household {
    var isLinked: Bool
    /// 0 to 2, or `nil` where the value is missing.
    var group: Int?
    /// Per interview the codes on it: 0 stay, 1 school.
    var interviews: [[Int]]
  }

  private func households(_ random: inout SeededGenerator) -> [Household] {
    (0..<Int.random(in: 1...9, using: &random)).map { _ in
      Household(
        isLinked: Int.random(in: 0..<5, using: &random) > 0,
        group: Int.random(in: 0..<6, using: &random) == 0
          ? nil : Int.random(in: 0...2, using: &random),
        interviews: (0..<Int.random(in: 0...3, using: &random)).map { _ in
          (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Int.random(in: 0...1, using: &random)
          }
        })
    }
  }

  private func study(_ households: [Household]) throws -> StudySnapshot {
    var study = SnapshotBuilder()
    study.code("stay")
    study.code("school")
    var records: [SurveyDraft.Record] = []
    var label = 0
    for (index, household) in households.enumerated() {
      study.place("R-\(index)")
      for codes in household.interviews {
        label += 1
        study.interview("GY-\(label)", about: ["R-\(index)"], [.says("We stay.")])
        for code in codes {
          study.put(["stay", "school"][code], on: "We stay.", in: "GY-\(label)")
        }
      }
      if household.isLinked {
        study.links.append(
          LinkEntry(
            subject: Int32(index), survey: 0, record: Int32(records.count), method: "id"))
        records.append(
          .init(
            key: "R-\(index)",
            values: [household.group.map { .number(Double($0)) } ?? .missing(.notRecorded)]))
      }
    }
    study.surveys = [
      SurveyTable(
        name: "s", title: "", caseKind: "household", keyVariable: "g",
        variables: [Variable(name: "g", kind: .category)], records: records)
    ]
    return try study.snapshot()
  }

  @Test func countsAgreeWithARecountOfTwoThousandRandomStudies() throws {
    var random = SeededGenerator(seed: 22)
    for round in 0..<2000 {
      let households = households(&random)
      let table = try Crosstab(
        .init(measure: .code(0), survey: 0, variable: 0), in: study(households))
      var expected: [String] = []
      for group in 0...2 {
        let members = households.filter { household in
          household.isLinked && household.group == group
            && household.interviews.contains { !$0.isEmpty }
        }
        guard !members.isEmpty else { continue }
        let with = members.filter { $0.interviews.contains { $0.contains(0) } }
        expected.append("\(group): \(with.count) of \(members.count)")
      }
      let found = table.columns.map { column in
        "\(column.group.label): \(column.present.share.count) of \(column.n)"
      }
      try #require(found == expected, "round \(round)")
      let linked = households.filter(\.isLinked)
      let coded = linked.filter { $0.interviews.contains { !$0.isEmpty } }
      let account = table.account
      try #require(table.missing.count == coded.count { $0.group == nil }, "round \(round)")
      try #require(account.countable.count == coded.count, "round \(round)")
      try #require(
        account.withoutInterview.count == linked.count { $0.interviews.isEmpty },
        "round \(round)")
      try #require(
        account.linked == linked.map(\.interviews.count).reduce(0, +), "round \(round)")
      try #require(
        account.interviews == households.map(\.interviews.count).reduce(0, +),
        "round \(round)")
    }
  }

  @Test func noTableOfTheSameMarginsIsRarerThanTheAttainableP() throws {
    var random = SeededGenerator(seed: 23)
    for round in 0..<150 {
      let sizes = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        Int.random(in: 1...4, using: &random)
      }
      let total = Int.random(in: 1..<sizes.reduce(0, +), using: &random)
      var least = 1.0
      var claimed: Set<Double> = []
      for with in ways(total, sizes) {
        let without = zip(sizes, with).map { $0 - $1 }
        let result = try #require(ExactTest.standard.run(with, without))
        least = min(least, result.p)
        claimed.insert(result.attainableP)
      }
      try #require(claimed.allSatisfy { abs($0 - least) < 1e-12 }, "round \(round): \(sizes)")
    }
  }

  /// All ways to take a total out of groups.
  private func ways(_ total: Int, _ sizes: [Int]) -> [[Int]] {
    guard let first = sizes.first else { return total == 0 ? [[]] : [] }
    return (0...min(first, total)).flatMap { taken in
      ways(total - taken, Array(sizes.dropFirst())).map { [taken] + $0 }
    }
  }
}
