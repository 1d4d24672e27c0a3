/// Fleiss' kappa tested against no agreement beyond chance, in all and category by category.
public struct FleissTest: Hashable, Sendable {
  /// A kappa with its z.
  public struct Part: Hashable, Sendable {
    /// The coefficient.
    public let kappa: Estimate
    /// kappa over its standard error without agreement beyond chance.
    public let z: Estimate
    /// The two-sided p by the normal distribution.
    public var p: Estimate {
      switch z {
      case .value(let z): .value(2 * Normal.upperTail(abs(z)))
      case .undefined(let reason): .undefined(reason: reason)
      }
    }
  }

  /// All categories.
  public let overall: Part
  /// Each category against all others.
  public let categories: [Part]
}

extension RatedUnits {
  /// Kappa and z as Fleiss (1971; the variance of Fleiss, Nee & Landis 1979) gave them; only
  /// where every unit has the same number of ratings.
  public var fleissTest: FleissTest {
    guard let size = sizes.first, size >= 2, sizes.allSatisfy({ $0 == size }) else {
      let none = Estimate.undefined(reason: "units have different numbers of ratings")
      let part = FleissTest.Part(kappa: none, z: none)
      return FleissTest(
        overall: part, categories: [FleissTest.Part](repeating: part, count: categories))
    }
    let (n, m) = (Double(units), Double(size))
    let shares = (0..<categories).map { category in
      rows.reduce(0) { $0 + Double(weights[$1] * count($1, category)) } / (n * m)
    }
    let scale = (2 / (n * m * (m - 1))).squareRoot()
    let parts = (0..<categories).map { category -> FleissTest.Part in
      let share = shares[category]
      let split = rows.reduce(0) { sum, row in
        sum + Double(weights[row] * count(row, category) * (size - count(row, category)))
      }
      let kappa = Estimate.ratio(
        n * m * (m - 1) * share * (1 - share) - split, n * m * (m - 1) * share * (1 - share),
        else: "everybody or nobody chose the category")
      return FleissTest.Part(kappa: kappa, z: kappa.divided(by: scale))
    }
    let spread = shares.reduce(0) { $0 + $1 * (1 - $1) }
    let skew = shares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    let error = scale * max(0, spread * spread - skew).squareRoot() / spread
    let kappa = fleissKappa.value
    return FleissTest(
      overall: FleissTest.Part(kappa: kappa, z: kappa.divided(by: error)), categories: parts)
  }
}

extension Estimate {
  /// The estimate over its standard error.
  fileprivate func divided(by error: Double) -> Estimate {
    guard case .value(let value) = self else { return self }
    return .ratio(value, error, else: "the standard error is 0")
  }
}
