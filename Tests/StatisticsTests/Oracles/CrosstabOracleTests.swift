import Statistics
import TestSupport
import Testing

struct CrosstabOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMetOrSkippedWithAReason() throws {
    let family = OracleFamily(
      "crosstab",
      checks: [
        "E-2X2-TEA": twoByTwo, "E-2X2-UCB": twoByTwo, "E-CHISQ-PARTY": chiSquare,
        "E-EPI-SELVIN": epidemiology, "E-FISHER-RXC-JOB": exact, "E-MCNEMAR": pairs,
        "E-MH-UCB": strata,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func twoByTwo(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let given = oracle.input
  let table = try TwoByTwo(
    a: given.member("a").int(), b: given.member("b").int(), c: given.member("c").int(),
    d: given.member("d").int())
  ledger.compare("n", Double(table.total))
  ledger.compare("expected", table.contingencyTable.expected)
  ledger.compare("chisq", table.chiSquare.statistic.value)
  ledger.compare("chisq_p", table.chiSquare.p.value)
  ledger.compare("chisq_yates", table.yatesChiSquare.statistic.value)
  ledger.compare("chisq_yates_p", table.yatesChiSquare.p.value)
  ledger.compare("G", table.likelihoodRatioTest.statistic.value)
  ledger.compare("G_p", table.likelihoodRatioTest.p.value)
  ledger.compare("phi", table.phi.value)
  ledger.compare("yule_Q", table.yuleQ.value)
  ledger.compare("fisher_p_two", table.fisherP)
  ledger.compare("fisher_p_greater", table.fisherPGreater)
  ledger.compare("fisher_p_less", table.fisherPLess)
  // The reference is solved to 40 digits, so the exact limits are held to more than the
  // tolerance of the case.
  let solved = OracleCase.Tolerance(rel: 1e-12, abs: 0)
  let exact = table.conditionalOddsRatio()
  ledger.compare("or_conditional_mle", exact.point.value, tolerance: solved)
  ledger.compare("or_exact_ci", [exact.lower.value, exact.upper.value], tolerance: solved)
  let woolf = table.woolfOddsRatio()
  ledger.compare("or_sample", woolf.point.value)
  ledger.compare("or_woolf_ci", [woolf.lower.value, woolf.upper.value])
  ledger.compare("log_or_se", table.logOddsRatioStandardError.value)
  let haldane = table.haldaneOddsRatio()
  ledger.compare("or_haldane", haldane.point.value)
  ledger.compare("or_haldane_ci", [haldane.lower.value, haldane.upper.value])
  let risk = table.riskRatio()
  ledger.compare("rr", risk.point.value)
  ledger.compare("rr_log_ci", [risk.lower.value, risk.upper.value])
  ledger.compare("risk_diff", table.riskDifference.value)
  let reason = "root finder of R with up to 0.7 % error"
  ledger.skip("or_conditional_mle_R_uniroot", because: reason)
  ledger.skip("or_exact_ci_R_uniroot", because: reason)
}

@Sendable private func chiSquare(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let table = try ContingencyTable(oracle.input.member("table").intTable())
  ledger.compare("chisq", table.chiSquare.statistic.value)
  ledger.compare("df", Double(table.degrees))
  ledger.compare("p", table.chiSquare.p.value)
  ledger.compare("expected", table.expected)
  ledger.compare("pearson_residuals", table.pearsonResiduals.map { $0.map(\.value) })
  ledger.compare("adjusted_residuals", table.adjustedResiduals.map { $0.map(\.value) })
  ledger.compare("G", table.likelihoodRatioTest.statistic.value)
  ledger.compare("G_p", table.likelihoodRatioTest.p.value)
  ledger.compare("cramers_v", table.cramersV.value)
  ledger.compare("cramers_v_bias_corrected", table.correctedCramersV.value)
  ledger.compare("min_expected", table.smallestExpected)
  ledger.compare("share_expected_lt5", table.shareExpectedBelowFive)
}

@Sendable private func epidemiology(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("table").intTable()
  // There row 1 is the reference and column 2 the event.
  let table = try TwoByTwo(a: rows[1][1], b: rows[1][0], c: rows[0][1], d: rows[0][0])
  func values(_ estimate: IntervalEstimate) -> [Double?] {
    [estimate.point.value, estimate.lower.value, estimate.upper.value]
  }
  ledger.compare("or_wald", values(table.woolfOddsRatio()))
  ledger.compare("or_fisher", values(table.conditionalOddsRatio()))
  // epitools leaves its upper limit at the tolerance of uniroot, 4e-5 off the root found with
  // 50 digits (mpmath), so it is the reference that needs the room here.
  let unirootOfR = OracleCase.Tolerance(rel: 1e-4, abs: 0)
  ledger.compare("or_midp", values(table.midPOddsRatio()), tolerance: unirootOfR)
  ledger.compare("rr_wald", values(table.riskRatio()))
  ledger.compare("p", [table.midP, table.fisherP, table.chiSquare.p.value])
  ledger.compare("or_small", values(table.smallSampleOddsRatio()))
  ledger.compare("rr_small", values(table.smallSampleRiskRatio()))
}

@Sendable private func exact(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let table = try ContingencyTable(oracle.input.member("table").intTable())
  ledger.compare("p", try table.freemanHaltonP().value)
  ledger.compare("chisq_p", table.chiSquare.p.value)
}

@Sendable private func pairs(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("table").intTable()
  let table = try TwoByTwo(a: rows[0][0], b: rows[0][1], c: rows[1][0], d: rows[1][1])
  ledger.compare("chisq", table.mcNemarChiSquare.statistic.value)
  ledger.compare("p", table.mcNemarChiSquare.p.value)
  ledger.compare("chisq_corrected", table.correctedMcNemarChiSquare.statistic.value)
  ledger.compare("p_corrected", table.correctedMcNemarChiSquare.p.value)
  ledger.compare("exact_p", table.mcNemarP.value)
}

@Sendable private func strata(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let tables = try oracle.input.member("strata").list().map { stratum in
    let rows = try stratum.intTable()
    return try TwoByTwo(a: rows[0][0], b: rows[0][1], c: rows[1][0], d: rows[1][1])
  }
  let found = StratifiedTables(tables)
  let common = found.commonOddsRatio()
  ledger.compare("common_or", common.point.value)
  ledger.compare("ci", [common.lower.value, common.upper.value])
  ledger.compare("chisq_corrected", found.correctedChiSquare.statistic.value)
  ledger.compare("p_corrected", found.correctedChiSquare.p.value)
  ledger.compare("chisq", found.chiSquare.statistic.value)
  ledger.compare("p", found.chiSquare.p.value)
}
