import Fieldwork
import Foundation
import StudyStore
import Testing

@Suite struct CodebookStateTests {
  private func changes(_ study: CodeFixture, _ old: String, _ new: String = "now") throws
    -> [String]
  {
    CodebookDiff(
      from: try study.study.codebook(at: CodebookMoment(old)),
      to: try study.study.codebook(at: CodebookMoment(new))
    ).differences.map { "\($0.code) \($0.kind.rawValue)" }
  }

  @Test func `a frozen codebook stays as it was`() throws {
    let study = try CodeFixture()
    let frozen = try study.expectUndone(FreezeCodebook("pilot"))
    #expect(frozen.codes == 5 && frozen.hash.count == 64)
    #expect(try changes(study, "pilot") == [])
    try study.perform(RenameCode("rent", to: "rental"))
    try study.perform(MoveCode("room", to: .init(parent: .top)))
    try study.perform(RetireCode("school"))
    #expect(
      try changes(study, "pilot") == ["rental renamed", "school retired", "room moved"])
    #expect(try study.study.frozenCodebooks() == [frozen])
    try study.expectRefusal(FreezeCodebook("pilot"), "frozen as 'pilot' already")
    try study.expectRefusal(FreezeCodebook("2026-01-01"), "cannot be the name")
    try study.expectRefusal(FreezeCodebook("now"), "cannot be the name")
    try study.expectRefusal(FreezeCodebook("two words"), "cannot be the name")
    #expect(throws: Problem.self) { try study.study.codebook(at: .frozen("other")) }
  }

  @Test func `the same codebook has the same hash`() throws {
    let study = try CodeFixture()
    let first = try study.perform(FreezeCodebook("a")).outcome
    let second = try study.perform(FreezeCodebook("b")).outcome
    #expect(first.hash == second.hash)
    try study.perform(RetireCode("school"))
    #expect(try study.perform(FreezeCodebook("c")).outcome.hash != first.hash)
  }

  @Test func `a frozen codebook that was tampered with is found`() throws {
    let study = try CodeFixture()
    try study.perform(FreezeCodebook("pilot"))
    try Vandal.execute(
      "UPDATE codebook_freeze SET codes = json_set(codes, '$.codes[0].full', 'X')",
      on: study.study.path)
    let findings = try study.study.check().items.flatMap(\.findings)
    #expect(findings == ["the frozen codebook 'pilot' has changed"])
  }

  @Test func `a day is asked as it was at its end`() throws {
    let study = try CodeFixture()
    // The fixture's clock stands on the second of January.
    #expect(try changes(study, "2026-01-02") == [])
    _ = try study.study.perform(
      RenameCode("rent", to: "rental"), by: Author(coder: "ann", time: "2026-03-01T10:00:00Z"))
    _ = try study.study.perform(
      RetireCode("rental"), by: Author(coder: "ann", time: "2026-03-02T10:00:00Z"))
    #expect(try changes(study, "2026-01-02") == ["rental renamed", "rental retired"])
    #expect(try changes(study, "2026-03-01", "2026-03-02") == ["rental retired"])
    #expect(try changes(study, "2026-01-01", "2026-01-02").count == 5)
    #expect(throws: Problem.self) { try study.study.codebook(at: .day("2025-12-31")) }
  }

  @Test func `a history tells every step with its reason, and not what was taken back`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    let old = try #require(
      try study.study.snapshot([]).codebook.codes.first { $0.slug == "rent" })
    var new = old
    new.short = "Money for a room."
    new.exclude = "Deposits."
    var author = study.fixture.author("bo")
    author.why = "too wide"
    _ = try study.study.perform(EditCode(old, to: new), by: author)
    try study.code("T-2", 9, 14, "rent")
    try study.perform(MoveCode("rent", to: .init(parent: .top)))
    try study.perform(RenameCode("rent", to: "rental"))
    try study.perform(RetireCode("rental"))
    try study.study.undo(by: study.fixture.author())
    let history = try study.study.codeHistory("rental")
    #expect(
      history.steps.map(\.command) == [
        "codebook import", "codes edit", "codes move", "codes rename",
      ])
    #expect(history.steps.map(\.version) == [1, 2, 2, 2])
    #expect(history.steps[1].coder == "bo" && history.steps[1].why == "too wide")
    #expect(history.steps[1].differences.map(\.field) == ["short", "exclude"])
    #expect(history.steps[2].differences.map(\.before) == ["housing"])
    #expect(history.steps[3].differences.map(\.before) == ["rent"])
    #expect(history.versions.map(\.codings) == [1, 1])
    #expect(throws: StudyFailure.unknown(kind: "code", name: "rent")) {
      try study.study.codeHistory("rent")
    }
  }

  @Test(arguments: UpgradeTests.versions)
  func `a study of an earlier release knows the history of its codes`(version: Int) throws {
    let (folder, path) = try UpgradeTests().copy(of: version)
    defer { try? FileManager.default.removeItem(at: folder) }
    let author = Author(coder: "ann", time: "2026-02-01T00:00:00Z")
    let study = try Study.open(path, for: .writing)
    _ = try study.perform(RenameCode("rent", to: "rental"), by: author)
    let history = try study.codeHistory("rental")
    #expect(history.steps.count >= 2)
    #expect(history.steps.first?.differences.map(\.kind) == [.added])
    #expect(history.steps.first?.entry != nil)
    #expect(history.steps.last?.differences.map(\.kind) == [.renamed])
  }
}
