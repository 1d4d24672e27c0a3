import Fieldwork
import StudyStore
import Testing

/// Codes that change while a copy of the study is with a second coder.
@Suite struct CodesAndCopiesTests {
  private func codes(_ fixture: MergeFixture) throws -> [[String?]] {
    try fixture.study.query("SELECT code, coder FROM v_codings ORDER BY code, coder").rows
  }

  @Test func `a code that was renamed here keeps its name and takes what the copy brings`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try fixture.home.perform(RenameCode("rent", to: "rental"))
    #expect(try fixture.conflicts(bea) == [])
    #expect(try codes(fixture) == [["rental", "bea"]])
    try fixture.home.expectClean()
  }

  @Test func `a code that was renamed there is asked about`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.perform(RenameCode("rent", to: "rental"))
    try bea.code("rental", 20, 30)
    try fixture.home.perform(RenameCode("school", to: "学校"))
    #expect(try fixture.conflicts(bea).map(\.field) == ["slug"])
    try fixture.merge(bea, take: .theirs)
    #expect(try codes(fixture) == [["rental", "bea"]])
  }

  @Test func `what was coded elsewhere under a code that was merged here is not lost`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try fixture.home.perform(MergeIntoCode(["rent"], into: "school"))
    try fixture.merge(bea)
    #expect(try codes(fixture) == [["rent", "bea"]])
    try fixture.home.perform(MergeIntoCode(["rent"], into: "school"))
    #expect(try codes(fixture) == [["school", "bea"]])
    try fixture.home.expectClean()
  }
}
