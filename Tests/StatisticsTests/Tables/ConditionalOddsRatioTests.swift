import Statistics
import TestSupport
import Testing

struct ConditionalOddsRatioTests {
  struct Solved: Sendable {
    var cells: [Int]
    var exact: [Double]
    var ninety: [Double]
    var midP: [Double]
  }

  /// Reference values: bisection with 50 digits (mpmath).
  @Test(arguments: [
    Solved(
      cells: [7, 2, 3, 9], exact: [9.1405391205295657, 1.0121870042555637, 140.56924814168614],
      ninety: [1.321122715279291, 93.057078508454613],
      midP: [8.8232531879768291, 1.2758649045850446, 96.059456407050478]),
    Solved(
      cells: [1, 11, 14, 6],
      exact: [0.043815381177569706, 0.00084677723709938526, 0.41438285420044453],
      ninety: [0.0017214819192939791, 0.3246522121142093],
      midP: [0.048234867463251115, 0.0016893548099017758, 0.33537164060706729]),
    Solved(
      cells: [58, 31, 44, 90],
      exact: [3.8021912019437349, 2.0941241936421381, 7.0190096394178336],
      ninety: [2.2868736241247373, 6.3910569977470441],
      midP: [3.7937699507895741, 2.1670359863784714, 6.7607485711605325]),
    Solved(
      cells: [2, 120, 9, 2000],
      exact: [3.6996663823713233, 0.38489394264465328, 18.157459396096023],
      ninety: [0.56805804621477903, 14.970808715578403],
      midP: [3.9138829294173751, 0.53957660108261758, 15.741497866773765]),
  ])
  func isSolvedToTwelveDigits(_ solved: Solved) throws {
    let cells = solved.cells
    let table = try TwoByTwo(a: cells[0], b: cells[1], c: cells[2], d: cells[3])
    let ninety = try #require(ConfidenceLevel(0.9))
    let exact = table.conditionalOddsRatio()
    #expect(agree(exact.point.value, solved.exact[0], within: 1e-12))
    #expect(agree(exact.lower.value, solved.exact[1], within: 1e-12))
    #expect(agree(exact.upper.value, solved.exact[2], within: 1e-12))
    #expect(agree(table.conditionalOddsRatio(ninety).lower.value, solved.ninety[0], within: 1e-12))
    #expect(agree(table.conditionalOddsRatio(ninety).upper.value, solved.ninety[1], within: 1e-12))
    let midP = table.midPOddsRatio()
    #expect(agree(midP.point.value, solved.midP[0], within: 1e-12))
    #expect(agree(midP.lower.value, solved.midP[1], within: 1e-12))
    #expect(agree(midP.upper.value, solved.midP[2], within: 1e-12))
  }

  @Test func invertsWhenTheRowsAreSwapped() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<60 {
      let cells = (0..<4).map { _ in Int.random(in: 1...60, using: &generator) }
      let there = try TwoByTwo(a: cells[0], b: cells[1], c: cells[2], d: cells[3])
        .conditionalOddsRatio()
      let back = try TwoByTwo(a: cells[2], b: cells[3], c: cells[0], d: cells[1])
        .conditionalOddsRatio()
      let (point, lower, upper) = (
        try #require(there.point.value), try #require(there.lower.value),
        try #require(there.upper.value)
      )
      #expect(agree(back.point.value, 1 / point, within: 1e-11), "\(cells)")
      #expect(agree(back.lower.value, 1 / upper, within: 1e-11), "\(cells)")
      #expect(agree(back.upper.value, 1 / lower, within: 1e-11), "\(cells)")
      #expect(lower < point && point < upper, "\(cells)")
    }
  }

  @Test func isZeroOrInfiniteAtTheEndsAndKeepsTheOtherLimit() throws {
    let none = try TwoByTwo(a: 0, b: 5, c: 4, d: 6).conditionalOddsRatio()
    #expect(none.point == .value(0))
    #expect(none.lower == .value(0))
    let upper = try #require(none.upper.value)
    #expect(upper > 0 && upper.isFinite)
    let all = try TwoByTwo(a: 5, b: 0, c: 4, d: 6).conditionalOddsRatio()
    #expect(all.point == .value(.infinity))
    #expect(all.upper == .value(.infinity))
    let lower = try #require(all.lower.value)
    #expect(lower > 0 && lower.isFinite)
  }

  @Test func doesNotExistWhereTheMarginsAllowOneTableOnly() throws {
    let estimate = try TwoByTwo(a: 3, b: 4, c: 0, d: 0).conditionalOddsRatio()
    #expect(estimate.point == .undefined(reason: "the margins allow only one table"))
  }

  /// At an odds ratio of 1 the limits are those of the one-sided tests.
  @Test func excludesOneExactlyWhenAOneSidedTestIsBelowHalfAlpha() throws {
    for a in 0...12 {
      let table = try TwoByTwo(n12: a, n1: 12, n2: 14, total: 28)
      let interval = table.conditionalOddsRatio()
      let lower = try #require(interval.lower.value)
      let upper = try #require(interval.upper.value)
      #expect((lower > 1) == (table.fisherPGreater < 0.025), "a \(a)")
      #expect((upper < 1) == (table.fisherPLess < 0.025), "a \(a)")
    }
  }
}
