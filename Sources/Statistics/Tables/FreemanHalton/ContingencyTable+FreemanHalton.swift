#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ContingencyTable {
  /// The steps that `freemanHaltonP` may take unless told otherwise: under a second and a few
  /// hundred megabytes at worst.
  public static let defaultExactBudget = 10_000_000

  /// The exact test of Freeman & Halton (1951), Fisher's for any number of rows and columns:
  /// the sum of the probabilities of all tables with these margins that are at most
  /// 1 + 10⁻⁷ times as likely as the one observed.
  ///
  /// - Parameter budget: the greatest number of partial tables to follow, where partial
  ///   tables of one state and equal probability are one.
  /// - Returns: undefined where fewer than two rows or columns have a count.
  /// - Throws: `TableError.tooLarge` where the budget is spent: resample instead.
  public func freemanHaltonP(
    budget: Int = defaultExactBudget
  ) throws(TableError) -> Estimate {
    try walked(budget: budget) { walk throws(TableError) in
      let cells = counts.reduce(0.0) { sum, row in
        row.reduce(sum) { $0 + walk.logFactorial[$1] }
      }
      let observed = walk.logProbability(logFactorialsOfCells: cells)
      return try walk.probability(upTo: observed + log1p(1e-7))
    }
  }

  /// The smallest p that the test of Freeman & Halton can give any table with these margins: the
  /// probability of the tables that are the least likely.
  ///
  /// - Parameter budget: as in `freemanHaltonP`.
  /// - Returns: undefined where fewer than two rows or columns have a count.
  /// - Throws: `TableError.tooLarge` where the budget is spent.
  public func freemanHaltonAttainableP(
    budget: Int = defaultExactBudget
  ) throws(TableError) -> Estimate {
    try walked(budget: budget) { walk throws(TableError) in
      try walk.probability(upTo: try walk.leastLog() + log1p(1e-7))
    }
  }

  private func walked(
    budget: Int, _ work: (inout FreemanHaltonWalk) throws(TableError) -> Double
  ) throws(TableError) -> Estimate {
    let rows = rowTotals.filter { $0 > 0 }
    let columns = columnTotals.filter { $0 > 0 }
    guard rows.count > 1, columns.count > 1 else {
      return .undefined(reason: "fewer than two rows or columns have a count")
    }
    // Up to that total ln n! is exact enough for products to be recognised as equal.
    guard total <= 100_000,
      var walk = FreemanHaltonWalk(rows: rows, columns: columns, budget: budget)
    else { throw .tooLarge(budget: budget) }
    return .value(try work(&walk))
  }
}
