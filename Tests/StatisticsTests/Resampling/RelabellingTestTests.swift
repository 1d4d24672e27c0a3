import Statistics
import TestSupport
import Testing

@Suite struct RelabellingTestTests {
  /// Ranks dealt out are as the coefficients of every order, ties included.
  @Test func ordersOfRanksAreOrdersOfTheirCoefficients() throws {
    var generator = SeededGenerator(seed: 1_904)
    for _ in 0..<40 {
      let n = Int.random(in: 3...5, using: &generator)
      func values() -> [Double] {
        (0..<n).map { _ in Double(Int.random(in: 0...4, using: &generator)) }
      }
      let (x, y) = (values(), values())
      let rho = RelabellingTest(y, draws: 99, seed: 1) {
        SpearmanCorrelation(x, $0).map { abs($0.rho) }
      }
      let tau = RelabellingTest(y, draws: 99, seed: 1) {
        KendallCorrelation(x, $0).map { abs($0.tau) }
      }
      #expect(RelabellingTest.spearman(x, y, draws: 99, seed: 1)?.p == rho?.p)
      #expect(
        RelabellingTest.spearman(x, y, draws: 99, seed: 1)?.attainableP == rho?.attainableP)
      #expect(RelabellingTest.kendall(x, y, draws: 99, seed: 1)?.p == tau?.p)
    }
    #expect(RelabellingTest.spearman([1, 1, 1], [1, 2, 3], draws: 9, seed: 1) == nil)
    #expect(RelabellingTest.kendall([1, 2], [1, 2, 3], draws: 9, seed: 1) == nil)
  }
}
