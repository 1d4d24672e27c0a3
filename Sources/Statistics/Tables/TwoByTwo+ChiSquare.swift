extension TwoByTwo {
  /// Pearson's chi-square without correction, N(ad−bc)²/(product of the margins).
  public var chiSquare: ChiSquareTest { pearson(correction: 0) }

  /// Pearson's chi-square with Yates' correction: every |O−E| is reduced by ½, not below 0.
  public var yatesChiSquare: ChiSquareTest { pearson(correction: 0.5) }

  /// The likelihood-ratio test, G² = 2ΣO ln(O/E).
  public var likelihoodRatioTest: ChiSquareTest {
    hasEmptyMargin
      ? ChiSquareTest(undefined: Self.emptyMargin, degrees: 1)
      : ChiSquareTest(likelihoodRatio, degrees: 1)
  }

  /// G² = 2ΣO ln(O/E) with 0 ln 0 = 0, in `0...`; 0 where a margin is empty (Dunning 1993).
  public var likelihoodRatio: Double {
    if hasEmptyMargin { return 0 }
    let excess = determinant / Double(total)
    let cells = [(a, row1, column1, 1.0), (b, row1, column2, -1), (c, row2, column1, -1)]
    return 2
      * (cells + [(d, row2, column2, 1)]).reduce(0.0) { sum, cell in
        let (count, row, column, sign) = cell
        let expected = Double(row) * Double(column) / Double(total)
        return sum
          + deviance(observed: Double(count), expected: expected, excess: sign * excess)
      }
  }

  private func pearson(correction: Double) -> ChiSquareTest {
    if hasEmptyMargin { return ChiSquareTest(undefined: Self.emptyMargin, degrees: 1) }
    let n = Double(total)
    let distance = max(0, abs(determinant) - correction * n)
    let rows = Double(row1) * Double(row2)
    let columns = Double(column1) * Double(column2)
    return ChiSquareTest(distance / rows * (distance / columns) * n, degrees: 1)
  }
}
