import Statistics
import TestSupport
import Testing

@Suite struct AccumulationCurveTests {
  @Test(arguments: UInt64(1)...12)
  func `mean and spread are those of all subsets`(seed: UInt64) throws {
    let n = 7
    let matrix = SmallMatrices.random(samples: n, items: 70, seed: seed)
    let curve = AccumulationCurve(matrix)
    for size in 0...n {
      let counts = SmallMatrices.subsets(of: n, size: size).map {
        Double(matrix.selecting($0).observed)
      }
      let mean = counts.reduce(0, +) / Double(counts.count)
      let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(counts.count)
      #expect(abs((curve.mean(size).value ?? .nan) - mean) < 1e-10)
      #expect(abs((curve.standardDeviation(size).value ?? .nan) - variance.squareRoot()) < 1e-5)
    }
  }

  @Test func `a single sample has the same spread by either formula`() throws {
    let matrix = SmallMatrices.random(samples: 9, items: 30, seed: 4)
    let curve = AccumulationCurve(matrix)
    let exact = try #require(curve.standardDeviation(1).value)
    #expect(agree(curve.standardDeviationByCorrelation(1).value, exact, within: 1e-9))
  }

  @Test func `nothing is said beyond the samples`() {
    let curve = AccumulationCurve(SmallMatrices.random(samples: 3, items: 5, seed: 4))
    #expect(curve.mean(4).value == nil)
    #expect(curve.standardDeviation(-1).value == nil)
    #expect(curve.standardDeviationByCorrelation(4).value == nil)
  }

  @Test func `rarefaction refuses frequencies that cannot be`() {
    #expect(Rarefaction(frequencies: [1, 4], total: 3) == nil)
    #expect(Rarefaction(frequencies: [-1], total: 3) == nil)
    #expect(Rarefaction(frequencies: [0, 3], total: 3)?.expected(2).value == 1)
    #expect(Rarefaction(frequencies: [], total: 0)?.expected(0).value == 0)
  }
}
