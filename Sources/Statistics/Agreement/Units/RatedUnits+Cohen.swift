/// How much a disagreement of two raters counts in Cohen's kappa.
public enum KappaWeights: String, CaseIterable, Sendable {
  /// Every disagreement alike.
  case unweighted
  /// By the distance of the categories, |i − j|.
  case linear
  /// By its square (Fleiss & Cohen 1973).
  case quadratic
}

/// Cohen's kappa with the largest value that the two raters' totals allow.
public struct CohenKappa: Hashable, Sendable {
  /// The coefficient; `standardError` is that of Fleiss, Cohen & Everitt (1969).
  public let estimate: AgreementEstimate
  /// The greatest kappa with these totals (Cohen 1960); only where disagreements count alike.
  public let maximum: Estimate
}

extension RatedUnits {
  /// Cohen's kappa of two raters on the units that both rated (Cohen 1960, 1968).
  public func cohenKappa(_ weights: KappaWeights = .unweighted) -> CohenKappa {
    guard raters == 2 else {
      return CohenKappa(
        estimate: .undefined("Cohen's kappa is for two raters; Conger's is for more"),
        maximum: .undefined(reason: "Cohen's kappa is for two raters"))
    }
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: categories), count: categories)
    for row in rows where sizes[row] == 2 {
      table[rating(row, 0)][rating(row, 1)] += Double(self.weights[row])
    }
    let n = Double(pairableUnits)
    guard n > 0 else {
      return CohenKappa(
        estimate: .undefined(AgreementEstimate.noPairs),
        maximum: .undefined(reason: AgreementEstimate.noPairs))
    }
    let first = table.map { $0.reduce(0, +) / n }
    let second = (0..<categories).map { column in table.reduce(0) { $0 + $1[column] } / n }
    let share = weights.shares(categories)
    var observed = 0.0
    var expected = 0.0
    for i in 0..<categories {
      for j in 0..<categories {
        observed += share[i][j] * table[i][j] / n
        expected += share[i][j] * first[i] * second[j]
      }
    }
    let value = AgreementEstimate.corrected(observed, expected)
    guard let kappa = value.value else {
      return CohenKappa(
        estimate: AgreementEstimate(
          value: value, observed: .value(observed), expected: .value(expected),
          standardError: value, units: pairableUnits), maximum: value)
    }
    // The mean weight of each category, for the variance.
    let ofRow = share.map { row in zip(row, second).reduce(0) { $0 + $1.0 * $1.1 } }
    let ofColumn = (0..<categories).map { j in
      (0..<categories).reduce(0) { $0 + share[$1][j] * first[$1] }
    }
    var sum = 0.0
    for i in 0..<categories {
      for j in 0..<categories {
        let term = share[i][j] * (1 - expected) - (ofRow[i] + ofColumn[j]) * (1 - observed)
        sum += table[i][j] / n * term * term
      }
    }
    let middle = observed * expected - 2 * expected + observed
    let variance = max(0, sum - middle * middle) / n
    let error = variance.squareRoot() / ((1 - expected) * (1 - expected))
    let most = zip(first, second).reduce(0) { $0 + min($1.0, $1.1) }
    return CohenKappa(
      estimate: AgreementEstimate(
        value: .value(kappa), observed: .value(observed), expected: .value(expected),
        standardError: .value(error), units: pairableUnits),
      maximum: weights == .unweighted
        ? AgreementEstimate.corrected(most, expected)
        : .undefined(reason: "the maximum is that of unweighted kappa"))
  }

  /// Scott's pi of two raters on the units that both rated: p_e = Σπ² with the share of each
  /// category in both raters' choices together (Scott 1955).
  public var scottPi: AgreementEstimate {
    guard raters == 2 else {
      return .undefined("Scott's pi is for two raters; Fleiss' kappa is for more")
    }
    guard let observed = percentAgreement.value else {
      return .undefined(AgreementEstimate.noPairs)
    }
    let shares = (0..<categories).compactMap { prevalence(category: $0).value }
    let expected = shares.reduce(0) { $0 + $1 * $1 }
    return AgreementEstimate(
      value: AgreementEstimate.corrected(observed, expected), observed: .value(observed),
      expected: .value(expected), units: pairableUnits)
  }
}

extension KappaWeights {
  /// How much each pair of categories counts as agreement: 1 on the diagonal.
  fileprivate func shares(_ categories: Int) -> [[Double]] {
    let greatest = Double(max(1, categories - 1))
    return (0..<categories).map { i in
      (0..<categories).map { j in
        let distance = Double(abs(i - j)) / greatest
        switch self {
        case .unweighted: return i == j ? 1 : 0
        case .linear: return 1 - distance
        case .quadratic: return 1 - distance * distance
        }
      }
    }
  }
}
