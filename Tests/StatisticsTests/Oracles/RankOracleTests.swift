import Statistics
import TestSupport
import Testing

struct RankOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseOfRanksIsMet() throws {
    let family = OracleFamily(
      "ranks",
      checks: [
        "E-MWU-AIRQ": tied, "E-MWU-PERM": untied, "E-KW-MUCO": threeGroups, "E-KW-AIRQ": months,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseOfCorrelationIsMet() throws {
    let family = OracleFamily(
      "correlation", checks: ["E-COR-TUNA": tuna, "E-COR-MTCARS": cars])
    let problems = try family.problems()
    #expect(problems == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseOfMeansIsMet() throws {
    let family = OracleFamily("means", checks: ["E-T-SLEEP": sleep])
    let problems = try family.problems()
    #expect(problems == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseOfPermutationIsMet() throws {
    let family = OracleFamily("permutation", checks: ["E-PERM-SLEEP": splits])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

private func groups(_ oracle: OracleCase) throws -> RankSum {
  let found = try RankSum(
    oracle.input.member("x").numbers(), oracle.input.member("y").numbers())
  return try #require(found)
}

@Sendable private func tied(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let test = try groups(oracle)
  ledger.compare("W", test.u)
  ledger.compare("U1", test.u)
  ledger.compare("U2", test.otherU)
  ledger.compare("p_cc", test.normalP(corrected: true).value)
  ledger.compare("p_nocc", test.normalP(corrected: false).value)
  ledger.compare("exact_p", test.exactP)
  ledger.compare("Z_coin", test.z.value)
  ledger.compare("rank_biserial", test.rankBiserial)
  ledger.compare("auc", test.auc)
}

@Sendable private func untied(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let test = try groups(oracle)
  ledger.compare("W", test.u)
  ledger.compare("p_greater_exact", test.exactPGreater)
  ledger.compare("p_two_exact", test.exactP)
  let shift = test.shift()
  ledger.compare("hl_estimate", shift.point.value)
  ledger.compare("hl_ci", [shift.lower.value, shift.upper.value])
}

@Sendable private func threeGroups(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let given = try ["x", "y", "z"].map { try oracle.input.member($0).numbers() }
  let test = try #require(KruskalWallis(given))
  ledger.compare("H", test.h)
  ledger.compare("df", Double(test.degrees))
  ledger.compare("p", test.p)
  ledger.compare("epsilon2", test.epsilonSquared)
}

@Sendable private func months(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let given = try oracle.input.member("groups").list().map { try $0.numbers() }
  let test = try #require(KruskalWallis(given))
  ledger.compare("H", test.h)
  ledger.compare("df", Double(test.degrees))
  ledger.compare("p", test.p)
}

@Sendable private func tuna(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let (x, y) = try (oracle.input.member("x").numbers(), oracle.input.member("y").numbers())
  let kendall = try #require(KendallCorrelation(x, y))
  ledger.compare("kendall_T", Double(kendall.concordant))
  ledger.compare("tau", kendall.tau)
  ledger.compare("kendall_p", kendall.p)
  let spearman = try #require(SpearmanCorrelation(x, y))
  ledger.compare("spearman_S", spearman.s)
  ledger.compare("rho", spearman.rho)
  ledger.compare("spearman_p", spearman.p)
  let pearson = try #require(PearsonCorrelation(x, y))
  ledger.compare("pearson_r", pearson.r)
  ledger.compare("pearson_p", pearson.p)
  let interval = pearson.interval()
  ledger.compare("pearson_ci", [interval.lower.value, interval.upper.value])
}

@Sendable private func cars(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let miles = try oracle.input.member("mpg").numbers()
  let weights = try oracle.input.member("wt").numbers()
  let spearman = try #require(SpearmanCorrelation(miles, weights))
  ledger.compare("rho", spearman.rho)
  ledger.compare("rho_p", spearman.p)
  let biserial = try #require(
    PearsonCorrelation(miles, try oracle.input.member("am").numbers()))
  ledger.compare("point_biserial", biserial.r)
  ledger.compare("t", biserial.t)
  ledger.compare("df", Double(biserial.degrees))
  ledger.compare("p", biserial.p)
  let interval = biserial.interval()
  ledger.compare("ci", [interval.lower.value, interval.upper.value])
  let kendall = try #require(KendallCorrelation(miles, weights))
  ledger.compare("kendall_tau_b", kendall.tau)
  ledger.compare("kendall_p", kendall.p)
}

@Sendable private func sleep(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let (a, b) = try (oracle.input.member("g1").numbers(), oracle.input.member("g2").numbers())
  let welch = try #require(TTest.welch(a, b))
  ledger.compare("welch_t", welch.t)
  ledger.compare("welch_df", welch.degrees)
  ledger.compare("welch_p", welch.p)
  let interval = welch.interval()
  ledger.compare("welch_ci", [interval.lower.value, interval.upper.value])
  let student = try #require(TTest.student(a, b))
  ledger.compare("student_t", student.t)
  ledger.compare("student_df", student.degrees)
  ledger.compare("student_p", student.p)
  let paired = try #require(TTest.paired(a, b))
  ledger.compare("paired_t", paired.t)
  ledger.compare("paired_df", paired.degrees)
  ledger.compare("paired_p", paired.p)
  ledger.compare("cohen_d", StandardisedDifference.cohen(a, b).value)
  ledger.compare("hedges_g", StandardisedDifference.hedges(a, b).value)
}

@Sendable private func splits(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let found = try ExactTwoSample(
    oracle.input.member("x").numbers(), oracle.input.member("y").numbers())
  let test = try #require(found)
  ledger.compare("p_exact_coin", test.p)
  ledger.compare("p_enumeration", test.p)
  ledger.compare("n_splits", Double(test.splits))
}
