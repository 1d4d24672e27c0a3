/// The c-coefficient of ATLAS.ti, n12/(n1 + n2 − n12), from counts of quotations.
///
/// It is Jaccard's coefficient only where the quotations are disjoint: n12 counts pairs of
/// overlapping quotations and may exceed n1 or n2, so that c leaves `0...1`. Nothing is
/// clamped; `outOfRange` says so.
public struct AtlasCoefficient: Hashable, Sendable {
  /// c; undefined where n1 + n2 − n12 ≤ 0.
  public let c: Estimate
  /// Whether c is above 1, negative or undefined because pairs were counted more than once:
  /// n12 > n1 + n2 − n12.
  public let outOfRange: Bool
  /// The greater of n1 and n2 divided by the smaller one.
  public let frequencyRatio: Estimate
  /// Whether one code is used more than 5 times as often as the other, which presses c
  /// towards 0 (ATLAS.ti's yellow mark).
  public let hasUnequalFrequencies: Bool

  /// The coefficient from the number of overlapping pairs and the quotations of either code.
  ///
  /// - Throws: `TableError.negative`, or `.tooMany` where a count is above 2⁵².
  public init(n12: Int, n1: Int, n2: Int) throws(TableError) {
    for (name, count) in [("n12", n12), ("n1", n1), ("n2", n2)] {
      guard count >= 0 else { throw .negative(cell: name, count: count) }
      guard count <= TwoByTwo.greatestTotal / 2 else { throw .tooMany }
    }
    let union = n1 + n2 - n12
    if union > 0 {
      c = .value(Double(n12) / Double(union))
    } else {
      c = .undefined(
        reason: n12 == 0
          ? "neither code has a quotation" : "as many pairs overlap as there are quotations")
    }
    outOfRange = union < n12
    frequencyRatio = .ratio(
      Double(max(n1, n2)), Double(min(n1, n2)), else: "a code has no quotation")
    hasUnequalFrequencies = max(n1, n2) > 5 * min(n1, n2)
  }
}
