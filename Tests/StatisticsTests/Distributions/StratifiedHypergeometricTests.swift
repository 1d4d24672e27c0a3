import Statistics
import TestSupport
import Testing

struct StratifiedHypergeometricTests {
  typealias Stratum = StratifiedHypergeometric.Stratum

  /// Every way to deal the second code over the units of each stratum, counted one by one.
  private func dealt(_ strata: [Stratum]) -> [Int: Double] {
    strata.reduce([0: 1.0]) { sums, stratum in
      var own: [Int: Double] = [:]
      let hands = (0..<1 << stratum.units).filter { $0.nonzeroBitCount == stratum.second }
      let first = (1 << stratum.first) - 1
      for hand in hands {
        own[(hand & first).nonzeroBitCount, default: 0] += 1 / Double(hands.count)
      }
      var next: [Int: Double] = [:]
      for (x, p) in sums { for (y, q) in own { next[x + y, default: 0] += p * q } }
      return next
    }
  }

  private func strata(_ random: inout SeededGenerator) -> [Stratum] {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      let units = Int.random(in: 0...7, using: &random)
      return Stratum(
        units: units, first: Int.random(in: 0...units, using: &random),
        second: Int.random(in: 0...units, using: &random))
    }
  }

  @Test func probabilitiesAreThoseOfDealingEveryHand() throws {
    var random = SeededGenerator(seed: 17)
    for round in 0..<400 {
      let strata = strata(&random)
      let law = try StratifiedHypergeometric(strata)
      let expected = dealt(strata)
      let probabilities = law.probabilities
      #expect(probabilities.count == law.support.count)
      for (offset, p) in probabilities.enumerated() {
        let value = law.support.lowerBound + offset
        #expect(abs(p - (expected[value] ?? 0)) < 1e-12, "round \(round): \(strata)")
      }
      #expect(expected.keys.allSatisfy(law.support.contains))
      #expect(abs(expected.reduce(0) { $0 + Double($1.key) * $1.value } - law.mean) < 1e-12)
      let x = law.support.lowerBound + law.support.count / 2
      let upper = expected.reduce(0) { $0 + ($1.key >= x ? $1.value : 0) }
      let lower = expected.reduce(0) { $0 + ($1.key <= x ? $1.value : 0) }
      #expect(abs(law.tails(x).atLeast - upper) < 1e-12)
      #expect(abs(law.tails(x).atMost - lower) < 1e-12)
    }
  }

  @Test func drawsFollowTheProbabilities() throws {
    let law = try StratifiedHypergeometric([
      Stratum(units: 9, first: 4, second: 3), Stratum(units: 5, first: 5, second: 2),
      Stratum(units: 12, first: 2, second: 6), Stratum(units: 4, first: 0, second: 4),
    ])
    var random = Xoshiro256StarStar(seed: 20)
    let draws = 40_000
    var counts = [Int](repeating: 0, count: law.support.count)
    for _ in 0..<draws {
      let value = law.draw(using: &random)
      try #require(law.support.contains(value))
      counts[value - law.support.lowerBound] += 1
    }
    for (count, p) in zip(counts, law.probabilities) {
      #expect(
        abs(Double(count) / Double(draws) - p) <= 5 * (p * (1 - p) / Double(draws)).squareRoot())
    }
  }

  @Test func oneStratumIsTheHypergeometricOne() throws {
    let law = try StratifiedHypergeometric([Stratum(units: 20, first: 8, second: 5)])
    let single = try Hypergeometric(population: 20, marked: 8, drawn: 5)
    for x in law.support {
      #expect(abs(law.tails(x).atLeast - single.upperTail(x)) < 1e-13)
      #expect(abs(law.tails(x).atMost - single.lowerTail(x)) < 1e-13)
    }
  }

  @Test func nothingThatCanVaryReachesNothing() throws {
    let law = try StratifiedHypergeometric([Stratum(units: 3, first: 3, second: 2)])
    #expect(law.support == 2...2)
    #expect(law.attainableP == 1)
    #expect(throws: TableError.self) {
      try StratifiedHypergeometric([Stratum(units: 3, first: 4, second: 2)])
    }
  }
}
