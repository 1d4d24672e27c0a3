extension RatedUnits {
  /// Gwet's AC1 for any number of raters and missing ratings: p_e = Σπ(1 − π) / (q − 1)
  /// (Gwet 2008; the variance of Gwet 2014).
  public var gwetAC1: AgreementEstimate {
    guard categories >= 2 else { return .undefined("there is only one category") }
    let shares = meanShares
    let scale = 1 / Double(categories - 1)
    let expected = shares.reduce(0) { $0 + $1 * (1 - $1) } * scale
    return linearised(expected) { row in
      scale * mean(row) { 1 - shares[$0] }
    }
  }

  /// Fleiss' kappa, for missing ratings too: p_e = Σπ² (Fleiss 1971; Gwet 2014).
  ///
  /// For two raters and no missing rating it is Scott's pi.
  public var fleissKappa: AgreementEstimate {
    let shares = meanShares
    return linearised(shares.reduce(0) { $0 + $1 * $1 }) { row in mean(row) { shares[$0] } }
  }

  /// Brennan and Prediger's kappa, which is the S of Bennett, Alpert & Goldstein (1954):
  /// p_e = 1/q, with q the categories offered and not those used.
  public var brennanPrediger: AgreementEstimate {
    guard categories >= 2 else { return .undefined("there is only one category") }
    let expected = 1 / Double(categories)
    return linearised(expected) { _ in expected }
  }

  /// Conger's kappa: p_e is the mean over pairs of raters of Cohen's (Conger 1980).
  ///
  /// The variance is that of Gwet (2014). For two raters and no missing rating it is Cohen's.
  public var congerKappa: AgreementEstimate {
    let uses = (0..<raters).map { self.uses(rater: $0).map(Double.init) }
    let totals = uses.map { $0.reduce(0, +) }
    guard totals.allSatisfy({ $0 > 0 }) else { return .undefined("a rater rated nothing") }
    let shares = zip(uses, totals).map { uses, total in uses.map { $0 / total } }
    let sums = (0..<categories).map { category in
      shares.reduce(0) { $0 + $1[category] }
    }
    let (r, n) = (Double(raters), Double(units))
    let squares = shares.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    let expected = (sums.reduce(0) { $0 + $1 * $1 } - squares) / (r * (r - 1))
    return linearised(expected) { row in
      var sum = 0.0
      for rater in 0..<raters {
        let own = rating(row, rater)
        for category in 0..<categories {
          let present = own == category ? 1.0 : 0
          let rated = own >= 0 ? 1.0 : 0
          let deviation = present - (rated - totals[rater] / n) * shares[rater][category]
          sum += deviation * n / totals[rater] * (sums[category] - shares[rater][category])
        }
      }
      return sum / (r * (r - 1))
    }
  }

  /// The share of each category in a unit, averaged over the units with a rating.
  private var meanShares: [Double] {
    var shares = [Double](repeating: 0, count: categories)
    for row in rows {
      for category in 0..<categories {
        shares[category] += Double(weights[row] * count(row, category)) / Double(sizes[row])
      }
    }
    let n = Double(units)
    return shares.map { $0 / n }
  }

  /// The mean of a number of each category over the ratings of one distinct row.
  private func mean(_ row: Int, _ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for category in 0..<categories { sum += Double(count(row, category)) * value(category) }
    return sum / Double(sizes[row])
  }

  /// A coefficient with the standard error of Gwet (2014, chapter 5), which linearises
  /// (p_a − p_e) / (1 − p_e) in the units.
  ///
  /// - Parameters:
  ///   - expected: p_e.
  ///   - share: what a distinct row adds to p_e, so that p_e is the mean of these.
  private func linearised(_ expected: Double, _ share: (Int) -> Double) -> AgreementEstimate {
    guard let observed = percentAgreement.value else {
      return .undefined(AgreementEstimate.noPairs)
    }
    let value = AgreementEstimate.corrected(observed, expected)
    guard let coefficient = value.value else {
      return AgreementEstimate(
        value: value, observed: .value(observed), expected: .value(expected),
        standardError: value, units: units)
    }
    let n = Double(units)
    let scale = n / Double(pairableUnits)
    var sum = 0.0
    for row in rows {
      let gained = sizes[row] >= 2 ? scale * (agreement(row) - expected) / (1 - expected) : 0
      let chance = 2 * (1 - coefficient) * (share(row) - expected) / (1 - expected)
      let deviation = gained - chance - coefficient
      sum += Double(weights[row]) * deviation * deviation
    }
    return AgreementEstimate(
      value: value, observed: .value(observed), expected: .value(expected),
      standardError: n > 1
        ? .value((sum / n / (n - 1)).squareRoot())
        : .undefined(reason: "there are fewer than two units"),
      units: units)
  }
}
