/// How far apart two categories are, squared (Krippendorff 2011).
public enum AlphaMetric: String, CaseIterable, Sendable {
  /// 0 or 1.
  case nominal
  /// By how many ratings lie between.
  case ordinal
  /// (c − k)².
  case interval
  /// ((c − k) / (c + k))².
  case ratio
}

extension RatedUnits {
  /// Krippendorff's coincidences: how often two categories meet in a unit, each unit weighted so
  /// that it counts as many as it has ratings.
  public var coincidences: [[Double]] {
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: categories), count: categories)
    for row in rows where sizes[row] >= 2 {
      let weight = Double(weights[row]) / Double(sizes[row] - 1)
      for a in 0..<categories where count(row, a) > 0 {
        for b in 0..<categories where count(row, b) > 0 {
          let pairs = count(row, a) * (a == b ? count(row, b) - 1 : count(row, b))
          table[a][b] += weight * Double(pairs)
        }
      }
    }
    return table
  }

  /// Krippendorff's alpha, 1 − D_o / D_e, for any number of raters and missing ratings.
  ///
  /// Ordinal categories are in the order of their numbers; the interval and ratio metrics need
  /// `values`.
  public func krippendorffAlpha(_ metric: AlphaMetric = .nominal) -> Estimate {
    metric.alpha(coincidences: coincidences, values: values)
  }
}

extension AlphaMetric {
  /// Krippendorff's alpha from coincidences, which add up over documents.
  ///
  /// - Parameter values: what the categories stand for, where they are numbers.
  public func alpha(coincidences table: [[Double]], values: [Double]?) -> Estimate {
    let totals = table.map { $0.reduce(0, +) }
    let n = totals.reduce(0, +)
    guard n > 0 else { return .undefined(reason: AgreementEstimate.noPairs) }
    let scale: [Double]
    switch self {
    case .nominal: scale = []
    case .ordinal: scale = totals
    case .interval, .ratio:
      guard let values else { return .undefined(reason: "the categories are no numbers") }
      if self == .ratio, values.contains(where: { $0 < 0 }) {
        return .undefined(reason: "a ratio scale has no numbers below 0")
      }
      scale = values
    }
    var observed = 0.0
    var expected = 0.0
    for a in table.indices {
      for b in 0..<a {
        let distance = distance(a, b, scale)
        observed += 2 * table[a][b] * distance
        expected += 2 * totals[a] * totals[b] * distance
      }
    }
    return .ratio(expected - observed * (n - 1), expected, else: AgreementEstimate.noVariation)
  }
}

extension RatedUnits {
  /// Nominal alpha with the standard error of Gwet (2014), which linearises it in the units.
  public var krippendorffAlphaEstimate: AgreementEstimate {
    let used = rows.filter { sizes[$0] >= 2 }
    let n = Double(pairableUnits)
    let total = Double(pairableRatings)
    guard n > 0 else { return .undefined(AgreementEstimate.noPairs) }
    let mean = total / n
    let shares = (0..<categories).map { category in
      used.reduce(0) { $0 + Double(weights[$1] * count($1, category)) } / total
    }
    func pairs(_ row: Int) -> Double {
      Double(agreeingPairs(row)) / (mean * Double(sizes[row] - 1))
    }
    let plain = used.reduce(0) { $0 + Double(weights[$1]) * pairs($1) } / n
    let observed = (1 - 1 / total) * plain + 1 / total
    let expected = shares.reduce(0) { $0 + $1 * $1 }
    let value = AgreementEstimate.corrected(observed, expected)
    guard value.value != nil else {
      return AgreementEstimate(
        value: value, observed: .value(observed), expected: .value(expected),
        standardError: value, units: pairableUnits)
    }
    let centre = (plain - expected) / (1 - expected)
    var sum = 0.0
    for row in used {
      let surplus = (Double(sizes[row]) - mean) / mean
      let gained = (pairs(row) - observed * surplus - expected) / (1 - expected)
      let share = (0..<categories).reduce(0) { $0 + Double(count(row, $1)) * shares[$1] } / mean
      let chance = share - expected * surplus
      let deviation = gained - 2 * (1 - centre) * (chance - expected) / (1 - expected) - centre
      sum += Double(weights[row]) * deviation * deviation
    }
    return AgreementEstimate(
      value: krippendorffAlpha(), observed: .value(observed), expected: .value(expected),
      standardError: n > 1
        ? .value((sum / n / (n - 1)).squareRoot())
        : .undefined(reason: "there are fewer than two units"),
      units: pairableUnits)
  }
}

extension AlphaMetric {
  /// The squared distance of two categories; for ordinal ones `scale` is their frequencies.
  func distance(_ a: Int, _ b: Int, _ scale: [Double]) -> Double {
    let distance: Double
    switch self {
    case .nominal: return a == b ? 0 : 1
    case .ordinal:
      let (low, high) = (min(a, b), max(a, b))
      distance = scale[low...high].reduce(0, +) - (scale[low] + scale[high]) / 2
    case .interval: distance = scale[a] - scale[b]
    case .ratio:
      let sum = scale[a] + scale[b]
      distance = sum == 0 ? 0 : (scale[a] - scale[b]) / sum
    }
    return distance * distance
  }
}
