#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much more often two codes meet than they would by chance.
extension TwoByTwo {
  /// The number of units expected to have both codes without association, n1·n2/N.
  public var expectedTogether: Estimate {
    .ratio(Double(row1) * Double(column1), Double(total), else: "there are no units")
  }

  /// Lift, aN/(n1·n2), at least 0; 1 without association.
  public var lift: Estimate {
    .ratio(
      Double(a) * Double(total), Double(row1) * Double(column1), else: Self.absentCode)
  }

  /// Pointwise mutual information in bits, log2 of the lift (Church & Hanks 1990); −∞ where
  /// the codes never meet.
  public var pointwiseInformation: Estimate {
    switch lift {
    case .value(let lift): .value(log2(lift))
    case .undefined(let reason): .undefined(reason: reason)
    }
  }

  /// Pointwise mutual information divided by −log2(a/N), in `-1...1` (Bouma 2009); its limit
  /// −1 where the codes never meet.
  public var normalizedInformation: Estimate {
    guard let information = pointwiseInformation.value else { return pointwiseInformation }
    if a == 0 { return .value(-1) }
    if a == total { return .undefined(reason: "every unit has both codes") }
    return .value(information / -log2(Double(a) / Double(total)))
  }
}
