import Statistics
import TestSupport
import Testing

struct CooccurrenceOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMetOrSkippedWithAReason() throws {
    let family = OracleFamily(
      "cooccurrence",
      checks: [
        "A-ATLAS-C": atlas, "A-CHI2-MS": newCompanies, "A-COOC-DUNE": dune,
        "A-COOC-DUNE-DIST": duneDistances, "A-COOC-FINCHES": finches,
        "A-G2-DUNNING": dunning, "A-PMI-MS": information,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func atlas(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let (n12, n1, n2) = (
    try oracle.input.member("n12").int(), try oracle.input.member("n1").int(),
    try oracle.input.member("n2").int()
  )
  let coefficient = try AtlasCoefficient(n12: n12, n1: n1, n2: n2)
  #expect(!coefficient.outOfRange)
  ledger.compare("c", coefficient.c.value)
  ledger.compare("frequency_ratio", coefficient.frequencyRatio.value)
  ledger.compare("unequal_frequency_flag", coefficient.hasUnequalFrequencies)
  let table = try TwoByTwo(n12: n12, n1: n1, n2: n2, total: n1 + n2)
  ledger.compare("overlap_coefficient", table.overlapCoefficient.value)
}

@Sendable private func newCompanies(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("table").intTable()
  let table = try TwoByTwo(a: rows[0][0], b: rows[0][1], c: rows[1][0], d: rows[1][1])
  ledger.compare("chi2", table.chiSquare.statistic.value)
  ledger.compare("p", table.chiSquare.p.value)
}

/// The tables of all pairs of columns, in the order (1,2), (1,3) … (2,3) ….
private func pairs(of presence: [[Int]]) throws -> [(i: Int, j: Int, table: TwoByTwo)] {
  let codes = presence.first?.indices ?? 0..<0
  return try codes.flatMap { i in
    try codes.filter { $0 > i }.map { j in
      let table = try TwoByTwo(
        n12: presence.count { $0[i] == 1 && $0[j] == 1 }, n1: presence.count { $0[i] == 1 },
        n2: presence.count { $0[j] == 1 }, total: presence.count)
      return (i, j, table)
    }
  }
}

@Sendable private func dune(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let pairs = try pairs(of: oracle.input.member("presence").intTable())
  let tables = pairs.map(\.table)
  ledger.compare("i", pairs.map { Double($0.i + 1) })
  ledger.compare("j", pairs.map { Double($0.j + 1) })
  ledger.compare("n1", tables.map { Double($0.row1) })
  ledger.compare("n2", tables.map { Double($0.column1) })
  ledger.compare("n12", tables.map { Double($0.a) })
  ledger.compare("N", tables.map { Double($0.total) })
  ledger.compare("expected", tables.map(\.expectedTogether.value))
  ledger.compare("jaccard", tables.map(\.jaccard.value))
  ledger.compare("dice", tables.map(\.dice.value))
  ledger.compare("ochiai", tables.map(\.ochiai.value))
  ledger.compare("overlap_coef", tables.map(\.overlapCoefficient.value))
  ledger.compare("conf_i_to_j", tables.map(\.confidenceOfBGivenA.value))
  ledger.compare("conf_j_to_i", tables.map(\.confidenceOfAGivenB.value))
  ledger.compare("phi", tables.map(\.phi.value))
  ledger.compare("lift", tables.map(\.lift.value))
  ledger.compare("pmi_log2", tables.map(\.pointwiseInformation.value))
  ledger.compare("g2", tables.map(\.likelihoodRatio))
  ledger.compare("p_hyper_ge", tables.map(\.probabilityOfAtLeast))
  ledger.compare("p_hyper_le", tables.map(\.probabilityOfAtMost))
  ledger.compare("p_fisher_two", tables.map(\.fisherP))
  for (index, table) in tables.enumerated() {
    if table.a > 0 {
      ledger.compare("npmi/\(index)", table.normalizedInformation.value)
    } else {
      #expect(table.normalizedInformation == .value(-1))
      ledger.skip("npmi/\(index)", because: "infinity over infinity in R; the limit is -1")
    }
  }
}

@Sendable private func duneDistances(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let tables = try pairs(of: oracle.input.member("presence").intTable()).map(\.table)
  ledger.compare("jaccard_dist", tables.map { $0.jaccard.value.map { 1 - $0 } })
  ledger.compare("dice_dist", tables.map { $0.dice.value.map { 1 - $0 } })
  ledger.compare("ochiai_dist", tables.map { $0.ochiai.value.map { 1 - $0 } })
}

@Sendable private func finches(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let byCode = try oracle.input.member("presence_code_by_document").intTable()
  let documents = byCode.first?.indices ?? 0..<0
  let pairs = try pairs(of: documents.map { document in byCode.map { $0[document] } })
  let tables = pairs.map(\.table)
  ledger.compare("sp1", pairs.map { Double($0.i + 1) })
  ledger.compare("sp2", pairs.map { Double($0.j + 1) })
  ledger.compare("sp1_inc", tables.map { Double($0.row1) })
  ledger.compare("sp2_inc", tables.map { Double($0.column1) })
  ledger.compare("obs_cooccur", tables.map { Double($0.a) })
  let oneDecimal = OracleCase.Tolerance(rel: 0, abs: 0.0501)
  ledger.compare("exp_cooccur", tables.map(\.expectedTogether.value), tolerance: oneDecimal)
  ledger.compare(
    "prob_cooccur",
    tables.map { table in table.expectedTogether.value.map { $0 / Double(table.total) } })
  let fiveDecimals = OracleCase.Tolerance(rel: 0, abs: 0.00000501)
  ledger.compare("p_lt", tables.map(\.probabilityOfAtMost), tolerance: fiveDecimals)
  ledger.compare("p_gt", tables.map(\.probabilityOfAtLeast), tolerance: fiveDecimals)
}

@Sendable private func dunning(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let printed = try #require(try oracle.published?.member("g2").numbers())
  for (index, row) in try oracle.input.member("rows").list().enumerated() {
    let table = try TwoByTwo(
      a: row.member("k11").int(), b: row.member("k12").int(), c: row.member("k21").int(),
      d: row.member("k22").int())
    ledger.skip("rows/\(index)/pair", because: "names the row")
    ledger.compare("rows/\(index)/g2", table.likelihoodRatio)
    #expect(abs(table.likelihoodRatio - printed[index]) < 0.00501)
    ledger.compare("rows/\(index)/chi2", table.chiSquare.statistic.value)
    ledger.compare("rows/\(index)/pmi_log2", table.pointwiseInformation.value)
    ledger.compare("rows/\(index)/jaccard", table.jaccard.value)
  }
}

@Sendable private func information(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let total = try oracle.input.member("N").int()
  for (index, row) in try oracle.input.member("rows").list().enumerated() {
    let table = try TwoByTwo(
      n12: row.member("n12").int(), n1: row.member("n1").int(), n2: row.member("n2").int(),
      total: total)
    ledger.skip("rows/\(index)/pair", because: "names the row")
    ledger.compare("rows/\(index)/pmi", table.pointwiseInformation.value)
    ledger.compare("rows/\(index)/npmi", table.normalizedInformation.value)
  }
}
