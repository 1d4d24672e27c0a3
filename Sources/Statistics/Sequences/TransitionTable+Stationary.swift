extension TransitionTable {
  /// The share of the time that a chain with these transition probabilities spends in each
  /// state in the long run: π with πP = π, summing to 1.
  ///
  /// By the elimination of Grassmann, Taksar & Heyman (1985), which subtracts nothing and so
  /// loses no digits. Undefined unless every state leads to every other.
  public var stationary: [Estimate] {
    guard isIrreducible else {
      let none = Estimate.undefined(reason: "not every code leads to every other")
      return [Estimate](repeating: none, count: size)
    }
    var p = (0..<size).map { row in
      table.counts[row].map { Double($0) / Double(table.rowTotals[row]) }
    }
    for last in stride(from: size - 1, to: 0, by: -1) {
      let leaving = p[last][..<last].reduce(0, +)
      for row in 0..<last {
        p[row][last] /= leaving
        for column in 0..<last { p[row][column] += p[row][last] * p[last][column] }
      }
    }
    var share = [1.0]
    for state in 1..<max(1, size) {
      share.append((0..<state).reduce(0) { $0 + share[$1] * p[$1][state] })
    }
    let sum = share.reduce(0, +)
    return share.map { .value($0 / sum) }
  }

  private var isIrreducible: Bool {
    guard table.rowTotals.allSatisfy({ $0 > 0 }) else { return false }
    func reaches(_ leads: (Int, Int) -> Bool) -> Bool {
      var seen: Set<Int> = [0]
      var open = [0]
      while let state = open.popLast() {
        for other in 0..<size where leads(state, other) && seen.insert(other).inserted {
          open.append(other)
        }
      }
      return seen.count == size
    }
    return reaches { table.counts[$0][$1] > 0 } && reaches { table.counts[$1][$0] > 0 }
  }
}
