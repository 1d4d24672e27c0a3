/// How often a statistic of rearranged data was at least, or at most, the one observed.
///
/// The observed arrangement is one of all arrangements and counts itself, so that p is never 0:
/// p = (1 + #{T* ≥ T}) / (1 + B) (Phipson & Smyth 2010).
public struct PermutationCount: Hashable, Sendable {
  /// B, the rearrangements drawn.
  public private(set) var draws = 0
  /// Those whose statistic was at least the observed one.
  public private(set) var atLeast = 0
  /// Those whose statistic was at most the observed one.
  public private(set) var atMost = 0

  /// Starts with nothing drawn.
  public init() {}

  /// Counts one rearrangement.
  public mutating func add(_ drawn: Int, observed: Int) {
    draws += 1
    if drawn >= observed { atLeast += 1 }
    if drawn <= observed { atMost += 1 }
  }

  /// One-sided p against a greater statistic, above 0.
  public var pAtLeast: Double { Double(1 + atLeast) / Double(1 + draws) }

  /// One-sided p against a smaller statistic, above 0.
  public var pAtMost: Double { Double(1 + atMost) / Double(1 + draws) }

  /// Two-sided p: twice the smaller one, at most 1.
  public var p: Double { min(1, 2 * min(pAtLeast, pAtMost)) }

  /// The smallest two-sided p that so many draws can give.
  public static func smallestP(draws: Int) -> Double { min(1, 2 / Double(1 + max(0, draws))) }

  /// The standard error of a p that comes from drawing only some rearrangements,
  /// √(p(1−p)/B); 0 where nothing was drawn.
  public static func standardError(p: Double, draws: Int) -> Double {
    draws > 0 ? (p * (1 - p) / Double(draws)).squareRoot() : 0
  }
}
