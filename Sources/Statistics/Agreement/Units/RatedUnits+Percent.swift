extension RatedUnits {
  /// The share of pairs of ratings that agree, averaged over the units with at least two.
  public var percentAgreement: Estimate {
    var sum = 0.0
    for row in rows where sizes[row] >= 2 { sum += Double(weights[row]) * agreement(row) }
    return .ratio(sum, Double(pairableUnits), else: AgreementEstimate.noPairs)
  }

  /// The share of the pairs of ratings of one distinct row that agree; 0 without a pair.
  func agreement(_ row: Int) -> Double {
    let size = sizes[row]
    guard size >= 2 else { return 0 }
    return Double(agreeingPairs(row)) / Double(size * (size - 1))
  }

  /// Ordered pairs of ratings of one distinct row that are equal.
  func agreeingPairs(_ row: Int) -> Int {
    (0..<categories).reduce(0) { sum, category in
      let count = count(row, category)
      return sum + count * (count - 1)
    }
  }

  /// Agreement about one category: of the ratings that chose it, the share of other raters of
  /// the same unit who chose it too.
  ///
  /// For two raters 2a / (2a + b + c) (Dice 1945; Cicchetti & Feinstein 1990): unlike the
  /// percentage it is not raised by the many units in which nobody saw a code.
  public func specificAgreement(category: Int) -> Estimate {
    var agreeing = 0.0
    var all = 0.0
    for row in rows where sizes[row] >= 2 {
      let (weight, count) = (Double(weights[row]), Double(count(row, category)))
      agreeing += weight * count * (count - 1) / Double(sizes[row] - 1)
      all += weight * count
    }
    return .ratio(agreeing, all, else: "nobody chose the category")
  }

  /// The share of the ratings of pairable units that chose a category.
  public func prevalence(category: Int) -> Estimate {
    var chosen = 0
    for row in rows where sizes[row] >= 2 { chosen += weights[row] * count(row, category) }
    return .ratio(
      Double(chosen), Double(pairableRatings), else: AgreementEstimate.noPairs)
  }

  /// How many ratings each rater gave to each category.
  public func uses(rater: Int) -> [Int] {
    var uses = [Int](repeating: 0, count: categories)
    for row in rows where rating(row, rater) >= 0 { uses[rating(row, rater)] += weights[row] }
    return uses
  }

  /// Holsti's coefficient 2M / (N1 + N2) of two raters (Holsti 1969).
  ///
  /// M are the decisions on which they agree, N1 and N2 the decisions of each. Without missing
  /// ratings it is the percentage.
  public var holsti: Estimate {
    guard raters == 2 else { return .undefined(reason: "Holsti's coefficient is for two raters") }
    var agreed = 0
    var decisions = 0
    for row in rows {
      decisions += sizes[row] * weights[row]
      if sizes[row] == 2, rating(row, 0) == rating(row, 1) { agreed += weights[row] }
    }
    return .ratio(Double(2 * agreed), Double(decisions), else: "nobody rated anything")
  }
}
