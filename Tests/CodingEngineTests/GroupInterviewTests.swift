import CodingEngine
import Fieldwork
import Testing

/// Twelve households, five of them in one group interview.
///
/// Three have a house elsewhere and do not say that they stay, all nine others do. The numbers
/// are those of the plan of the demonstration study: 1/220 in all, 1/35 without the group.
@Suite struct GroupInterviewTests {
  private func study() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    study.code("stay")
    study.code("other")
    for number in 1...12 {
      study.place("R-\(number)")
      study.person("P-\(number)", of: "R-\(number)")
    }
    for number in 1...7 {
      study.interview("GY-\(number)", about: ["R-\(number)"], [.says("We stay.")])
      study.put(number <= 3 ? "other" : "stay", on: "We stay.", in: "GY-\(number)")
    }
    study.interview(
      "GY-8", kind: "focus-group", about: (8...12).map { "R-\($0)" },
      (8...12).map { .says("We stay, says house \($0).", by: "P-\($0)", as: "S\($0)") })
    for number in 8...12 { study.put("stay", on: "We stay, says house \(number).", in: "GY-8") }
    study.surveys = [
      SurveyTable(
        name: "s", title: "", caseKind: "household", keyVariable: "g",
        variables: [Variable(name: "house", kind: .category)],
        records: (1...12).map { .init(key: "R-\($0)", values: [.number($0 <= 3 ? 1 : 0)]) })
    ]
    study.links = (0..<12).map { LinkEntry(subject: $0, survey: 0, record: $0, method: "id") }
    return study
  }

  @Test func theTestIsGivenWithAndWithoutTheGroup() throws {
    let table = try Crosstab(
      .init(measure: .code(0), survey: 0, variable: 0, test: true), in: study().snapshot())
    #expect(table.columns.map(\.present.share) == [Share(9, of: 9), Share(0, of: 3)])
    #expect(abs(try #require(table.test?.p) - 1.0 / 220) < 1e-12)
    let without = try #require(table.withoutGroups.first)
    #expect(without.shares == [Share(4, of: 4), Share(0, of: 3)])
    #expect(abs(try #require(without.test?.p) - 1.0 / 35) < 1e-12)
    #expect(table.isIllustrative)
    #expect(
      table.notes.contains {
        $0.hasPrefix("cases of the group interview GY-8 spoke in one room; without it 0: 4 of 4")
      })
  }

  @Test func aRuleAboutTheSameCaseDoesNotLookIntoTheGroupThatIsLeftOut() throws {
    var study = study()
    study.person("P-13", of: "R-12")
    study.interview("GY-9", about: ["R-12"], [.says("The fields wait.")])
    study.put("other", on: "The fields wait.", in: "GY-9")
    study.themes = [
      ThemeDefinition(
        slug: "both", statements: [LocalizedText(language: "en", text: "Both are said.")],
        rule: .query("other same case stay"), required: ["other", "stay"])
    ]
    let snapshot = try study.snapshot()
    let table = try Crosstab(.init(measure: .theme(0), survey: 0, variable: 0), in: snapshot)
    // R-12 says the one alone and the other in the group only.
    #expect(table.columns.map(\.present.share) == [Share(1, of: 9), Share(0, of: 3)])
    #expect(table.withoutGroups.first?.shares == [Share(0, of: 5), Share(0, of: 3)])
    let joint = try JointDisplay(
      themes: [0], survey: 0, variable: 0, in: snapshot, texts: TextShelf())
    #expect(joint.rows[0].cells.map(\.share) == [Share(1, of: 9), Share(0, of: 3)])
    #expect(joint.withoutGroups.first?.shares == [[Share(0, of: 5), Share(0, of: 3)]])
  }

  @Test func countsStandWithoutTheGroupAlsoWhenNothingIsTested() throws {
    let table = try Crosstab(
      .init(measure: .code(0), survey: 0, variable: 0), in: study().snapshot())
    #expect(table.test == nil)
    #expect(table.withoutGroups.first?.test == nil)
    #expect(table.withoutGroups.first?.n == 7)
  }
}
