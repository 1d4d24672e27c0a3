import Foundation
import Statistics
import Testing

struct TwoByTwoTests {
  @Test func refusesCountsThatAreNoTable() {
    #expect(throws: TableError.negative(cell: "c", count: -1)) {
      try TwoByTwo(a: 1, b: 0, c: -1, d: 2)
    }
    #expect(throws: TableError.tooMany) { try TwoByTwo(a: .max, b: .max, c: 0, d: 0) }
    #expect(throws: TableError.negative(cell: "n2", count: -3)) {
      try TwoByTwo(n12: 0, n1: 1, n2: -3, total: 5)
    }
    #expect(throws: TableError.exceeds(part: "n12", count: 4, whole: "n2", limit: 3)) {
      try TwoByTwo(n12: 4, n1: 5, n2: 3, total: 9)
    }
    #expect(throws: TableError.exceeds(part: "n1 + n2 - n12", count: 7, whole: "N", limit: 6)) {
      try TwoByTwo(n12: 1, n1: 4, n2: 4, total: 6)
    }
  }

  @Test func readsIncidencesAsBothOnlyOneAndNeither() throws {
    let table = try TwoByTwo(n12: 3, n1: 7, n2: 5, total: 20)
    let read = try TwoByTwo(a: 3, b: 4, c: 2, d: 11)
    #expect(table == read)
  }

  @Test func saysWhyNothingExistsWhereAMarginIsEmpty() throws {
    let table = try TwoByTwo(a: 3, b: 4, c: 0, d: 0)
    let reason = Estimate.undefined(reason: "a row or column of the table is empty")
    #expect(table.chiSquare.statistic == reason)
    #expect(table.yatesChiSquare.p == reason)
    #expect(table.likelihoodRatioTest.p == reason)
    #expect(table.phi == reason)
    #expect(table.likelihoodRatio == 0)
    #expect(table.riskRatio().point == .undefined(reason: "a row of the table is empty"))
    #expect(table.riskDifference == .undefined(reason: "a row of the table is empty"))
  }

  /// Newcombe (1998), table II: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/10 and 0/10 − 0/10.
  @Test func riskDifferencesHaveThePublishedLimits() throws {
    for (cells, low, high) in [
      ([56, 14, 48, 32], 0.0524, 0.3339), ([9, 1, 3, 7], 0.1705, 0.8090),
      ([10, 0, 0, 10], 0.6075, 1), ([0, 10, 0, 10], -0.2775, 0.2775),
    ] {
      let table = try TwoByTwo(a: cells[0], b: cells[1], c: cells[2], d: cells[3])
      let found = table.riskDifferenceInterval()
      #expect(abs((found.lower.value ?? 9) - low) < 5e-5)
      #expect(abs((found.upper.value ?? 9) - high) < 5e-5)
      #expect(found.point == table.riskDifference)
    }
  }

  @Test func withAnEmptyCellKeepsTheRatioButNotItsLimits() throws {
    let table = try TwoByTwo(a: 3, b: 0, c: 2, d: 5)
    #expect(table.woolfOddsRatio().point == .value(.infinity))
    #expect(table.woolfOddsRatio().lower == .undefined(reason: "a cell is 0"))
    #expect(table.logOddsRatioStandardError == .undefined(reason: "a cell is 0"))
    // (3½ · 5½) / (½ · 2½)
    #expect(agree(table.haldaneOddsRatio().point.value, 15.4, within: 1e-15))
    #expect(try TwoByTwo(a: 0, b: 3, c: 2, d: 5).woolfOddsRatio().point == .value(0))
    let empty = try TwoByTwo(a: 0, b: 3, c: 0, d: 5)
    #expect(empty.woolfOddsRatio().point == .undefined(reason: "a cell of each diagonal is 0"))
    #expect(empty.yuleQ == .undefined(reason: "a cell of each diagonal is 0"))
    #expect(empty.riskRatio().point == .undefined(reason: "no row has an event"))
    let sure = try TwoByTwo(a: 3, b: 0, c: 5, d: 0).riskRatio()
    #expect(sure.point == .value(1))
    #expect(sure.lower == .value(1))
    let one = try TwoByTwo(a: 2, b: 1, c: 0, d: 5).riskRatio()
    #expect(one.point == .value(.infinity))
    #expect(one.upper == .undefined(reason: "a row has no event"))
  }

  @Test func `limits of Yule's Q are those of the odds ratio`() throws {
    // Odds ratio 36 with ln-error √(1/8 + 1/2 + 1/1 + 1/9).
    let table = try TwoByTwo(a: 8, b: 2, c: 1, d: 9)
    let error = (1.0 / 8 + 0.5 + 1 + 1.0 / 9).squareRoot()
    let found = table.yuleQInterval()
    #expect(agree(found.point.value, 35.0 / 37, within: 1e-12))
    for (limit, sign) in [(found.lower, -1.0), (found.upper, 1.0)] {
      let odds = 36 * exp(sign * 1.959963984540054 * error)
      #expect(agree(limit.value, (odds - 1) / (odds + 1), within: 1e-9))
    }
    #expect(try TwoByTwo(a: 3, b: 0, c: 1, d: 2).yuleQInterval().lower.value == nil)
  }

  @Test func widensWithTheConfidenceLevel() throws {
    let table = try TwoByTwo(a: 8, b: 5, c: 3, d: 9)
    let wide = try #require(ConfidenceLevel(0.99))
    for ratio in [TwoByTwo.woolfOddsRatio, TwoByTwo.riskRatio, TwoByTwo.conditionalOddsRatio] {
      let narrow = try #require(ratio(table)(.ninetyFive).upper.value)
      #expect(try #require(ratio(table)(wide).upper.value) > narrow)
    }
    #expect(ConfidenceLevel(1) == nil)
    #expect(ConfidenceLevel(0) == nil)
    #expect(ConfidenceLevel(.nan) == nil)
  }

  @Test func isThePairOfTheGeneralTable() throws {
    let table = try TwoByTwo(a: 8, b: 5, c: 3, d: 9)
    let general = table.contingencyTable
    let chiSquare = try #require(table.chiSquare.statistic.value)
    #expect(agree(general.chiSquare.statistic.value, chiSquare, within: 1e-13))
    let ratio = table.likelihoodRatio
    #expect(agree(general.likelihoodRatioTest.statistic.value, ratio, within: 1e-13))
    #expect(agree(general.cramersV.value, abs(try #require(table.phi.value)), within: 1e-13))
  }

  /// Where association is weak and N large, 2ΣO ln(O/E) would lose nine digits term by term;
  /// G² and χ² differ only in the third order of (O−E)/E there.
  @Test func keepsTheDigitsOfWeakAssociationInLargeTables() throws {
    let quarter = 1_000_000_000
    let table = try TwoByTwo(a: quarter + 1, b: quarter - 1, c: quarter - 1, d: quarter + 1)
    // χ² = Σ 1²/10⁹ over four cells.
    #expect(agree(table.chiSquare.statistic.value, 4e-9, within: 1e-14))
    #expect(agree(table.likelihoodRatio, 4e-9, within: 1e-14))
  }

  @Test func yatesNeverGoesBeyondIndependence() throws {
    let table = try TwoByTwo(a: 5, b: 5, c: 5, d: 6)
    #expect(table.yatesChiSquare.statistic == .value(0))
    #expect(table.yatesChiSquare.p == .value(1))
  }

  @Test func mcNemarLooksAtChangesOnly() throws {
    let same = try TwoByTwo(a: 9, b: 0, c: 0, d: 4)
    #expect(same.mcNemarP == .undefined(reason: "no pair differs"))
    #expect(same.mcNemarChiSquare.p == .undefined(reason: "no pair differs"))
    // 2·(1 + 6)/2⁶
    let changed = try TwoByTwo(a: 9, b: 1, c: 5, d: 4)
    #expect(agree(changed.mcNemarP.value, 14.0 / 64, within: 1e-14))
    #expect(try TwoByTwo(a: 9, b: 3, c: 3, d: 4).mcNemarP == .value(1))
    #expect(
      try TwoByTwo(a: 9, b: 3, c: 3, d: 4).correctedMcNemarChiSquare.statistic == .value(0))
  }
}
