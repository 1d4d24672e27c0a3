import Statistics
import TestSupport
import Testing

@Suite struct DocumentBootstrapTests {
  private func documents(_ count: Int) throws -> [[Double]] {
    var generator = SeededGenerator(seed: 3)
    return try (0..<count).map { _ in
      let rows = (0..<20).map { _ in
        let truth = Int.random(in: 0...1, using: &generator)
        return [truth, Int.random(in: 0...3, using: &generator) == 0 ? 1 - truth : truth] as [Int?]
      }
      return NominalSums(try RatedUnits(rows: rows, categories: 2)).row
    }
  }

  private func interval(_ rows: [[Double]], resamples: Int = 500, seed: UInt64 = 1)
    -> BootstrapInterval
  {
    DocumentBootstrap(resamples: resamples, seed: seed)
      .intervals(of: [rows]) { NominalSums.alpha($1) }[0]
  }

  @Test func theSameSeedGivesTheSameIntervalAndAnotherAnother() throws {
    let rows = try documents(15)
    #expect(interval(rows) == interval(rows))
    #expect(interval(rows, seed: 2) != interval(rows))
  }

  @Test func theIntervalHoldsThePointAndIsNotAPoint() throws {
    let rows = try documents(40)
    let total = rows.reduce([0, 0, 0]) { zip($0, $1).map { $0 + $1 } }
    let point = try #require(NominalSums.alpha(total))
    let found = interval(rows)
    let (low, high) = (try #require(found.lower.value), try #require(found.upper.value))
    #expect(low < point && point < high)
    #expect(found.lost == 0)
  }

  /// A resample that never looks at units again must be one that does.
  @Test func addedSumsAreAlphaOfTheDrawnUnits() throws {
    var generator = SeededGenerator(seed: 9)
    let units = try (0..<6).map { _ in
      try RatedUnits(
        rows: (0..<9).map { _ in
          (0..<3).map { _ in
            Int.random(in: 0..<6, using: &generator) == 0
              ? nil : Int.random(in: 0..<2, using: &generator)
          }
        }, categories: 2)
    }
    let sum = units.map { NominalSums($0).row }.reduce([0, 0, 0]) { zip($0, $1).map { $0 + $1 } }
    let alone = try #require(NominalSums.alpha(NominalSums(units[0]).row))
    #expect(agree(units[0].krippendorffAlpha().value, alone, within: 1e-12))
    #expect(NominalSums.alpha(sum) != nil)
  }

  @Test func documentsAllAlikeLeaveNoSpread() throws {
    let rows = Array(repeating: try documents(1)[0], count: 12)
    let found = interval(rows)
    // The coefficient corrects for the number of ratings, which no draw changes.
    #expect(found.lower == found.upper)
  }

  @Test func tooFewDocumentsOrResamplesAreRefused() throws {
    let rows = try documents(9)
    #expect(interval(rows).lower == .undefined(reason: "fewer than 10 documents"))
    let enough = try documents(10)
    #expect(interval(enough).lower.value != nil)
    #expect(interval(enough, resamples: 99).lower == .undefined(reason: "fewer than 100 resamples"))
  }

  @Test func aCodeThatOftenVanishesHasNoInterval() throws {
    // One document of twelve has all the variation; a third of the draws leave it out.
    var rows = Array(repeating: [20.0, 40, 0], count: 12)
    rows[0] = [18, 30, 10]
    let found = interval(rows)
    #expect(found.lower.reason?.contains("of 500 resamples") == true)
  }
}
