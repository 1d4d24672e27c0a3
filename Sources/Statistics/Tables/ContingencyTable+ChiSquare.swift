extension ContingencyTable {
  /// Pearson's chi-square, Σ(O−E)²/E with (r−1)(c−1) degrees of freedom.
  public var chiSquare: ChiSquareTest {
    if let obstacle { return ChiSquareTest(undefined: obstacle, degrees: degrees) }
    let sum = cells.reduce(0.0) { $0 + $1.excess * $1.excess / $1.expected }
    return ChiSquareTest(sum, degrees: degrees)
  }

  /// The likelihood-ratio test, G² = 2ΣO ln(O/E).
  public var likelihoodRatioTest: ChiSquareTest {
    if let obstacle { return ChiSquareTest(undefined: obstacle, degrees: degrees) }
    let sum = cells.reduce(0.0) {
      $0 + deviance(observed: $1.observed, expected: $1.expected, excess: $1.excess)
    }
    return ChiSquareTest(2 * sum, degrees: degrees)
  }

  /// Cramér's V, √(χ²/(N·min(r−1, c−1))), in `0...1`.
  public var cramersV: Estimate {
    guard let phiSquare else { return .undefined(reason: obstacle ?? "") }
    let width = Double(min(rowTotals.count, columnTotals.count) - 1)
    return .value(min(1, (phiSquare / width).squareRoot()))
  }

  /// Cramér's V without its bias upwards in small samples (Bergsma 2013), in `0...1`.
  public var correctedCramersV: Estimate {
    guard let phiSquare else { return .undefined(reason: obstacle ?? "") }
    let n = Double(total)
    guard n > 1 else { return .undefined(reason: "the table has only one unit") }
    let rows = Double(rowTotals.count)
    let columns = Double(columnTotals.count)
    let reduced = max(0, phiSquare - (rows - 1) * (columns - 1) / (n - 1))
    let width = min(
      rows - (rows - 1) * (rows - 1) / (n - 1), columns - (columns - 1) * (columns - 1) / (n - 1))
    guard width > 1 else { return .undefined(reason: "too few units for the correction") }
    return .value(min(1, (reduced / (width - 1)).squareRoot()))
  }

  /// Pearson residuals (O−E)/√E, row by row; undefined in a row or column without counts.
  public var pearsonResiduals: [[Estimate]] { residuals { _, _ in 1 } }

  /// Adjusted residuals (O−E)/√(E(1−r/N)(1−c/N)), approximately standard normal without
  /// association (Haberman 1973).
  public var adjustedResiduals: [[Estimate]] {
    residuals { row, column in
      let n = Double(total)
      return (n - Double(row)) / n * ((n - Double(column)) / n)
    }
  }

  private var phiSquare: Double? { chiSquare.statistic.value.map { $0 / Double(total) } }

  private struct Cell {
    var observed: Double
    var expected: Double
    /// O − E, computed without cancellation.
    var excess: Double
  }

  private func cell(_ row: Int, _ column: Int) -> Cell {
    let n = Double(total)
    let observed = Double(counts[row][column])
    let sums = (Double(rowTotals[row]), Double(columnTotals[column]))
    return Cell(
      observed: observed, expected: sums.0 * sums.1 / n,
      excess: differenceOfProducts(observed, n, sums.0, sums.1) / n)
  }

  private var cells: [Cell] {
    rowTotals.indices.flatMap { row in columnTotals.indices.map { cell(row, $0) } }
  }

  private func residuals(_ share: (Int, Int) -> Double) -> [[Estimate]] {
    rowTotals.indices.map { row in
      columnTotals.indices.map { column in
        let sums = (rowTotals[row], columnTotals[column])
        guard sums.0 > 0, sums.1 > 0 else { return .undefined(reason: TwoByTwo.emptyMargin) }
        let cell = cell(row, column)
        return .ratio(
          cell.excess, (cell.expected * share(sums.0, sums.1)).squareRoot(),
          else: "all counts are in one row or column")
      }
    }
  }
}
