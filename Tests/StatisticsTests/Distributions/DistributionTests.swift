import Foundation
import Statistics
import Testing

struct DistributionTests {
  @Test func logBinomialAgreesWithPascalsTriangle() {
    let pascal = Pascal(upTo: 60)
    for n in 0...60 {
      for k in 0...n {
        let want = log(Double(pascal.choose(n, k)))
        #expect(abs(logBinomial(n, k) - want) <= 1e-14 * max(1, want), "\(n) over \(k)")
      }
    }
    #expect(logBinomial(5, 6) == -.infinity)
    #expect(logBinomial(5, -1) == -.infinity)
  }

  @Test func binomialAgreesWithPascalsTriangleForFairCoins() throws {
    let pascal = Pascal(upTo: 50)
    for n in 0...50 {
      let coins = try #require(Binomial(trials: n, success: 0.5))
      let all = Double(sign: .plus, exponent: n, significand: 1)
      var below: UInt64 = 0
      for k in 0...n {
        let above = (UInt64(1) << UInt64(n)) - below
        below += pascal.choose(n, k)
        #expect(agree(coins.probability(k), Double(pascal.choose(n, k)) / all, within: 5e-14))
        #expect(agree(coins.lowerTail(k), Double(below) / all, within: 5e-14))
        #expect(agree(coins.upperTail(k), Double(above) / all, within: 5e-14))
      }
    }
  }

  /// Reference values: mpmath with 50 digits, for the binary value of p.
  @Test func binomialKeepsItsDigitsForOtherCoinsAndManyTrials() throws {
    let small = try #require(Binomial(trials: 40, success: 0.3))
    #expect(agree(small.probability(5), 0.0060571572404663991, within: 1e-13))
    #expect(agree(small.lowerTail(5), 0.0086180533113742159, within: 1e-13))
    #expect(agree(small.upperTail(5), 0.99743910392909218, within: 1e-13))
    let rare = try #require(Binomial(trials: 1000, success: 0.01))
    #expect(agree(rare.upperTail(30), 2.0599888509719585e-7, within: 1e-12))
    #expect(agree(rare.lowerTail(30), 0.99999993580071397, within: 1e-13))
    let many = try #require(Binomial(trials: 100_000, success: 0.5))
    #expect(agree(many.probability(50_500), 1.7000124003181166e-5, within: 1e-12))
    #expect(agree(many.upperTail(50_500), 0.00079117993942579782, within: 1e-12))
  }

  @Test func binomialRefusesWhatIsNoProbability() {
    #expect(Binomial(trials: -1, success: 0.5) == nil)
    #expect(Binomial(trials: 1, success: 1.5) == nil)
    #expect(Binomial(trials: 1, success: .nan) == nil)
    #expect(Binomial(trials: 3, success: 0)?.upperTail(1) == 0)
    #expect(Binomial(trials: 3, success: 1)?.lowerTail(2) == 0)
  }

  @Test func normalQuantileInvertsTheTail() {
    for exponent in stride(from: -290.0, through: -0.4, by: 0.37) {
      let p = pow(10, exponent)
      #expect(agree(Normal.lowerTail(Normal.quantile(p)), p, within: 2e-12), "p \(p)")
      #expect(Normal.quantile(1 - p) == -Normal.quantile(1 - (1 - p)))
    }
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(-0.1).isNaN)
  }

  @Test func chiSquareHasItsClosedFormsForOneAndTwoDegrees() {
    for step in 1...400 {
      let x = Double(step) * 0.9
      let one = 2 * Normal.upperTail(x.squareRoot())
      #expect(agree(ChiSquare.upperTail(x, degrees: 1), one, within: 1e-12), "x \(x)")
      #expect(agree(ChiSquare.upperTail(x, degrees: 2), exp(-x / 2), within: 1e-12), "x \(x)")
    }
    #expect(ChiSquare.upperTail(0, degrees: 3) == 1)
    #expect(ChiSquare.upperTail(.infinity, degrees: 3) == 0)
    #expect(ChiSquare.upperTail(1, degrees: 0).isNaN)
  }
}
