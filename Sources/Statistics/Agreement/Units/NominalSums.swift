/// What nominal alpha needs to know of some units, so that it adds up over documents.
///
/// alpha = 1 − (n − 1)(n − agreeing) / (n² − Σn_c²), with n the pairable ratings. A resampling of
/// documents adds these few numbers and never looks at a unit again.
public struct NominalSums: Hashable, Sendable {
  /// Σ over units of the ordered pairs that agree, each over one less than the unit's ratings.
  public private(set) var agreeing: Double
  /// The pairable ratings of each category.
  public private(set) var totals: [Double]

  /// What some units contribute.
  public init(_ units: RatedUnits) {
    agreeing = 0
    totals = [Double](repeating: 0, count: units.categories)
    for row in units.rows where units.sizes[row] >= 2 {
      let weight = Double(units.weights[row])
      agreeing += weight * Double(units.agreeingPairs(row)) / Double(units.sizes[row] - 1)
      for category in totals.indices {
        totals[category] += weight * Double(units.count(row, category))
      }
    }
  }

  /// The numbers in one row, as `DocumentBootstrap` adds them.
  public var row: [Double] { [agreeing] + totals }

  /// Alpha from a row of added numbers, or `nil` without variation.
  public static func alpha(_ row: [Double]) -> Double? {
    var (n, squares) = (0.0, 0.0)
    for total in row.dropFirst() {
      n += total
      squares += total * total
    }
    let expected = n * n - squares
    guard expected > 0.5 else { return nil }
    return 1 - (n - 1) * (n - row[0]) / expected
  }
}
