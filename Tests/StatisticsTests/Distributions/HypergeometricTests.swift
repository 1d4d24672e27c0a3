import Statistics
import TestSupport
import Testing

struct HypergeometricTests {
  @Test func agreesWithWholeNumberEnumerationOfEverySmallUrn() throws {
    let pascal = Pascal(upTo: 22)
    for population in 0...22 {
      for marked in 0...population {
        for drawn in 0...population {
          try check(population, marked, drawn, pascal, within: 5e-14)
        }
      }
    }
  }

  @Test func agreesWithWholeNumberEnumerationOfLargerUrns() throws {
    let pascal = Pascal(upTo: 60)
    var generator = SeededGenerator(seed: 20_261)
    for _ in 0..<150 {
      let population = Int.random(in: 23...60, using: &generator)
      let marked = Int.random(in: 0...population, using: &generator)
      let drawn = Int.random(in: 0...population, using: &generator)
      try check(population, marked, drawn, pascal, within: 1e-13)
    }
  }

  private func check(
    _ population: Int, _ marked: Int, _ drawn: Int, _ pascal: Pascal, within error: Double
  ) throws {
    let urn = try Hypergeometric(population: population, marked: marked, drawn: drawn)
    let weights = (0...population).map {
      pascal.choose(marked, $0) * pascal.choose(population - marked, drawn - $0)
    }
    let total = weights.reduce(0, +)
    #expect(total == pascal.choose(population, drawn))
    #expect(urn.support == (0...population).filter { weights[$0] > 0 }.bounds)
    #expect(weights[urn.mode] == weights.max())
    for x in 0...population {
      let above = weights[x...].reduce(0, +)
      let below = weights[...x].reduce(0, +)
      // One expectation for the three: hundreds of thousands of them would take seconds.
      let isRight =
        agree(urn.probability(x), Double(weights[x]) / Double(total), within: error)
        && agree(urn.upperTail(x), Double(above) / Double(total), within: error)
        && agree(urn.lowerTail(x), Double(below) / Double(total), within: error)
      if !isRight { Issue.record("N \(population), K \(marked), n \(drawn), x \(x)") }
    }
  }

  struct Large: Sendable {
    var urn: (Int, Int, Int)
    var x: Int
    var probability: Double
    var upperTail: Double
  }

  /// Reference values: mpmath with 50 digits.
  @Test(arguments: [
    Large(
      urn: (1000, 500, 500), x: 400, probability: 1.5422481342449166e-85,
      upperTail: 1.644340268870822e-85),
    Large(
      urn: (40_000_000, 1_000_000, 3_000_000), x: 75_500,
      probability: 0.00024184047051916418, upperTail: 0.027480128386977288),
    Large(
      urn: (40_000_000, 1_000_000, 3_000_000), x: 75_010,
      probability: 0.0015327059200283279, upperTail: 0.48522485892442763),
    Large(
      urn: (900_719_925_474, 900_719_925, 9_007_199), x: 9300,
      probability: 3.7152423989384382e-5, upperTail: 0.0010819489491643901),
  ])
  func keepsTwelveDigitsInLargeUrns(_ large: Large) throws {
    let urn = try Hypergeometric(
      population: large.urn.0, marked: large.urn.1, drawn: large.urn.2)
    #expect(agree(urn.probability(large.x), large.probability, within: 1e-12))
    #expect(agree(urn.upperTail(large.x), large.upperTail, within: 1e-12))
    #expect(agree(urn.lowerTail(large.x - 1), 1 - large.upperTail, within: 1e-12))
  }

  @Test func refusesImpossibleUrns() {
    #expect(throws: TableError.negative(cell: "K", count: -1)) {
      try Hypergeometric(population: 5, marked: -1, drawn: 2)
    }
    #expect(throws: TableError.exceeds(part: "n", count: 6, whole: "N", limit: 5)) {
      try Hypergeometric(population: 5, marked: 1, drawn: 6)
    }
    #expect(throws: TableError.tooMany) {
      try Hypergeometric(population: .max, marked: 1, drawn: 6)
    }
  }
}

extension [Int] {
  fileprivate var bounds: ClosedRange<Int>? {
    guard let first, let last else { return nil }
    return first...last
  }
}
