import Statistics
import TestSupport
import Testing

/// A small data set from a seed, with an intercept and some columns.
private func design(
  rows: Int, slopes: Int, _ random: inout SeededGenerator
) throws -> DesignMatrix {
  let columns = (0..<slopes).map { place in
    (0..<rows).map { _ in
      place % 2 == 0
        ? Double.random(in: -2...2, using: &random) : Double(Int.random(in: 0...1, using: &random))
    }
  }
  return try DesignMatrix(
    names: ["(Intercept)"] + (0..<slopes).map { "x\($0)" },
    columns: [[Double](repeating: 1, count: rows)] + columns)
}

private func sumOfProducts(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

@Suite struct RegressionTests {
  /// Years, yuan and metres: the unit of a predictor changes its coefficient and nothing else.
  @Test func fitsDoNotHangOnUnits() throws {
    var random = SeededGenerator(seed: 2_017)
    let x = (0..<80).map { _ in Double(Int.random(in: 0...6, using: &random)) }
    let outcome = x.map { Double.random(in: -4...10, using: &random) < $0 ? 1.0 : 0 }
    let ones = [Double](repeating: 1, count: x.count)
    for estimator in [LogisticFit.Estimator.likelihood, .firth] {
      func fit(_ column: [Double]) throws -> LogisticFit {
        try LogisticFit(
          DesignMatrix(names: ["(Intercept)", "x"], columns: [ones, column]), outcome: outcome,
          estimator: estimator)
      }
      let plain = try fit(x)
      for (scale, shift) in [(1.0, 2_011.0), (1.0, 100_000.0), (1e-4, 0.0), (1e6, 0.0)] {
        let other = try fit(x.map { $0 * scale + shift })
        #expect(abs(other.coefficients[1] * scale / plain.coefficients[1] - 1) < 1e-5)
        #expect(abs(other.logLikelihood - plain.logLikelihood) < 1e-7)
      }
    }
  }

  @Test func theScoreIsZeroAtTheTopOfEveryLikelihood() throws {
    let seed: UInt64 = 41
    print("logistic fits: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    var fitted = 0
    for _ in 0..<300 {
      let matrix = try design(rows: 30, slopes: 3, &random)
      let outcome = (0..<30).map { _ in Double(Int.random(in: 0...1, using: &random)) }
      guard Set(outcome).count == 2, Separation(matrix, outcome: outcome).kind == .none else {
        continue
      }
      fitted += 1
      let fit = try LogisticFit(matrix, outcome: outcome)
      let worst = fit.columns.map { abs(sumOfProducts($0, fit.scoreFactors)) }.max() ?? 1
      if worst > 1e-8 { Issue.record("the score is \(worst)") }
      let penalised = try LogisticFit(matrix, outcome: outcome, estimator: .firth)
      let pull = fit.rows - 1
      let modified = penalised.scoreFactors.indices.map { row in
        penalised.scoreFactors[row]
          + penalised.leverages[row] * (0.5 - penalised.probabilities[row])
      }
      let bent = penalised.columns.map { abs(sumOfProducts($0, modified)) }.max() ?? 1
      if bent > 1e-5 || pull < 1 { Issue.record("the modified score is \(bent)") }
    }
    #expect(fitted > 200)
  }

  @Test func aColumnThatFollowsFromOthersIsNamedAndChangesNothing() throws {
    var random = SeededGenerator(seed: 7)
    let matrix = try design(rows: 25, slopes: 3, &random)
    let sum = zip(matrix.columns[1], matrix.columns[2]).map { $0 + 2 * $1 }
    let wider = try DesignMatrix(
      names: matrix.names + ["sum"], columns: matrix.columns + [sum])
    let outcome = (0..<25).map { _ in Double.random(in: 0...1, using: &random) }
    let (plain, more) = try (
      LinearFit(matrix, outcome: outcome), LinearFit(wider, outcome: outcome)
    )
    #expect(more.aliased == ["sum"])
    #expect(more.names == plain.names)
    #expect(more.coefficients == plain.coefficients)
  }

  @Test func residualsOfALinearFitStandUprightOnItsColumns() throws {
    var random = SeededGenerator(seed: 8)
    let matrix = try design(rows: 40, slopes: 4, &random)
    let outcome = (0..<40).map { _ in Double.random(in: -5...5, using: &random) }
    let fit = try LinearFit(matrix, outcome: outcome)
    let worst = fit.columns.map { abs(sumOfProducts($0, fit.residuals)) }.max() ?? 1
    #expect(worst < 1e-10)
    let total = fit.leverages.reduce(0, +)
    #expect(agree(total, 5, within: 1e-12))
  }

  @Test func separationOfOneNumberIsAsItsOrderSays() throws {
    let seed: UInt64 = 99
    print("separation: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    var kinds: [Separation.Kind: Int] = [:]
    for _ in 0..<2_000 {
      let rows = Int.random(in: 2...8, using: &random)
      let x = (0..<rows).map { _ in Double(Int.random(in: 0...5, using: &random)) }
      let y = (0..<rows).map { _ in Double(Int.random(in: 0...1, using: &random)) }
      guard Set(y).count == 2 else { continue }
      let matrix = try DesignMatrix(
        names: ["(Intercept)", "x"], columns: [x.map { _ in 1 }, x])
      let ones = zip(x, y).filter { $1 == 1 }.map(\.0)
      let zeros = zip(x, y).filter { $1 == 0 }.map(\.0)
      let (lowOne, highOne) = (ones.min() ?? 0, ones.max() ?? 0)
      let (lowZero, highZero) = (zeros.min() ?? 0, zeros.max() ?? 0)
      let wanted: Separation.Kind =
        highZero < lowOne || highOne < lowZero
        ? .complete
        : Set(x).count > 1 && (highZero <= lowOne || highOne <= lowZero) ? .quasiComplete : .none
      let got = Separation(matrix, outcome: y).kind
      kinds[got, default: 0] += 1
      if got != wanted { Issue.record("\(x) \(y): want \(wanted), got \(got)") }
    }
    #expect(kinds.count == 3)
  }

  @Test func aTwoByTwoTableGivesItsOddsRatio() throws {
    // a = 12, b = 5, c = 7, d = 16: the odds ratio is 12·16/(5·7).
    let cells: [(x: Double, y: Double, n: Int)] = [(1, 1, 12), (1, 0, 5), (0, 1, 7), (0, 0, 16)]
    let x = cells.flatMap { Array(repeating: $0.x, count: $0.n) }
    let y = cells.flatMap { Array(repeating: $0.y, count: $0.n) }
    let matrix = try DesignMatrix(names: ["(Intercept)", "x"], columns: [x.map { _ in 1 }, x])
    let fit = try LogisticFit(matrix, outcome: y)
    let ratio = exponential(fit.coefficients[1])
    let wanted: Double = 192 / 35
    #expect(agree(ratio, wanted, within: 1e-12))
    let counts: [Double] = [12, 5, 7, 16]
    let variance = counts.reduce(0) { $0 + 1 / $1 }
    #expect(agree(fit.standardErrors[1], variance.squareRoot(), within: 1e-12))
    // Firth's estimate of a saturated table adds one half to every cell.
    let firth = try LogisticFit(matrix, outcome: y, estimator: .firth)
    let corrected: Double = 206.25 / 41.25
    #expect(agree(exponential(firth.coefficients[1]), corrected, within: 1e-8))
    // The marginal effect of the only, binary, column is the difference of both shares.
    let ones = [Double](repeating: 1, count: x.count)
    let effect = MarginalEffect(
      fit, from: [ones, x.map { _ in 0 }], to: [ones, ones], covariance: fit.covariance)
    let (share, other): (Double, Double) = (12 / 17, 7 / 23)
    let difference = share - other
    #expect(agree(effect.effect, difference, within: 1e-10))
    // p(1 − p)/n of both groups: 12·5/17³ and 7·16/23³.
    let (first, second): (Double, Double) = (60 / 4_913, 112 / 12_167)
    #expect(agree(effect.standardError, (first + second).squareRoot(), within: 1e-8))
  }

  @Test func inflationOfTwoColumnsIsThatOfTheirCorrelation() throws {
    let (x, y) = ([1.0, 2, 3, 4, 5, 6], [2.0, 1, 4, 3, 6, 5])
    let r = try #require(PearsonCorrelation(x, y)).r
    let wanted = 1 / (1 - r * r)
    for factor in VarianceInflation.factors([x, y], groups: [0, 1]) {
      #expect(agree(factor.value, wanted, within: 1e-12))
    }
    #expect(VarianceInflation.factors([x], groups: [0])[0].value == nil)
  }

  @Test func whatCannotBeFittedIsSaid() throws {
    let matrix = try DesignMatrix(names: ["(Intercept)"], columns: [[1, 1, 1]])
    #expect(throws: RegressionFailure.constantOutcome(value: 1)) {
      _ = try LogisticFit(matrix, outcome: [1, 1, 1])
    }
    #expect(throws: RegressionFailure.notBinary(row: 2)) {
      _ = try LogisticFit(matrix, outcome: [0, 2, 1])
    }
    #expect(throws: RegressionFailure.lengths(column: "the outcome", rows: 2, expected: 3)) {
      _ = try LinearFit(matrix, outcome: [0, 2])
    }
    #expect(throws: RegressionFailure.notFinite(column: "x", row: 2)) {
      _ = try DesignMatrix(names: ["x"], columns: [[1, .nan]])
    }
    #expect(throws: RegressionFailure.tooFewCases(cases: 1, coefficients: 1)) {
      _ = try LinearFit(DesignMatrix(names: ["x"], columns: [[1]]), outcome: [3])
    }
  }
}

@Suite struct RankModelTests {
  /// The shift algorithm against dealing the numbers out one way after the other.
  @Test func exactPOfRanksIsThatOfAllDeals() throws {
    let seed: UInt64 = 5
    print("rank sums: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let sizes = (Int.random(in: 1...4, using: &random), Int.random(in: 1...4, using: &random))
      let all = (0..<sizes.0 + sizes.1).map { _ in Double(Int.random(in: 0...4, using: &random)) }
      let test = try #require(
        RankSum(Array(all.prefix(sizes.0)), Array(all.suffix(sizes.1))))
      var (hits, greater, deals) = (0, 0, 0)
      let middle = Double(sizes.0 * sizes.1) / 2
      for mask in 0..<(1 << all.count) where mask.nonzeroBitCount == sizes.0 {
        let inside = all.indices.filter { mask & (1 << $0) != 0 }.map { all[$0] }
        let outside = all.indices.filter { mask & (1 << $0) == 0 }.map { all[$0] }
        var u = 0.0
        for a in inside { for b in outside { u += a > b ? 1 : a == b ? 0.5 : 0 } }
        deals += 1
        if abs(u - middle) >= abs(test.u - middle) { hits += 1 }
        if u >= test.u { greater += 1 }
      }
      let (two, one) = (Double(hits) / Double(deals), Double(greater) / Double(deals))
      if !agree(test.exactP, two, within: 1e-12) || !agree(test.exactPGreater, one, within: 1e-12) {
        Issue.record("\(all) \(sizes): want \(two) \(one)")
      }
    }
  }

  @Test func groupsThatCannotBeComparedAreNone() {
    #expect(RankSum([], [1]) == nil)
    #expect(KruskalWallis([[1, 1], [1]]) == nil)
    #expect(KruskalWallis([[1, 2]]) == nil)
    #expect(TTest.welch([1], [2, 3]) == nil)
    #expect(TTest.paired([1, 2], [2, 3]) == nil)
    #expect(PearsonCorrelation([1, 1, 1], [1, 2, 3]) == nil)
    #expect(ExactTwoSample(Array(repeating: 1, count: 40), Array(repeating: 2, count: 40)) == nil)
    #expect(RankSum([2, 2], [2])?.normalP().value == nil)
  }

  /// The pair of Dunn's test with two groups has the z of Kruskal and Wallis: H = z².
  @Test func dunnOfTwoGroupsIsTheWholeTest() throws {
    let test = try #require(KruskalWallis([[1, 4, 4, 7], [2, 5, 9, 9, 12]]))
    let square = test.pairs[0].z * test.pairs[0].z
    #expect(agree(square, test.h, within: 1e-12))
    #expect(agree(test.pairs[0].p, test.p, within: 1e-10))
  }

  @Test func theBestPairsAreThoseOfAllOrders() throws {
    let seed: UInt64 = 12
    print("assignments: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let (rows, columns) = (3, Int.random(in: 3...5, using: &random))
      let distances = (0..<rows).map { _ in
        (0..<columns).map { _ in Double(Int.random(in: 0...20, using: &random)) }
      }
      var best = Double.infinity
      for a in 0..<columns {
        for b in 0..<columns where b != a {
          for c in 0..<columns where c != a && c != b {
            best = min(best, distances[0][a] + distances[1][b] + distances[2][c])
          }
        }
      }
      let found = try #require(Matching.optimal(distances))
      if found.total != best || Set(found.columns).count != rows {
        Issue.record("\(distances): want \(best), got \(found)")
      }
    }
    #expect(Matching.optimal([[1], [2]]) == nil)
  }
}
