import Fieldwork
import StudyStore
import Testing

@Suite struct RelationImportTests {
  private func relation(_ slug: String, _ kind: String) -> RelationDefinition {
    RelationDefinition(slug: slug, from: "rent", kind: kind, to: "stay")
  }

  @Test func theSameLinkUnderAnotherIdIsRefusedByName() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent", "stay")))
    try fixture.perform(ImportRelations([relation("A", "leads-to")]))
    let before = try fixture.dump()
    do {
      try fixture.perform(ImportRelations([relation("B", "leads-to")]))
      Issue.record("it was taken")
    } catch let problem as Problem {
      #expect(problem.what == "the relation 'B' says the same as 'A'")
    }
    #expect(try fixture.dump() == before)
    try fixture.perform(ImportRelations([relation("A", "leads-to"), relation("B", "weakens")]))
    #expect(try fixture.study.snapshot(.notes).relations.map(\.slug) == ["A", "B"])
  }
}
