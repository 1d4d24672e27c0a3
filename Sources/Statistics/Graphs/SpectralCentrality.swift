extension UndirectedGraph {
  /// How strongly each thing is tied to strongly tied things (Bonacich 1972): the eigenvector
  /// of the greatest eigenvalue of the weights, scaled so that the greatest is 1.
  ///
  /// By power iteration on the weights plus their greatest sum, which cannot oscillate. Where
  /// parts are not connected only the most strongly tied part has values above 0.
  ///
  /// - Returns: undefined for all without any tie, and where 20,000 rounds do not suffice
  ///   (parts that are equally strong).
  public var eigenvectorCentrality: [Estimate] {
    func all(_ reason: String) -> [Estimate] {
      [Estimate](repeating: .undefined(reason: reason), count: count)
    }
    let strengths = strengths
    guard let shift = strengths.max(), shift > 0 else { return all("there are no ties") }
    var vector = strengths.map { $0 / shift }
    for _ in 0..<20_000 {
      var next = vector.map { $0 * shift / 2 }
      for thing in 0..<count {
        for tie in ties(of: thing) { next[thing] += weights[tie] * vector[neighbours[tie]] }
      }
      let greatest = next.max() ?? 0
      var change = 0.0
      for thing in 0..<count {
        next[thing] /= greatest
        change = max(change, abs(next[thing] - vector[thing]))
      }
      vector = next
      if change < 1e-13 { return vector.map { .value($0) } }
    }
    return all("parts of the network are equally strong")
  }

  /// The share of the time that a walker spends at each thing who follows ties in proportion to
  /// their weight, and with probability 1 − d begins anew anywhere (Brin & Page 1998).
  ///
  /// A thing without ties sends the walker anywhere. The shares add up to 1.
  ///
  /// - Parameter d: the damping, 0.85 by custom.
  public func pageRank(d: Double = 0.85) -> [Double] {
    guard count > 0 else { return [] }
    let strengths = strengths
    let n = Double(count)
    var rank = [Double](repeating: 1 / n, count: count)
    for _ in 0..<1_000 {
      let stuck = (0..<count).reduce(0) { $0 + (strengths[$1] == 0 ? rank[$1] : 0) }
      var next = [Double](repeating: (1 - d) / n + d * stuck / n, count: count)
      for thing in 0..<count {
        for tie in ties(of: thing) {
          next[thing] += d * rank[neighbours[tie]] * weights[tie] / strengths[neighbours[tie]]
        }
      }
      let change = zip(next, rank).reduce(0) { $0 + abs($1.0 - $1.1) }
      rank = next
      if change < 1e-15 { break }
    }
    return rank
  }
}
