/// Similarity of two codes by the units that have either: units with neither do not count.
extension TwoByTwo {
  /// Jaccard, a/(a+b+c), in `0...1`.
  public var jaccard: Estimate {
    .ratio(Double(a), Double(a + b + c), else: "neither code occurs")
  }

  /// Sørensen–Dice, 2a/(2a+b+c), in `0...1`.
  public var dice: Estimate {
    .ratio(2 * Double(a), Double(row1) + Double(column1), else: "neither code occurs")
  }

  /// Ochiai, the cosine a/√(n1·n2), in `0...1`.
  public var ochiai: Estimate {
    .ratio(
      Double(a), (Double(row1) * Double(column1)).squareRoot(), else: Self.absentCode)
  }

  /// Szymkiewicz–Simpson, a/min(n1, n2), in `0...1`.
  public var overlapCoefficient: Estimate {
    .ratio(Double(a), Double(min(row1, column1)), else: Self.absentCode)
  }

  /// The share of the units with A that also have B, a/n1, in `0...1`.
  public var confidenceOfBGivenA: Estimate {
    .ratio(Double(a), Double(row1), else: "the first code does not occur")
  }

  /// The share of the units with B that also have A, a/n2, in `0...1`.
  public var confidenceOfAGivenB: Estimate {
    .ratio(Double(a), Double(column1), else: "the second code does not occur")
  }

  /// Why a coefficient that divides by n1 and n2 does not exist.
  static let absentCode = "a code does not occur"
}
