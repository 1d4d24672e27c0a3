import TestSupport
import Testing

struct OracleFamilyTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func reportsCasesThatNobodyTookAndNamesThatAreNoCase() throws {
    let nobody = try OracleFamily("multiplicity", checks: [:]).problems()
    #expect(nobody == ["E-PADJ-BH1995: neither compared nor skipped"])
    let misspelt = try OracleFamily(
      "multiplicity", checks: [:],
      skipped: ["E-PADJ-BH1995": "only a test of the judge", "E-PADJ": "misspelt"]
    ).problems()
    #expect(misspelt == ["E-PADJ: no such open case"])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func reportsExpectedNumbersThatACheckLeavesOut() throws {
    let idle = OracleFamily("multiplicity", checks: ["E-PADJ-BH1995": { _, _ in }])
    #expect(try idle.problems().count == OracleCases.named("E-PADJ-BH1995").expected.leaves().count)
  }
}
