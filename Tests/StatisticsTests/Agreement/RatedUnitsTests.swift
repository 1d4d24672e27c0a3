import Statistics
import TestSupport
import Testing

/// Ratings row by row, and coefficients straight from their definitions.
private struct Ratings {
  var rows: [[Int?]]
  var categories: Int

  static func random(_ generator: inout SeededGenerator, raters: Int? = nil) -> Ratings {
    let raters = raters ?? Int.random(in: 2...5, using: &generator)
    let categories = Int.random(in: 2...4, using: &generator)
    let missing = Bool.random(using: &generator) ? 0 : 0.25
    let units = Int.random(in: 3...40, using: &generator)
    let rows = (0..<units).map { _ in
      // Raters lean on a common truth, or no coefficient would be far from 0.
      let truth = Int.random(in: 0..<categories, using: &generator)
      return (0..<raters).map { _ -> Int? in
        if Double.random(in: 0..<1, using: &generator) < missing { return nil }
        return Bool.random(using: &generator)
          ? truth : Int.random(in: 0..<categories, using: &generator)
      }
    }
    return Ratings(rows: rows, categories: categories)
  }

  func units() throws -> RatedUnits {
    try RatedUnits(
      rows: rows, categories: categories, values: (0..<categories).map { Double($0 * $0 + 1) })
  }

  /// Alpha by its definition: the disagreement of all pairs within units, over that of all
  /// pairs of ratings.
  func alpha(_ distance: (Int, Int) -> Double) -> Double? {
    let units = rows.map { $0.compactMap(\.self) }.filter { $0.count >= 2 }
    let all = units.flatMap(\.self)
    var observed = 0.0
    for unit in units {
      for (i, a) in unit.enumerated() {
        for (j, b) in unit.enumerated() where i != j {
          observed += distance(a, b) / Double(unit.count - 1)
        }
      }
    }
    var expected = 0.0
    for (i, a) in all.enumerated() {
      for (j, b) in all.enumerated() where i != j { expected += distance(a, b) }
    }
    guard expected > 0 else { return nil }
    return 1 - observed / Double(all.count) / (expected / Double(all.count * (all.count - 1)))
  }
}

@Suite struct RatedUnitsTests {
  @Test(arguments: 0..<60) func alphaIsThatOfItsDefinition(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let ratings = Ratings.random(&generator)
    let units = try ratings.units()
    let values = try #require(units.values)
    let nominal = ratings.alpha { $0 == $1 ? 0 : 1 }
    let pairs: [(AlphaMetric, Double?)] = [
      (.nominal, nominal),
      (.interval, ratings.alpha { (values[$0] - values[$1]) * (values[$0] - values[$1]) }),
      (
        .ratio,
        ratings.alpha { a, b in
          let share = (values[a] - values[b]) / (values[a] + values[b])
          return share * share
        }
      ),
    ]
    for (metric, want) in pairs {
      let got = units.krippendorffAlpha(metric).value
      #expect(got == nil ? want == nil : agree(got, try #require(want), within: 1e-9), "\(metric)")
    }
    // Gwet's road and the sums of documents lead to the same number.
    let other = units.krippendorffAlphaEstimate.value.value
    let added = NominalSums.alpha(NominalSums(units).row)
    for got in [other, added] {
      #expect(got == nil ? nominal == nil : abs(try #require(got) - (try #require(nominal))) < 1e-9)
    }
  }

  @Test(arguments: 0..<40) func neitherTheOrderOfRatersNorThatOfUnitsMatters(_ seed: UInt64) throws
  {
    var generator = SeededGenerator(seed: seed)
    let ratings = Ratings.random(&generator)
    let order = (ratings.rows.first ?? []).indices.shuffled(using: &generator)
    var turned = ratings
    turned.rows = ratings.rows.map { row in order.map { row[$0] } }.shuffled(using: &generator)
    let (a, b) = (try ratings.units(), try turned.units())
    let pairs: [(Estimate, Estimate)] = [
      (a.percentAgreement, b.percentAgreement), (a.gwetAC1.value, b.gwetAC1.value),
      (a.fleissKappa.value, b.fleissKappa.value), (a.congerKappa.value, b.congerKappa.value),
      (a.gwetAC1.standardError, b.gwetAC1.standardError),
      (a.congerKappa.standardError, b.congerKappa.standardError),
      (a.specificAgreement(category: 0), b.specificAgreement(category: 0)),
      (a.holsti, b.holsti), (a.krippendorffAlpha(.ordinal), b.krippendorffAlpha(.ordinal)),
    ]
    for (first, second) in pairs {
      #expect(
        first.value == nil
          ? second.value == nil : abs((first.value ?? 9) - (second.value ?? -9)) < 1e-9)
    }
  }

  @Test(arguments: 0..<40) func aNumberOfEqualUnitsIsAsGoodAsTheUnits(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let ratings = Ratings.random(&generator)
    let times = ratings.rows.map { _ in Int.random(in: 0...3, using: &generator) }
    let repeated = zip(ratings.rows, times).flatMap { Array(repeating: $0, count: $1) }
    guard !repeated.isEmpty else { return }
    let weighted = try RatedUnits(
      rows: ratings.rows, weights: times, categories: ratings.categories)
    let plain = try RatedUnits(rows: repeated, categories: ratings.categories)
    #expect(weighted.units == plain.units)
    #expect(weighted.percentAgreement.value ?? -9 == plain.percentAgreement.value ?? -9)
    #expect(
      agree(weighted.krippendorffAlpha().value, plain.krippendorffAlpha().value ?? 0, within: 1e-9)
        || plain.krippendorffAlpha().value == nil)
  }

  @Test(arguments: 0..<40) func twoRatersWithoutGapsMakeTheFamiliesMeet(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var ratings = Ratings.random(&generator, raters: 2)
    ratings.rows = ratings.rows.filter { !$0.contains(nil) }
    guard ratings.rows.count > 1 else { return }
    let units = try ratings.units()
    let cohen = units.cohenKappa()
    guard let kappa = cohen.estimate.value.value else { return }
    #expect(agree(units.congerKappa.value.value, kappa, within: 1e-9) || abs(kappa) < 1e-9)
    #expect(units.holsti.value ?? -1 == units.percentAgreement.value ?? -2)
    #expect((cohen.maximum.value ?? -9) >= kappa - 1e-12)
    // Two categories leave nothing to weigh.
    if ratings.categories == 2 {
      for weights in KappaWeights.allCases {
        let other = units.cohenKappa(weights).estimate.value.value
        #expect(abs((other ?? 9) - kappa) < 1e-12)
      }
    }
  }

  @Test func saysWhyACoefficientDoesNotExist() throws {
    let one = try RatedUnits(rows: [[0, 0, 0], [0, 0, nil]], categories: 2)
    for estimate in [
      one.krippendorffAlpha(), one.krippendorffAlphaEstimate.value, one.fleissKappa.value,
      one.congerKappa.value,
    ] {
      #expect(estimate == .undefined(reason: "no variation: all ratings are in one category"))
    }
    #expect(one.percentAgreement == .value(1))
    #expect(one.specificAgreement(category: 1) == .undefined(reason: "nobody chose the category"))
    #expect(one.cohenKappa().estimate.value.reason?.contains("two raters") == true)
    #expect(one.scottPi.value.reason?.contains("two raters") == true)
    #expect(one.holsti.reason?.contains("two raters") == true)
    #expect(one.fleissTest.overall.z.reason == "units have different numbers of ratings")
    #expect(one.krippendorffAlpha(.interval).reason == "the categories are no numbers")
    let lonely = try RatedUnits(rows: [[0, nil], [nil, 1]], categories: 2)
    for estimate in [lonely.percentAgreement, lonely.krippendorffAlpha(), lonely.gwetAC1.value] {
      #expect(estimate == .undefined(reason: "no unit has two ratings"))
    }
    #expect(try RatedUnits(rows: [[0, 0]], categories: 1).brennanPrediger.value.value == nil)
    #expect(try RatedUnits(rows: [[0, 1]], categories: 2).gwetAC1.interval().lower.value == nil)
  }

  @Test func refusesWhatIsNoTableOfRatings() throws {
    #expect(throws: RatingError.tooFewRaters) { try RatedUnits(rows: [[0]], categories: 2) }
    #expect(throws: RatingError.ragged(row: 2)) {
      try RatedUnits(rows: [[0, 1], [0]], categories: 2)
    }
    #expect(throws: RatingError.noCategory(row: 1, rating: 2)) {
      try RatedUnits(rows: [[0, 2]], categories: 2)
    }
    #expect(throws: RatingError.negative(row: 1)) {
      try RatedUnits(rows: [[0, 1]], weights: [-1], categories: 2)
    }
    #expect(throws: RatingError.unequalLengths) {
      try RatedUnits(rows: [[0, 1]], weights: [1, 1], categories: 2)
    }
    #expect(throws: RatingError.ragged(row: 2)) { try RatedUnits(table: [[1, 2], [3]]) }
  }

  @Test func studentsTComesBackFromItsCriticalValue() {
    for degrees in [1.0, 2, 5.5, 30, 5000] {
      for share in [0.5, 0.9, 0.95, 0.99] {
        guard let level = ConfidenceLevel(share) else { continue }
        let t = StudentT.criticalValue(level, degrees: degrees)
        #expect(agree(StudentT.twoSided(t, degrees: degrees), 1 - share, within: 1e-12))
      }
    }
  }
}
