/// The abundance-based coverage estimator (Chao & Lee 1992): items that occur up to ten times
/// tell how many are missing.
public struct CoverageEstimator: Hashable, Sendable {
  /// The greatest count that is rare.
  public static let rareLimit = 10

  /// The estimate with the standard error of this very function by the delta method.
  public let richness: Richness
  /// The standard error that vegan 2.6 prints.
  ///
  /// Its derivative takes 1 − f₁/(1 − n) for the coverage 1 − f₁/n, so it belongs to another
  /// function; it is here to be compared.
  public let veganStandardError: Estimate

  /// Estimates.
  public init(_ abundances: Abundances) {
    let rare = RareCounts(abundances)
    guard abundances.observed > 0 else {
      richness = .undefined("nothing occurs")
      veganStandardError = richness.standardError
      return
    }
    guard rare.items > 0 else {
      richness = Richness(Double(rare.abundant), variance: 0)
      veganStandardError = .value(0)
      return
    }
    guard rare.once < rare.occurrences else {
      richness = .undefined("every code that occurs at most ten times occurs once")
      veganStandardError = richness.standardError
      return
    }
    let value = rare.abundant + rare.estimate(.coverage)
    richness = Richness(value, variance: rare.variance(.coverage, total: value))
    let other = rare.variance(.vegan, total: value)
    veganStandardError = .value(max(0, other).squareRoot())
  }
}

/// The items of each count up to ten, and the functions of them that the estimator needs.
private struct RareCounts {
  /// Which coverage a derivative is taken of.
  enum Form { case coverage, vegan }

  /// f₁ … f₁₀.
  let counts: [Double]
  let abundant: Double
  let items: Double
  let occurrences: Double
  private let pairs: Double

  init(_ abundances: Abundances) {
    let limit = CoverageEstimator.rareLimit
    let counts = (1...limit).map { Double(abundances.occurring($0)) }
    self.counts = counts
    abundant = Double(abundances.counts.count { $0 > limit })
    items = counts.reduce(0, +)
    var occurrences = 0.0
    var pairs = 0.0
    for (place, count) in counts.enumerated() {
      let times = Double(place + 1)
      occurrences += times * count
      pairs += times * (times - 1) * count
    }
    self.occurrences = occurrences
    self.pairs = pairs
  }

  var once: Double { counts[0] }

  private func coverage(_ form: Form) -> Double {
    form == .vegan ? 1 - once / (1 - occurrences) : 1 - once / occurrences
  }

  /// The squared coefficient of variation, not below 0 in the estimator itself.
  private func variation(_ form: Form) -> Double {
    let raw = items * pairs / (coverage(form) * occurrences * (occurrences - 1)) - 1
    return form == .vegan ? raw : max(0, raw)
  }

  /// The items up to ten, those not met included.
  func estimate(_ form: Form) -> Double {
    (items + once * variation(form)) / coverage(form)
  }

  /// The derivatives of `estimate` by f₁ … f₁₀.
  private func slopes(_ form: Form) -> [Double] {
    let share = coverage(form)
    let spread = variation(form)
    let isFlat = form == .coverage && spread == 0
    let n = occurrences
    let bottom = share * n * (n - 1)
    return counts.indices.map { place in
      let times = Double(place + 1)
      let isFirst = place == 0 ? 1.0 : 0
      let byShare =
        form == .vegan
        ? -isFirst / (1 - n) - once * times / ((1 - n) * (1 - n))
        : -isFirst / n + once * times / (n * n)
      let byBottom = byShare * n * (n - 1) + share * (2 * n - 1) * times
      let bySpread =
        isFlat
        ? 0
        : (pairs + items * times * (times - 1)) / bottom
          - items * pairs * byBottom / (bottom * bottom)
      return (1 + isFirst * spread + once * bySpread) / share
        - (items + once * spread) * byShare / (share * share)
    }
  }

  /// The variance from the multinomial distribution of the counts over the estimated number
  /// of items.
  func variance(_ form: Form, total: Double) -> Double {
    var squares = 0.0
    var mean = 0.0
    for (slope, count) in zip(slopes(form), counts) {
      squares += slope * slope * count
      mean += slope * count
    }
    // vegan leaves out the items that are not rare, which vary as well.
    let others = form == .vegan ? 0 : abundant
    return squares + others - (mean + others) * (mean + others) / total
  }
}
