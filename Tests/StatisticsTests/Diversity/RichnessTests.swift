import Statistics
import TestSupport
import Testing

@Suite struct RichnessTests {
  @Test func `Chao's estimator is refused below five samples`() {
    let four = SmallMatrices.random(samples: 4, items: 12, seed: 1)
    #expect(four.chao2.value.reason == "fewer than 5 interviews")
    #expect(four.chao2.standardError.value == nil)
    #expect(four.extrapolated(to: 5).reason == "fewer than 5 interviews")
    #expect(SmallMatrices.random(samples: 5, items: 12, seed: 1).chao2.value.value != nil)
  }

  @Test func `one sample has no jackknife, bootstrap or coverage`() {
    let one = SmallMatrices.random(samples: 1, items: 5, seed: 1)
    #expect(one.jackknife1.value.value == nil)
    #expect(one.jackknife2.value.value == nil)
    #expect(one.bootstrapRichness.value.value == nil)
    #expect(one.coverage.value == nil)
  }

  @Test func `nothing seen gives reasons, never numbers that are none`() {
    let nothing = IncidenceMatrix(samples: 6, items: 3)
    #expect(nothing.chao2.value.reason == "nothing occurs")
    #expect(nothing.coverage.reason == "nothing occurs")
    let empty = Abundances([0, 0])
    #expect(empty?.chao1.value.reason == "nothing occurs")
    #expect(empty?.classicChao1.value.reason == "nothing occurs")
    #expect(empty.map { CoverageEstimator($0).richness.value.reason } == "nothing occurs")
    #expect(Abundances([1, -1]) == nil)
  }

  @Test func `rare codes that all occur once have no coverage to estimate from`() throws {
    let singles = CoverageEstimator(try #require(Abundances([1, 1, 1, 20])))
    #expect(
      singles.richness.value.reason == "every code that occurs at most ten times occurs once")
    let common = CoverageEstimator(try #require(Abundances([11, 20])))
    #expect(common.richness.value.value == 2)
    #expect(common.richness.standardError.value == 0)
  }

  /// The jackknife is defined by leaving samples out: N·S − (N − 1)·mean of S without each.
  @Test(arguments: UInt64(1)...20)
  func `the first jackknife is that of leaving one sample out`(seed: UInt64) throws {
    let matrix = SmallMatrices.random(samples: 7, items: 40, seed: seed)
    let found = Double(matrix.observed)
    let without = (0..<7).map { gone in
      Double(matrix.selecting((0..<7).filter { $0 != gone }).observed)
    }
    let jackknife = 7 * found - 6 * without.reduce(0, +) / 7
    #expect(agree(matrix.jackknife1.value.value, jackknife, within: 1e-12))
  }

  /// What leaving one and two samples out loses decides Q₁ and Q₂, and they the estimate.
  @Test(arguments: UInt64(1)...10)
  func `the second jackknife is that of leaving two samples out`(seed: UInt64) throws {
    let n = 7
    let matrix = SmallMatrices.random(samples: n, items: 40, seed: seed)
    func mean(_ size: Int) -> Double {
      let subsets = SmallMatrices.subsets(of: n, size: size)
      let found = subsets.map { Double(matrix.selecting($0).observed) }
      return found.reduce(0, +) / Double(subsets.count)
    }
    let one = mean(n) - mean(n - 1)
    let two = mean(n) - mean(n - 2)
    let k = Double(n)
    // one = Q₁/N, two = 2Q₁/N + 2Q₂/(N(N − 1)).
    let estimate =
      mean(n) + one * (2 * k - 3) - (two - 2 * one) / 2 * (k - 2) * (k - 2)
    #expect(agree(matrix.jackknife2.value.value, estimate, within: 1e-9))
    #expect(matrix.jackknife2.standardError.value == nil)
  }

  /// The bootstrap is the expected number of items in N samples drawn with replacement, added
  /// to what that draw misses: 2S − E[S*].
  @Test(arguments: UInt64(1)...6)
  func `the bootstrap is that of all draws with replacement`(seed: UInt64) throws {
    let n = 4
    let matrix = SmallMatrices.random(samples: n, items: 12, seed: seed)
    var mean = 0.0
    var square = 0.0
    let draws = 256
    for draw in 0..<draws {
      let chosen = [draw & 3, draw >> 2 & 3, draw >> 4 & 3, draw >> 6 & 3]
      let found = Double(matrix.selecting(chosen).observed)
      mean += found / Double(draws)
      square += found * found / Double(draws)
    }
    let estimate = 2 * Double(matrix.observed) - mean
    #expect(agree(matrix.bootstrapRichness.value.value, estimate, within: 1e-12))
    let error = (square - mean * mean).squareRoot()
    #expect(agree(matrix.bootstrapRichness.standardError.value, error, within: 1e-9))
  }

  /// The standard error by differences of the estimator itself, which shares no derivative.
  @Test(arguments: [[1, 4, 7, 4, 2], [1, 1, 1, 2, 2, 3, 9, 25, 40], [1, 1, 2, 5, 5, 6, 10, 11]])
  func `the standard error of ACE is that of its own function`(counts: [Int]) throws {
    func ace(_ a: [Double], abundant: Double) -> Double {
      let items = a.reduce(0, +)
      var n = 0.0
      var pairs = 0.0
      for (place, count) in a.enumerated() {
        n += Double(place + 1) * count
        pairs += Double(place + 1) * Double(place) * count
      }
      let coverage = 1 - a[0] / n
      let variation = max(items * pairs / (coverage * n * (n - 1)) - 1, 0)
      return abundant + items / coverage + variation * a[0] / coverage
    }
    let rare = (1...10).map { times in Double(counts.count { $0 == times }) }
    let abundant = Double(counts.count { $0 > 10 })
    let value = ace(rare, abundant: abundant)
    let step = 1e-5
    var squares = abundant
    var mean = abundant
    for place in 0..<10 {
      var (up, down) = (rare, rare)
      up[place] += step
      down[place] -= step
      let slope = (ace(up, abundant: abundant) - ace(down, abundant: abundant)) / (2 * step)
      squares += slope * slope * rare[place]
      mean += slope * rare[place]
    }
    let estimator = CoverageEstimator(try #require(Abundances(counts)))
    #expect(agree(estimator.richness.value.value, value, within: 1e-12))
    let error = (squares - mean * mean / value).squareRoot()
    #expect(agree(estimator.richness.standardError.value, error, within: 1e-6))
  }

  @Test func `Chao2 without pairs, coverage and extrapolation follow their formulas`() throws {
    // Five samples; items 0 and 1 once each, item 2 in all: Q₁ = 2, Q₂ = 0, U = 7.
    var matrix = IncidenceMatrix(samples: 5, items: 3)
    for sample in 0..<5 { matrix.insert(2, into: sample) }
    matrix.insert(0, into: 1)
    matrix.insert(1, into: 3)
    #expect(agree(matrix.chao2.value.value, 3 + 0.8, within: 1e-12))
    #expect(agree(matrix.coverage.value, 1 - 2.0 / 7 * (4.0 / 6), within: 1e-12))
    #expect(matrix.extrapolated(to: 5).value == 3)
    let ten = try #require(matrix.extrapolated(to: 10).value)
    #expect(ten > 3 && ten < 3.8)
    #expect(matrix.extrapolated(to: 11).value == nil)
    #expect(matrix.extrapolated(to: 4).value == nil)
    let one = 3 + 0.8 * (2.0 / (5 * 0.8 + 2))
    #expect(agree(matrix.extrapolated(to: 6).value, one, within: 1e-12))
  }

  @Test func `both forms of Chao1 follow their formulas`() throws {
    // f₁ = 3, f₂ = 1, n = 9.
    let some = try #require(Abundances([1, 1, 1, 2, 4]))
    #expect(agree(some.chao1.value.value, 5 + 3.0 * 2 / 4, within: 1e-12))
    #expect(agree(some.classicChao1.value.value, 5 + 8.0 / 9 * 9 / 2, within: 1e-12))
    let noPairs = try #require(Abundances([1, 1, 4]))
    #expect(agree(noPairs.classicChao1.value.value, 3 + 5.0 / 6, within: 1e-12))
  }
}
