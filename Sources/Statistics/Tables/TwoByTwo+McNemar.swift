#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  /// The odds of a change one way against the other, b/c, with the exact interval that belongs to
  /// the binomial test (Clopper & Pearson 1934, on the scale of odds): 0 or infinite where all
  /// pairs change the same way.
  public func mcNemarOddsRatio(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    let changes = b + c
    guard changes > 0 else { return .undefined(reason: Self.noChange, confidence: confidence) }
    let start = log((Double(b) + 0.5) / (Double(c) + 0.5))
    func odds(_ function: (Binomial) -> Double) -> Double {
      exp(
        increasingRoot(near: start, limit: 30) { logOdds in
          let share = 1 / (1 + exp(-logOdds))
          return Binomial(trials: changes, success: share).map(function) ?? 0
        })
    }
    let lower = b == 0 ? 0 : odds { $0.upperTail(b) - confidence.tail }
    let upper = c == 0 ? Double.infinity : odds { confidence.tail - $0.lowerTail(b) }
    return IntervalEstimate(
      .value(c == 0 ? .infinity : Double(b) / Double(c)), lower: .value(lower),
      upper: .value(upper), confidence: confidence)
  }

  /// The smallest exact p that this number of changes has: all of them one way.
  public var mcNemarAttainableP: Estimate {
    b + c > 0 ? .value(min(1, 2 * exp2(-Double(b + c)))) : .undefined(reason: Self.noChange)
  }

  private func mcNemar(correction: Double) -> ChiSquareTest {
    guard b + c > 0 else { return ChiSquareTest(undefined: Self.noChange, degrees: 1) }
    let distance = max(0, Double(abs(b - c)) - correction)
    return ChiSquareTest(distance * distance / Double(b + c), degrees: 1)
  }

  private static let noChange = "no pair differs"
}
