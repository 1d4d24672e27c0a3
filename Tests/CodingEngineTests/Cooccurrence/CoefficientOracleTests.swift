import Fieldwork
import Statistics
import TestSupport
import Testing

@testable import CodingEngine

/// The oracle cases of co-occurrence, by the road of the command: a table of units × codes (or
/// passages) becomes a study, the study is counted, the coefficients are asked of the counts.
struct CoefficientOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsReproducedByTheFunctionsOfTheCommand() throws {
    let family = OracleFamily(
      "cooccurrence",
      checks: [
        "A-ATLAS-C": atlas, "A-COOC-DUNE": dune, "A-COOC-DUNE-DIST": duneDistances,
        "A-COOC-FINCHES": finches, "A-G2-DUNNING": dunning, "A-PMI-MS": information,
        "A-CHI2-MS": chiSquare,
      ])
    #expect(try family.problems() == [])
  }
}

/// Counts a table of units × codes.
private func counted(_ presence: [[Int]]) throws -> CooccurrenceTable {
  let codes = presence.first?.count ?? 0
  let turns = presence.enumerated().map { index, row in
    TurnTable.Turn(label: "u\(index)", codes: row.indices.filter { row[$0] == 1 })
  }
  let table = TurnTable(
    codes: (0..<codes).map { "c\($0)" }, documents: [.init(label: "table", turns: turns)])
  return cooccurrence(in: try table.snapshot(), asking: try CooccurrenceQuery(unit: .row))
}

/// Counts a table of two codes from its four cells.
private func counted(_ a: Int, _ b: Int, _ c: Int, _ d: Int) throws -> CooccurrenceTable {
  let cells = [(a, [0, 1]), (b, [0]), (c, [1]), (d, [Int]())]
  let turns = cells.flatMap { count, codes in
    (0..<count).map { _ in TurnTable.Turn(label: "u", codes: codes) }
  }
  let table = TurnTable(codes: ["a", "b"], documents: [.init(label: "table", turns: turns)])
  return cooccurrence(in: try table.snapshot(), asking: try CooccurrenceQuery(unit: .row))
}

@Sendable private func atlas(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let (n12, n1, n2) = (
    try oracle.input.member("n12").int(), try oracle.input.member("n1").int(),
    try oracle.input.member("n2").int()
  )
  // Passages of one code side by side, those of the other on the first of them and behind.
  var study = SpanStudy(
    texts: [.init(transcript: 0, scalars: 9_999, turns: [])], parents: [-1, -1])
  study.marks =
    (0..<n1).map { .init(start: $0 * 10, end: $0 * 10 + 5, code: 0) }
    + (0..<n2).map { index in
      let start = index < n12 ? index * 10 : (n1 + index) * 10
      return .init(start: start, end: start + 5, code: 1)
    }
  let pairs = cooccurrence(in: try study.snapshot(), unit: .pairs)
  let figure = try #require(pairs.atlas(0, 1))
  #expect(!figure.isOutOfRange)
  ledger.compare("c", figure.c.value)
  ledger.compare("unequal_frequency_flag", figure.hasUnequalFrequencies)
  ledger.compare("frequency_ratio", Double(pairs.n[0]) / Double(pairs.n[1]))
  // Passages are of equal length here, so that their characters have the same overlap.
  let characters = cooccurrence(in: try study.snapshot(), unit: .characters)
  ledger.compare("overlap_coefficient", characters.coefficient(.overlap, 0, 1).value)
}

@Sendable private func dune(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let table = try counted(oracle.input.member("presence").intTable())
  ledger.compare("i", table.pairs.map { Double($0.first + 1) })
  ledger.compare("j", table.pairs.map { Double($0.second + 1) })
  ledger.compare("n1", table.pairs.map { Double(table.n[$0.first]) })
  ledger.compare("n2", table.pairs.map { Double(table.n[$0.second]) })
  ledger.compare("n12", table.pairs.map { Double(table[$0.first, $0.second]) })
  ledger.compare("N", table.pairs.map { _ in table.total.map(Double.init) })
  let measures: [(String, CooccurrenceMeasure)] = [
    ("expected", .expected), ("jaccard", .jaccard), ("dice", .dice), ("ochiai", .ochiai),
    ("overlap_coef", .overlap), ("conf_i_to_j", .confidenceAB), ("conf_j_to_i", .confidenceBA),
    ("phi", .phi), ("lift", .lift), ("g2", .g2), ("p_hyper_ge", .pAtLeast),
    ("p_hyper_le", .pAtMost),
  ]
  for (key, measure) in measures {
    ledger.compare(
      key, table.pairs.map { table.coefficient(measure, $0.first, $0.second).value })
  }
  // Without rare pairs left out, every test is the one of the file.
  let all = try table.tests(
    in: try TurnTable(codes: [], documents: []).snapshot(), CooccurrenceTestPlan())
  for (index, pair) in table.pairs.enumerated() {
    let information = table.coefficient(.pmi, pair.first, pair.second)
    let normalized = table.coefficient(.npmi, pair.first, pair.second)
    if table[pair.first, pair.second] > 0 {
      ledger.compare("pmi_log2/\(index)", information.value)
      ledger.compare("npmi/\(index)", normalized.value)
    } else {
      #expect(information == .undefined("the codes never meet: minus infinity"))
      #expect(normalized == .value(-1))
      ledger.skip("pmi_log2/\(index)", because: "minus infinity is printed as a reason")
      ledger.skip("npmi/\(index)", because: "infinity over infinity in R; the limit is -1")
    }
    if let test = all.test(pair.first, pair.second) {
      ledger.compare("p_fisher_two/\(index)", test.p)
    } else {
      ledger.skip("p_fisher_two/\(index)", because: "a pair that the command does not test")
    }
  }
  #expect(all.tested > 10)
}

@Sendable private func duneDistances(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let table = try counted(oracle.input.member("presence").intTable())
  for (key, measure) in [
    ("jaccard_dist", CooccurrenceMeasure.jaccard), ("dice_dist", .dice), ("ochiai_dist", .ochiai),
  ] {
    ledger.compare(
      key,
      table.pairs.map { table.coefficient(measure, $0.first, $0.second).value.map { 1 - $0 } })
  }
}

@Sendable private func finches(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let byCode = try oracle.input.member("presence_code_by_document").intTable()
  let documents = byCode.first?.indices ?? 0..<0
  let table = try counted(documents.map { document in byCode.map { $0[document] } })
  func column(_ measure: CooccurrenceMeasure) -> [Double?] {
    table.pairs.map { table.coefficient(measure, $0.first, $0.second).value }
  }
  ledger.compare("sp1", table.pairs.map { Double($0.first + 1) })
  ledger.compare("sp2", table.pairs.map { Double($0.second + 1) })
  ledger.compare("sp1_inc", table.pairs.map { Double(table.n[$0.first]) })
  ledger.compare("sp2_inc", table.pairs.map { Double(table.n[$0.second]) })
  ledger.compare("obs_cooccur", table.pairs.map { Double(table[$0.first, $0.second]) })
  let oneDecimal = OracleCase.Tolerance(rel: 0, abs: 0.0501)
  ledger.compare("exp_cooccur", column(.expected), tolerance: oneDecimal)
  let total = Double(try #require(table.total))
  ledger.compare("prob_cooccur", column(.expected).map { $0.map { $0 / total } })
  let fiveDecimals = OracleCase.Tolerance(rel: 0, abs: 0.00000501)
  ledger.compare("p_lt", column(.pAtMost), tolerance: fiveDecimals)
  ledger.compare("p_gt", column(.pAtLeast), tolerance: fiveDecimals)
}

@Sendable private func dunning(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  for (index, row) in try oracle.input.member("rows").list().enumerated() {
    let table = try counted(
      row.member("k11").int(), row.member("k12").int(), row.member("k21").int(),
      row.member("k22").int())
    ledger.skip("rows/\(index)/pair", because: "names the row")
    ledger.compare("rows/\(index)/chi2", table.coefficient(.chi2, 0, 1).value)
    ledger.compare("rows/\(index)/g2", table.coefficient(.g2, 0, 1).value)
    ledger.compare("rows/\(index)/pmi_log2", table.coefficient(.pmi, 0, 1).value)
    ledger.compare("rows/\(index)/jaccard", table.coefficient(.jaccard, 0, 1).value)
  }
}

/// The road of the command from the counts on: fourteen million units are no study.
@Sendable private func chiSquare(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("table").intTable()
  let table = try TwoByTwo(a: rows[0][0], b: rows[0][1], c: rows[1][0], d: rows[1][1])
  ledger.compare("chi2", CooccurrenceMeasure.chi2.value(of: table).value)
  ledger.compare("p", table.chiSquare.p.value)
}

@Sendable private func information(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let total = try oracle.input.member("N").int()
  for (index, row) in try oracle.input.member("rows").list().enumerated() {
    let (n12, n1, n2) = (
      try row.member("n12").int(), try row.member("n1").int(), try row.member("n2").int()
    )
    // Fourteen million words as characters of one text.
    var study = SpanStudy(
      texts: [.init(transcript: 0, scalars: total, turns: [])], parents: [-1, -1])
    study.marks = [
      .init(start: 1_000, end: 1_000 + n1, code: 0),
      .init(start: 1_000 + n1 - n12, end: 1_000 + n1 - n12 + n2, code: 1),
    ]
    let table = cooccurrence(in: try study.snapshot(), unit: .characters)
    ledger.skip("rows/\(index)/pair", because: "names the row")
    ledger.compare("rows/\(index)/pmi", table.coefficient(.pmi, 0, 1).value)
    ledger.compare("rows/\(index)/npmi", table.coefficient(.npmi, 0, 1).value)
  }
}
