import Statistics
import TestSupport
import Testing

struct MultiplicityOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMetOrSkippedWithAReason() throws {
    let family = OracleFamily("multiplicity", checks: ["E-PADJ-BH1995": thrombolysis])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func thrombolysis(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let p = try oracle.input.member("p").numbers()
  let adjustments: [(String, MultiplicityAdjustment)] = [
    ("bonferroni", .bonferroni), ("holm", .holm), ("hochberg", .hochberg),
    ("BH", .benjaminiHochberg), ("BY", .benjaminiYekutieli),
  ]
  for (name, adjustment) in adjustments { ledger.compare(name, try adjustment.adjust(p)) }
  func rejected(_ adjustment: MultiplicityAdjustment) throws -> Double {
    Double(try adjustment.adjust(p).count { $0 <= 0.05 })
  }
  ledger.compare("bh_reject_05", try rejected(.benjaminiHochberg))
  ledger.compare("bonferroni_reject_05", try rejected(.bonferroni))
  ledger.compare("hochberg_reject_05", try rejected(.hochberg))
}
