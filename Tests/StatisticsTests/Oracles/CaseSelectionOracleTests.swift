import Statistics
import TestSupport
import Testing

struct CaseSelectionOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMet() throws {
    let family = OracleFamily(
      "case-selection", checks: ["E-CASESEL-MTCARS": cars, "E-MATCH-NUCLEAR": plants])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func cars(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let names = try oracle.input.member("case").list().map { try $0.text() }
  let columns = try ["wt", "hp"].map { try oracle.input.member($0).numbers() }
  let outcome = try oracle.input.member("mpg").numbers()
  let design = try DesignMatrix(
    names: ["(Intercept)", "wt", "hp"], columns: [outcome.map { _ in 1 }] + columns)
  let fit = try LinearFit(design, outcome: outcome)
  let seen = CaseDiagnostics(fit)
  ledger.compare("coef", fit.coefficients)
  ledger.compare("sigma", fit.sigma)
  ledger.compare("r2", fit.rSquared.value)
  ledger.compare("resid", seen.residuals)
  ledger.compare("rstandard", seen.standardised)
  ledger.compare("rstudent", seen.studentised)
  ledger.compare("hat", seen.leverages)
  ledger.compare("cooks", seen.cooks)
  ledger.compare("dfbetas", seen.dfbetas)
  let distances = try #require(Mahalanobis(columns))
  ledger.compare("mahalanobis2", distances.squaredFromMean)
  func first(_ scores: [Double], by size: Double) -> [String] {
    let order = scores.indices.sorted { (scores[$0] * size, $0) < (scores[$1] * size, $1) }
    return order.prefix(3).map { names[$0] }
  }
  let sizes = seen.residuals.map { abs($0) }
  ledger.compare("typical3", words: first(sizes, by: 1))
  ledger.compare("deviant3", words: first(sizes, by: -1))
  ledger.compare("influential3", words: first(seen.cooks, by: -1))
  let weights = columns[0]
  let mean = weights.reduce(0, +) / Double(weights.count)
  ledger.compare("extreme_wt3", words: first(weights.map { abs($0 - mean) }, by: -1))
}

@Sendable private func plants(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let partly = try oracle.input.member("pr").numbers()
  let columns = try ["date", "cap"].map { try oracle.input.member($0).numbers() }
  let isTreated = partly.map { $0 == 1 }
  let treated = isTreated.indices.filter { isTreated[$0] }
  let controls = isTreated.indices.filter { !isTreated[$0] }
  func pairs(_ found: [Int?]) -> [[Double?]] {
    zip(treated, found).map { [Double($0 + 1), $1.map { Double(controls[$0] + 1) }] }
  }
  let measure = try #require(Mahalanobis(columns, within: isTreated))
  let distances = treated.map { a in controls.map { measure.distance(a, $0) } }
  ledger.compare(
    "mahalanobis_pairs", pairs(Matching.nearest(distances, order: Array(treated.indices))))
  let fit = try LogisticFit(
    DesignMatrix(
      names: ["(Intercept)", "date", "cap"], columns: [partly.map { _ in 1 }] + columns),
    outcome: partly)
  let scores = fit.probabilities
  ledger.compare("propensity", scores)
  let apart = treated.map { a in controls.map { abs(scores[a] - scores[$0]) } }
  let order = treated.indices.sorted {
    (-scores[treated[$0]], $0) < (-scores[treated[$1]], $1)
  }
  // MatchIt 4.5.1 gives plant 22 the control 11 (0.0391 apart), although control 1, which nobody
  // has, is 0.0049 away; it never hands out the first row. Every other pair is the nearest.
  let found = pairs(Matching.nearest(apart, order: order))
  ledger.skip("ps_pairs/5/1", because: "MatchIt passes over the first row, which lies nearer")
  #expect(found[5][1] == 1)
  for (place, pair) in found.enumerated() where place != 5 {
    ledger.compare("ps_pairs/\(place)", pair)
  }
  ledger.compare("ps_pairs/5/0", found[5][0])
  ledger.compare(
    "assignment_total/nearest_with_replacement", distances.map { $0.min() })
  ledger.compare("assignment_total/optimal_1to1_total", Matching.optimal(distances)?.total)
  let pooled = try #require(Mahalanobis.pooledCovariance(columns, within: isTreated))
  ledger.compare("assignment_total/pooled_cov", pooled)
}
