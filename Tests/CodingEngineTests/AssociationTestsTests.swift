import Fieldwork
import Statistics
import TestSupport
import Testing

@testable import CodingEngine

/// Numbers against groups, groups against groups, numbers against numbers, as the commands test
/// them; expected numbers are those of the oracle files or worked out by hand.
@Suite struct AssociationNumberTests {
  private func groups(_ labels: [String], _ values: [Double], ordered: Bool = false)
    -> AssociationSide
  {
    AssociationSide(name: "g", kind: .groups(labels, isOrdered: ordered), values: values)
  }

  private func numbers(_ values: [Double]) -> AssociationSide {
    AssociationSide(name: "x", kind: .numbers, values: values)
  }

  private func tests(
    _ first: AssociationSide, _ second: AssociationSide, _ methods: [AssociationMethod] = [],
    force: Bool = false
  ) throws -> [CrosstabTest] {
    try AssociationTests(
      data: AssociationData(first, second, unit: "record"),
      plan: AssociationPlan(methods: methods, isForced: force), exact: .standard
    ).run()
  }

  private func samples(_ parts: [[Double]]) -> (AssociationSide, AssociationSide) {
    let labels = parts.indices.map { "group \($0 + 1)" }
    let own = parts.enumerated().flatMap { index, part in part.map { _ in Double(index) } }
    return (groups(labels, own), numbers(parts.flatMap { $0 }))
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func twoGroupsOfNumbersGiveTheRankNumbersOfR() throws {
    let oracle = try OracleCases.named("E-MWU-AIRQ")
    let (x, y) = (
      try oracle.input.member("x").numbers(), try oracle.input.member("y").numbers()
    )
    let sides = samples([x, y])
    let test = try #require(try tests(sides.0, sides.1).first)
    #expect(test.kind == .mannWhitney)
    #expect(test.method.hasSuffix("normal with ties and correction"))
    var ledger = OracleLedger(oracle)
    ledger.compare("U1", test.statistic?.value)
    ledger.compare("p_cc", test.p)
    ledger.compare("auc", test.effects.first { $0.name == "AUC" }?.value)
    ledger.compare("rank_biserial", test.effects.first { $0.name == "rank-biserial" }?.value)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func severalGroupsOfNumbersGiveTheNumbersOfKruskalAndWallis() throws {
    let oracle = try OracleCases.named("E-KW-MUCO")
    let parts = try ["x", "y", "z"].map { try oracle.input.member($0).numbers() }
    let sides = samples(parts)
    let test = try #require(try tests(sides.0, sides.1).first)
    #expect(test.kind == .kruskal)
    var ledger = OracleLedger(oracle)
    ledger.compare("H", test.statistic?.value)
    ledger.compare("df", test.degrees)
    ledger.compare("p", test.p)
    ledger.compare("epsilon2", test.effects.first?.value)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func numbersAgainstNumbersGiveTheCorrelationsOfHollanderAndWolfe() throws {
    let oracle = try OracleCases.named("E-COR-TUNA")
    let x = numbers(try oracle.input.member("x").numbers())
    let y = numbers(try oracle.input.member("y").numbers())
    // Nine pairs: Pearson's t rests on many and needs force (H15).
    #expect(try tests(x, y).first?.kind == .spearman)
    let found = try tests(x, y, [.spearman, .kendall])
    let forced = try #require(try tests(x, y, [.pearson], force: true).first)
    let refused = try #require(try tests(x, y, [.pearson]).first)
    #expect(refused.p == nil)
    #expect(refused.refusals.map(\.id) == [.tooFewForLimits])
    #expect(forced.isForced)
    #expect(forced.verdict.hasPrefix("FORCED against rule H15"))
    var ledger = OracleLedger(oracle)
    ledger.compare("rho", found[0].effects.first?.value)
    ledger.compare("spearman_p", found[0].p)
    ledger.compare("tau", found[1].effects.first?.value)
    ledger.compare("kendall_p", found[1].p)
    ledger.compare("pearson_r", forced.effects.first?.value)
    ledger.compare("pearson_p", forced.p)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func meansAndTheirPermutationsGiveTheNumbersOfTheSleepData() throws {
    let oracle = try OracleCases.named("E-T-SLEEP")
    let sides = samples([
      try oracle.input.member("g1").numbers(), try oracle.input.member("g2").numbers(),
    ])
    let found = try tests(sides.0, sides.1, [.welch, .permutation])
    var ledger = OracleLedger(oracle)
    ledger.compare("welch_t", found[0].statistic?.value)
    ledger.compare("welch_df", found[0].degrees)
    ledger.compare("welch_p", found[0].p)
    ledger.compare("hedges_g", found[0].effects.first?.value)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
    var dealt = OracleLedger(try OracleCases.named("E-PERM-SLEEP"))
    dealt.compare("p_enumeration", found[1].p)
    #expect(dealt.problems.filter { !$0.contains("neither compared nor skipped") } == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func aLargeTableOfTwoByTwoGivesEveryMeasure() throws {
    let oracle = try OracleCases.named("E-2X2-UCB")
    let cells = try ["a", "b", "c", "d"].map { try oracle.input.member($0).int() }
    let counts = try TypedCounts("\(cells[0]) \(cells[1]); \(cells[2]) \(cells[3])")
    let found = try RecordCrosstab(
      counts, plan: AssociationPlan(methods: [.fisher, .chisq, .yates, .g])
    ).tests
    var ledger = OracleLedger(oracle)
    ledger.compare("fisher_p_two", found[0].p)
    ledger.compare("chisq", found[1].statistic?.value)
    ledger.compare("chisq_p", found[1].p)
    ledger.compare("chisq_yates_p", found[2].p)
    ledger.compare("G_p", found[3].p)
    let effects = found[0].effects
    ledger.compare("or_conditional_mle", effects[0].value)
    ledger.compare("or_exact_ci", [effects[0].low, effects[0].high])
    ledger.compare("or_sample", effects[1].value)
    ledger.compare("or_woolf_ci", [effects[1].low, effects[1].high])
    ledger.compare("rr", effects[2].value)
    ledger.compare("rr_log_ci", [effects[2].low, effects[2].high])
    ledger.compare("risk_diff", effects[3].value)
    ledger.compare("phi", effects[4].value)
    ledger.compare("yule_Q", effects[5].value)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func theMidPStandsBesideFishers() throws {
    let oracle = try OracleCases.named("E-EPI-SELVIN")
    let rows = try oracle.input.member("table").intTable()
    let typed = try TypedCounts(
      rows.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ";"))
    let asked = AssociationPlan(methods: [.fisher, .chisq])
    let found = try RecordCrosstab(typed, plan: asked).tests
    var ledger = OracleLedger(oracle)
    ledger.compare("p", [found[0].midP, found[0].p, found[1].p])
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
    // A p that is refused has no mid-p either.
    let few = try RecordCrosstab(try TypedCounts("1 3; 0 4"), plan: AssociationPlan()).tests
    #expect(few[0].p == nil && few[0].midP == nil)
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func aTableOfManyGroupsIsTestedExactlyAndAChiSquareIsRefused() throws {
    let oracle = try OracleCases.named("E-FISHER-RXC-JOB")
    let rows = try oracle.input.member("table").intTable()
    let typed = try TypedCounts(
      rows.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ";"))
    let test = try #require(try RecordCrosstab(typed, plan: AssociationPlan()).tests.first)
    #expect(test.kind == .freemanHalton)
    var ledger = OracleLedger(oracle)
    ledger.compare("p", test.p)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
    let asked = AssociationPlan(methods: [.chisq])
    let refused = try #require(try RecordCrosstab(typed, plan: asked).tests.first)
    #expect(refused.p == nil)
    #expect(refused.refusals.map(\.id) == [.exactOnly])
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func strataAreTakenApart() throws {
    let oracle = try OracleCases.named("E-MH-UCB")
    let strata = try oracle.input.member("strata").list().map { try $0.intTable() }
    let text = strata.map { table in
      table.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ";")
    }
    let typed = try TypedCounts(text.joined(separator: " | "))
    let test = try #require(try RecordCrosstab(typed, plan: AssociationPlan()).tests.first)
    #expect(test.kind == .mantelHaenszel)
    var ledger = OracleLedger(oracle)
    ledger.compare("common_or", test.effects[0].value)
    ledger.compare("ci", [test.effects[0].low, test.effects[0].high])
    ledger.compare("chisq", test.statistic?.value)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
    // The association of the whole (1.84) goes the other way.
    #expect(test.effects[1].value.map { abs($0 - 1.84) < 0.005 } == true)
    #expect(test.effects[1].remark.contains("Simpson"))
    #expect(test.strata.map(\.first.count) == [512, 353, 120, 138, 53, 22])
    let failure = #expect(throws: CrosstabFailure.self) {
      try RecordCrosstab(typed, plan: AssociationPlan(methods: [.fisher]))
    }
    #expect(failure?.problem.hint?.contains("mantel-haenszel") == true)
    let wide = try TypedCounts("1 2 3; 4 5 6 | 1 2 3; 4 5 6")
    #expect(throws: CrosstabFailure.strataNeedTwoByTwo(first: "columns", second: "rows")) {
      try RecordCrosstab(wide, plan: AssociationPlan())
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func theSameQuestionAskedTwiceIsMcNemars() throws {
    let oracle = try OracleCases.named("E-MCNEMAR")
    let rows = try oracle.input.member("table").intTable()
    let typed = try TypedCounts(
      rows.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ";"))
    let asked = AssociationPlan(methods: [.mcNemar])
    let test = try #require(try RecordCrosstab(typed, plan: asked).tests.first)
    var ledger = OracleLedger(oracle)
    ledger.compare("exact_p", test.p)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
    // Groups of other names are not the same question.
    let other = (
      groups(["yes", "no"], [0, 1, 0, 1, 1]), groups(["old", "new"], [0, 0, 1, 1, 0])
    )
    #expect(throws: CrosstabFailure.self) { try tests(other.0, other.1, [.mcNemar]) }
    // Turned round, pairs are pairs: three changed from no to yes, one from yes to no.
    let before = groups(["yes", "no"], [0, 0, 1, 1, 1, 1])
    let after = groups(["no", "yes"], [1, 0, 1, 1, 1, 0])
    let pairs = AssociationData(before, after, unit: "record").pairs
    #expect(pairs.map { [$0.a, $0.b, $0.c, $0.d] } == [1, 1, 3, 1])
  }

  @Test func theDefaultFollowsTheTypes() {
    let two = groups(["with", "without"], [0, 0, 1, 1, 0, 1])
    let three = groups(["a", "b", "c"], [0, 0, 1, 1, 2, 2])
    let ordered = groups(["low", "middle", "high"], [0, 0, 1, 1, 2, 2], ordered: true)
    let x = numbers([1, 2, 3, 4, 5, 6])
    func usual(_ a: AssociationSide, _ b: AssociationSide) -> AssociationMethod? {
      AssociationMethod.usual(for: AssociationData(a, b, unit: "case"))
    }
    #expect(usual(two, two) == .fisher)
    #expect(usual(two, three) == .freemanHalton)
    #expect(usual(two, ordered) == .mannWhitney)
    #expect(usual(two, x) == .mannWhitney)
    #expect(usual(x, two) == .mannWhitney)
    #expect(usual(x, three) == .kruskal)
    #expect(usual(x, ordered) == .spearman)
    #expect(usual(x, x) == .spearman)
    #expect(usual(ordered, ordered) == .kendall)
  }

  @Test func aTestThatDoesNotFitIsRefusedWithThoseThatDo() {
    let two = groups(["with", "without"], [0, 0, 1, 1, 0, 1])
    let failure = #expect(throws: CrosstabFailure.self) {
      try tests(two, numbers([1, 2, 3, 4, 5, 6]), [.fisher])
    }
    #expect(failure?.problem.hint?.contains("mann-whitney") == true)
  }

  @Test func belowTenKruskalAndWallisGoThroughAllOrders() throws {
    // Two groups of two and three... of eight units in three groups the lowest p is known.
    let sides = samples([[1, 2], [3, 4], [5, 6]])
    let test = try #require(try tests(sides.0, sides.1).first)
    // 6!/(2!2!2!) = 90 ways; the six orders of three separate groups are the furthest.
    #expect(abs(try #require(test.attainableP) - 6.0 / 90) < 1e-12)
    #expect(test.p == nil)
    #expect(test.refusals.map(\.id) == [.unattainable])
    #expect(test.pairs.isEmpty)
  }

  @Test func welchNeedsThreeInEachGroupAndRanksTwo() throws {
    let sides = samples([[1, 2], [3, 4, 5, 6, 7, 8, 9, 10]])
    let welch = try #require(try tests(sides.0, sides.1, [.welch]).first)
    #expect(welch.refusals.map(\.id) == [.smallGroup])
    #expect(welch.p == nil)
    let ranks = try #require(try tests(sides.0, sides.1).first)
    // Two lowest of ten: both ends of C(10, 2) = 45 ways.
    #expect(abs(try #require(ranks.p) - 2.0 / 45) < 1e-12)
    let forced = try #require(try tests(sides.0, sides.1, [.welch], force: true).first)
    #expect(forced.isForced)
    #expect(forced.p != nil)
  }

  @Test func typedCountsThatAreNoTableAreRefused() {
    for (text, failure) in [
      ("8 x; 1 9", TypedCounts.Failure.noCount("x")), ("8 -1; 1 9", .noCount("-1")),
      ("8 2; 1", .ragged(row: 2, counts: 1, expected: 2)), ("8 2", .tooSmall), ("", .tooSmall),
      ("0 0; 1 9", .emptyMargin("row 1")), ("0 2; 0 9", .emptyMargin("column 1")),
      ("8 2; 1 9 | 1 2", .raggedStratum(stratum: 2, rows: 1, expected: 2)),
      ("8 2; 1 9 |", .tooSmall),
      ("8 2; 1 9 | 1 2 3; 4 5 6", .ragged(row: 1, counts: 3, expected: 2)),
      ("9999999 2; 0 9", .tooMany(most: TypedCounts.most)),
    ] {
      #expect(throws: failure) { try TypedCounts(text) }
    }
  }

  @Test func shortTestsOfRandomTablesNeverGiveAnImpossibleP() throws {
    var random = SeededGenerator(seed: 607)
    for round in 0..<10_000 {
      let n = Int.random(in: 5...9, using: &random)
      let first = groups(
        ["with", "without"], (0..<n).map { _ in Double(Int.random(in: 0...1, using: &random)) })
      let second =
        Bool.random(using: &random)
        ? groups(["是", "否"], (0..<n).map { _ in Double(Int.random(in: 0...1, using: &random)) })
        : numbers((0..<n).map { _ in Double(Int.random(in: 0...5, using: &random)) })
      for test in try tests(first, second) {
        guard let p = test.p else {
          try #require(!test.verdict.isEmpty, "seed 607, round \(round)")
          continue
        }
        try #require(p > 0 && p <= 1, "seed 607, round \(round)")
        let least = test.attainableP ?? 0
        try #require(p >= least - 1e-9, "seed 607, round \(round)")
      }
    }
  }
}
