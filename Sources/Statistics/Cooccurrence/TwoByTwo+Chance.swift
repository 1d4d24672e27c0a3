/// Probabilistic co-occurrence (Veech 2013): how likely the codes meet as often, or as
/// rarely, by chance, if each keeps its number of units.
extension TwoByTwo {
  /// P(X ≥ a), X ~ Hyp(N, n1, n2): small where the codes attract each other.
  public var probabilityOfAtLeast: Double { conditional.upperTail(a) }

  /// P(X ≤ a), X ~ Hyp(N, n1, n2): small where the codes avoid each other.
  public var probabilityOfAtMost: Double { conditional.lowerTail(a) }
}
