extension RelabellingTest {
  /// The permutation test of |ρ| of Spearman: the ranks are taken once, and dealt out.
  ///
  /// - Returns: `nil` where a measure does not vary or the lists differ in length.
  public static func spearman(
    _ x: [Double], _ y: [Double], draws: Int, seed: UInt64
  ) -> RelabellingTest? {
    guard vary(x, y) else { return nil }
    let middle = Double(x.count + 1) / 2
    let ranks = Midranks(x).ranks.map { $0 - middle }
    // Both variances are the same in every order, so the sum of products is as good as ρ.
    return RelabellingTest(Midranks(y).ranks, draws: draws, seed: seed) { order in
      var sum = 0.0
      for place in ranks.indices { sum += ranks[place] * (order[place] - middle) }
      return abs(sum)
    }
  }

  /// The permutation test of |τ| of Kendall.
  ///
  /// - Returns: `nil` where a measure does not vary or the lists differ in length.
  public static func kendall(
    _ x: [Double], _ y: [Double], draws: Int, seed: UInt64
  ) -> RelabellingTest? {
    guard vary(x, y) else { return nil }
    let ranks = Midranks(x).ranks
    return RelabellingTest(Midranks(y).ranks, draws: draws, seed: seed) { order in
      var difference = 0
      for place in ranks.indices {
        for other in 0..<place {
          let product = (ranks[place] - ranks[other]) * (order[place] - order[other])
          difference += product > 0 ? 1 : product < 0 ? -1 : 0
        }
      }
      return Double(abs(difference))
    }
  }

  private static func vary(_ x: [Double], _ y: [Double]) -> Bool {
    x.count == y.count
      && [x, y].allSatisfy { values in
        !values.contains(where: \.isNaN) && values.contains { $0 != values[0] }
      }
  }
}
