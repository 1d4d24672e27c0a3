import TestSupport
import Testing

struct OracleCoverageTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyFamilyIsCheckedOrListedAsLater() throws {
    let problems = try OracleCoverage.problems()
    #expect(problems == [])
    for family in OracleCoverage.later.sorted() { print("oracle family \(family): later") }
  }
}
