import Statistics
import TestSupport
import Testing

struct CooccurrenceTests {
  @Test func saysWhyACoefficientDoesNotExist() throws {
    let neither = try TwoByTwo(n12: 0, n1: 0, n2: 0, total: 9)
    #expect(neither.jaccard == .undefined(reason: "neither code occurs"))
    #expect(neither.dice == .undefined(reason: "neither code occurs"))
    let one = try TwoByTwo(n12: 0, n1: 0, n2: 4, total: 9)
    #expect(one.jaccard == .value(0))
    for coefficient in [
      one.ochiai, one.overlapCoefficient, one.lift, one.pointwiseInformation,
      one.normalizedInformation,
    ] {
      #expect(coefficient == .undefined(reason: "a code does not occur"))
    }
    #expect(one.confidenceOfBGivenA == .undefined(reason: "the first code does not occur"))
    #expect(one.confidenceOfAGivenB == .value(0))
    #expect(one.likelihoodRatio == 0)
    #expect(
      try TwoByTwo(n12: 0, n1: 0, n2: 0, total: 0).expectedTogether
        == .undefined(reason: "there are no units"))
  }

  @Test func codesThatNeverMeetHaveTheLimitsOfInformation() throws {
    let table = try TwoByTwo(n12: 0, n1: 3, n2: 4, total: 9)
    #expect(table.pointwiseInformation == .value(-.infinity))
    #expect(table.normalizedInformation == .value(-1))
  }

  @Test func codesThatAreOneAndTheSameHaveTheGreatestSimilarity() throws {
    let table = try TwoByTwo(n12: 7, n1: 7, n2: 7, total: 23)
    for coefficient in [
      table.jaccard, table.dice, table.ochiai, table.overlapCoefficient, table.phi, table.yuleQ,
      table.confidenceOfBGivenA, table.confidenceOfAGivenB,
    ] {
      #expect(coefficient == .value(1))
    }
    #expect(agree(table.normalizedInformation.value, 1, within: 1e-15))
    let everywhere = try TwoByTwo(n12: 7, n1: 7, n2: 7, total: 7)
    #expect(everywhere.normalizedInformation == .undefined(reason: "every unit has both codes"))
  }

  @Test func doesNotDependOnTheOrderOfTheCodesAndStaysInRange() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let cells = (0..<4).map { _ in Int.random(in: 0...9, using: &generator) }
      let table = try TwoByTwo(a: cells[0], b: cells[1], c: cells[2], d: cells[3])
      let other = try TwoByTwo(a: cells[0], b: cells[2], c: cells[1], d: cells[3])
      for coefficient in [
        \TwoByTwo.jaccard, \.dice, \.ochiai, \.overlapCoefficient, \.phi, \.yuleQ, \.lift,
        \.pointwiseInformation, \.normalizedInformation,
      ] {
        let value = table[keyPath: coefficient].value
        #expect(value?.isNaN != true, "\(cells)")
        #expect(
          other[keyPath: coefficient].value.map { agree(value, $0, within: 1e-13) }
            ?? (value == nil), "\(cells)")
      }
      for share in [table.jaccard, table.dice, table.ochiai, table.overlapCoefficient] {
        #expect((0...1).contains(share.value ?? 0), "\(cells)")
      }
      for signed in [table.phi, table.yuleQ] {
        #expect((-1...1).contains(signed.value ?? 0), "\(cells)")
      }
      #expect(abs(table.normalizedInformation.value ?? 0) <= 1 + 1e-12, "\(cells)")
      // Both tails hold the observed table.
      #expect(table.probabilityOfAtLeast + table.probabilityOfAtMost > 1 - 1e-12, "\(cells)")
    }
  }
}

struct AtlasCoefficientTests {
  /// 73 overlapping pairs of 47 and 63 quotations: 73/37, nearly twice the possible.
  @Test func isNotClampedButMarkedWhereItLeavesItsRange() throws {
    let coefficient = try AtlasCoefficient(n12: 73, n1: 47, n2: 63)
    #expect(coefficient.c == .value(73.0 / 37))
    #expect(coefficient.outOfRange)
    #expect(!coefficient.hasUnequalFrequencies)
  }

  @Test func doesNotExistWhereTheDenominatorIsNotPositive() throws {
    let crowded = try AtlasCoefficient(n12: 12, n1: 4, n2: 5)
    #expect(
      crowded.c == .undefined(reason: "as many pairs overlap as there are quotations"))
    #expect(crowded.outOfRange)
    let empty = try AtlasCoefficient(n12: 0, n1: 0, n2: 0)
    #expect(empty.c == .undefined(reason: "neither code has a quotation"))
    #expect(empty.frequencyRatio == .undefined(reason: "a code has no quotation"))
    #expect(!empty.outOfRange)
    #expect(!empty.hasUnequalFrequencies)
  }

  @Test func isMarkedOnlyWhereOneCodeIsMoreThanFiveTimesAsFrequent() throws {
    #expect(try !AtlasCoefficient(n12: 1, n1: 10, n2: 2).hasUnequalFrequencies)
    #expect(try AtlasCoefficient(n12: 1, n1: 11, n2: 2).hasUnequalFrequencies)
  }

  @Test func refusesNegativeCounts() {
    #expect(throws: TableError.negative(cell: "n1", count: -1)) {
      try AtlasCoefficient(n12: 0, n1: -1, n2: 3)
    }
  }
}
