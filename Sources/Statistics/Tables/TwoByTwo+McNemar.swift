/// McNemar's test for pairs: rows are the first look at a case, columns the second; only the
/// pairs that changed, b and c, say anything.
extension TwoByTwo {
  /// The exact two-sided p: twice the smaller tail of Bin(b + c, ½), at most 1.
  public var mcNemarP: Estimate {
    guard b + c > 0, let changes = Binomial(trials: b + c, success: 0.5) else {
      return .undefined(reason: Self.noChange)
    }
    return .value(min(1, 2 * changes.lowerTail(min(b, c))))
  }

  /// McNemar's chi-square (b−c)²/(b+c).
  public var mcNemarChiSquare: ChiSquareTest { mcNemar(correction: 0) }

  /// McNemar's chi-square with Edwards' correction, (|b−c|−1)²/(b+c), the difference not
  /// below 0.
  public var correctedMcNemarChiSquare: ChiSquareTest { mcNemar(correction: 1) }

  private func mcNemar(correction: Double) -> ChiSquareTest {
    guard b + c > 0 else { return ChiSquareTest(undefined: Self.noChange, degrees: 1) }
    let distance = max(0, Double(abs(b - c)) - correction)
    return ChiSquareTest(distance * distance / Double(b + c), degrees: 1)
  }

  private static let noChange = "no pair differs"
}
