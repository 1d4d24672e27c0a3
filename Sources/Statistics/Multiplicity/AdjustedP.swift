/// A correction for the number of tests in a family.
public enum MultiplicityAdjustment: Hashable, Sendable, CaseIterable {
  /// Benjamini & Hochberg (1995), the false discovery rate: min over j ≥ i of m·p(j)/j.
  case benjaminiHochberg
  /// Holm (1979), the family-wise error: max over j ≤ i of (m−j+1)·p(j).
  case holm
  /// Bonferroni: m·p.
  case bonferroni
  /// Hochberg (1988), the family-wise error of independent tests: min over j ≥ i of
  /// (m−j+1)·p(j).
  case hochberg
  /// Benjamini & Yekutieli (2001), the false discovery rate under any dependence:
  /// Benjamini–Hochberg times Σ1/j.
  case benjaminiYekutieli

  /// The adjusted p of every test, in the order given, each at most 1.
  ///
  /// The size m of the family is the number of p given. Equal p have equal adjusted p.
  ///
  /// - Throws: `MultiplicityError.notAProbability` for the first p outside `0...1`.
  public func adjust(_ p: [Double]) throws(MultiplicityError) -> [Double] {
    for (index, value) in p.enumerated() where !(value >= 0 && value <= 1) {
      throw .notAProbability(index: index)
    }
    let m = Double(p.count)
    let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    let factors = order.indices.map { factor(rank: Double($0 + 1), family: m) }
    var adjusted = p
    switch self {
    case .bonferroni:
      for (rank, index) in order.enumerated() { adjusted[index] = min(1, p[index] * factors[rank]) }
    case .holm:
      var greatest = 0.0
      for (rank, index) in order.enumerated() {
        greatest = max(greatest, min(1, p[index] * factors[rank]))
        adjusted[index] = greatest
      }
    case .benjaminiHochberg, .hochberg, .benjaminiYekutieli:
      var least = 1.0
      for (rank, index) in order.enumerated().reversed() {
        least = min(least, p[index] * factors[rank])
        adjusted[index] = least
      }
    }
    return adjusted
  }

  private func factor(rank: Double, family m: Double) -> Double {
    switch self {
    case .benjaminiHochberg: m / rank
    case .holm, .hochberg: m - rank + 1
    case .bonferroni: m
    case .benjaminiYekutieli:
      stride(from: 1.0, through: m, by: 1).reduce(0) { $0 + 1 / $1 } * m / rank
    }
  }
}

/// Why p values cannot be adjusted.
public enum MultiplicityError: Error, Hashable, Sendable {
  /// The value at this index, from 0, does not lie in `0...1`.
  case notAProbability(index: Int)
}
