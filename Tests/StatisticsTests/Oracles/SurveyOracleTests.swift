import Statistics
import TestSupport
import Testing

struct SurveyOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMet() throws {
    let family = OracleFamily("survey", checks: ["E-SVY-APISTRAT": schools])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func schools(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  func codes(_ name: String) throws -> [Int] {
    let words = try oracle.input.member(name).list().map { try $0.text() }
    let known = Set(words).sorted()
    return words.compactMap { known.firstIndex(of: $0) }
  }
  let found = try SurveyDesign(
    weights: oracle.input.member("pw").numbers(), strata: codes("stype"),
    populations: oracle.input.member("fpc").numbers())
  let design = try #require(found)
  let scores = try oracle.input.member("api00").numbers()
  ledger.compare("mean", design.mean(scores))
  ledger.compare("se", design.standardError(ofMean: scores).value)
  let test = try #require(
    RaoScott(design, rows: try codes("sch_wide"), columns: try codes("comp_imp")))
  ledger.compare("weighted_table", test.table)
  ledger.compare("rao_scott_F", test.f.value)
  ledger.compare("ndf", test.numerator)
  ledger.compare("ddf", test.denominator)
  ledger.compare("p", test.p.value)
  ledger.compare("sum_w", design.totalWeight)
  ledger.compare("kish_neff", design.effectiveSize)
}
