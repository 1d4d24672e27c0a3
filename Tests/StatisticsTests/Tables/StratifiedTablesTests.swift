import TestSupport
import Testing

@testable import Statistics

@Suite struct StratifiedTablesTests {
  private func random(_ generator: inout SeededGenerator, most: Int) throws -> TwoByTwo {
    func count() -> Int { Int.random(in: 0...most, using: &generator) }
    return try TwoByTwo(a: count(), b: count(), c: count(), d: count())
  }

  @Test func oneStratumIsTheTableItself() throws {
    var generator = SeededGenerator(seed: 1_959)
    for _ in 0..<10_000 {
      let table = try random(&generator, most: 12)
      let exact = try #require(StratifiedTables([table]).exact)
      #expect(abs(exact.p - table.fisherP) < 1e-9)
      #expect(abs(exact.attainableP - table.attainableP) < 1e-9)
      let common = StratifiedTables([table]).commonOddsRatio()
      if !table.hasEmptyCell {
        let sample = try #require(table.woolfOddsRatio().point.value)
        #expect(abs((common.point.value ?? 0) / sample - 1) < 1e-12)
      }
    }
  }

  /// Every pair of tables with the margins of two strata, weighed by hand.
  @Test func exactPsAreThoseOfAllTables() throws {
    var generator = SeededGenerator(seed: 1_970)
    for _ in 0..<400 {
      let strata = [try random(&generator, most: 4), try random(&generator, most: 4)]
      var chances: [Int: Double] = [:]
      for (x, p) in tables(strata[0]) {
        for (y, q) in tables(strata[1]) { chances[x + y, default: 0] += p * q }
      }
      let sum = strata[0].a + strata[1].a
      let own = try #require(chances[sum])
      let p = chances.values.filter { $0 <= own * (1 + 1e-7) }.reduce(0, +)
      let exact = try #require(StratifiedTables(strata).exact)
      #expect(abs(exact.p - min(1, p)) < 1e-9)
      #expect(exact.attainableP <= exact.p + 1e-12)
    }
  }

  /// The first cell of every table with these margins and its probability, by counting ways.
  private func tables(_ table: TwoByTwo) -> [(Int, Double)] {
    func choose(_ n: Int, _ k: Int) -> Double {
      k < 0 || k > n ? 0 : (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    let all = choose(table.total, table.column1)
    return (0...table.row1).map { a in
      (a, choose(table.row1, a) * choose(table.row2, table.column1 - a) / all)
    }.filter { $0.1 > 0 }
  }

  @Test func strataThatSayNothingAreToldApart() throws {
    let empty = try TwoByTwo(a: 0, b: 0, c: 3, d: 4)
    let none = StratifiedTables([empty, empty])
    #expect(none.commonOddsRatio().point.value == nil)
    #expect(none.chiSquare.p.value == nil)
    #expect(none.exact?.p == 1)
    let full = StratifiedTables([try TwoByTwo(a: 3, b: 0, c: 0, d: 4), empty])
    #expect(full.commonOddsRatio().point.value == .infinity)
    #expect(full.commonOddsRatio().lower.value == nil)
    #expect(StratifiedTables([]).exact?.p == 1)
  }

  /// Limits by scipy 1.17 (binomtest, exact), on the scale of odds.
  @Test func oddsOfChangesHaveTheLimitsOfTheBinomial() throws {
    for (b, c, low, high) in [
      (150, 86, 1.3292282526052634, 2.300979080421981),
      (7, 2, 0.6664067802078137, 34.530323053445734), (5, 0, 0.91635585731546, .infinity),
    ] {
      let odds = try TwoByTwo(a: 4, b: b, c: c, d: 1).mcNemarOddsRatio()
      #expect(odds.point.value == (c == 0 ? .infinity : Double(b) / Double(c)))
      #expect(abs((odds.lower.value ?? 0) / low - 1) < 1e-9)
      let upper = try #require(odds.upper.value)
      #expect(upper == high || abs(upper / high - 1) < 1e-9)
    }
    let still = try TwoByTwo(a: 4, b: 0, c: 0, d: 1)
    #expect(still.mcNemarOddsRatio().point.value == nil)
    #expect(still.mcNemarAttainableP.value == nil)
    #expect(try TwoByTwo(a: 4, b: 3, c: 2, d: 1).mcNemarAttainableP.value == 2.0 / 32)
  }

  /// References by scipy 1.17 (ncx2).
  @Test func noncentralTailsAndTheLimitsOfV() throws {
    for (x, degrees, noncentrality, p) in [
      (10, 3, 5.5, 0.6712239766697157), (0.3, 2, 1, 0.08761225370885238),
      (300, 5, 250, 0.917467488451903),
    ] {
      let found = ChiSquare.lowerTail(x, degrees: degrees, noncentrality: noncentrality)
      #expect(abs(found - p) < 1e-12)
    }
    let party = try ContingencyTable([[762, 327, 468], [484, 239, 477]])
    let limits = try #require(party.cramersVInterval())
    #expect(abs(limits.lowerBound - 0.06490741810255518) < 1e-9)
    #expect(abs(limits.upperBound - 0.14026390466568575) < 1e-9)
    let small = try ContingencyTable([[4, 3, 5], [2, 6, 4]])
    let wide = try #require(small.cramersVInterval())
    #expect(wide.lowerBound == 0)
    #expect(abs(wide.upperBound - 0.6203399724779978) < 1e-9)
    #expect(try ContingencyTable([[4, 3], [0, 0]]).cramersVInterval() == nil)
  }
}
