/// A coefficient, or the reason why there is none; never 0 or NaN in its place.
public enum Coefficient: Hashable, Sendable {
  /// The number.
  case value(Double)
  /// Why the coefficient does not exist here.
  case undefined(String)

  /// The number, or `nil`.
  public var value: Double? {
    if case .value(let number) = self { return number }
    return nil
  }

  /// Jaccard's coefficient, the share of what either has that both have: a / (a + b + c)
  /// (Jaccard 1901; METHODS §1.3), from 0 to 1.
  ///
  /// - Parameters:
  ///   - both: a.
  ///   - either: a + b + c; without any there is no coefficient.
  public static func jaccard(both: Int, either: Int) -> Coefficient {
    either > 0 ? .value(Double(both) / Double(either)) : .undefined("neither code occurs")
  }

  /// The c-coefficient that ATLAS.ti prints: n12 / (n1 + n2 − n12).
  ///
  /// It assumes that the quotations of a code do not overlap each other; otherwise it leaves
  /// 0…1, which METHODS §1.3 shows on a real text. Nothing is clamped.
  public static func atlasC(both: Int, first: Int, second: Int) -> Coefficient {
    let denominator = first + second - both
    return denominator > 0
      ? .value(Double(both) / Double(denominator))
      : .undefined("there are at least as many overlapping pairs as quotations")
  }
}
