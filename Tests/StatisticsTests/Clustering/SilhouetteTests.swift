import Statistics
import TestSupport
import Testing

@Suite struct SilhouetteTests {
  @Test func twoPairsFarApartLieWell() throws {
    let line = [0.0, 1, 10, 11]
    let distances = try DistanceMatrix(count: 4) { abs(line[$0] - line[$1]) }
    let silhouette = try #require(Silhouette(distances, labels: [0, 0, 1, 1]))
    // For the first: a = 1, b = (10 + 11) / 2.
    #expect(agree(silhouette.widths[0], 9.5 / 10.5, within: 1e-15))
    // For the second: a = 1, b = (9 + 10) / 2.
    #expect(agree(silhouette.widths[1], 8.5 / 9.5, within: 1e-15))
    #expect(silhouette.neighbours == [1, 1, 0, 0])
    #expect(agree(silhouette.mean, (9.5 / 10.5 + 8.5 / 9.5) / 2, within: 1e-15))
  }

  @Test func aThingInTheWrongClusterIsBelowNought() throws {
    let line = [0.0, 1, 10, 0.5]
    let distances = try DistanceMatrix(count: 4) { abs(line[$0] - line[$1]) }
    let silhouette = try #require(Silhouette(distances, labels: [0, 0, 1, 1]))
    #expect(silhouette.widths[3] < 0)
  }

  @Test func theOnlyMemberOfAClusterHasNought() throws {
    let distances = try DistanceMatrix(count: 3) { Double($0 + $1) }
    let silhouette = try #require(Silhouette(distances, labels: [0, 1, 1]))
    #expect(silhouette.widths[0] == 0)
  }

  @Test func thingsAtOnePointHaveNought() throws {
    let distances = try DistanceMatrix(count: 4) { _, _ in 0 }
    let silhouette = try #require(Silhouette(distances, labels: [0, 0, 1, 1]))
    #expect(silhouette.widths == [0, 0, 0, 0])
  }

  @Test func withoutASecondClusterThereIsNone() throws {
    let distances = try DistanceMatrix(count: 3) { _, _ in 1 }
    #expect(Silhouette(distances, labels: [0, 0, 0]) == nil)
    #expect(Silhouette(distances, labels: [0, 2, 2]) == nil, "a number is left out")
    #expect(Silhouette(distances, labels: [0, 1]) == nil, "a thing is left out")
  }

  @Test func widthsStayInTheirRange() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let distances = try DistanceMatrix(count: 8) { _, _ in
        Double(Int.random(in: 0...3, using: &generator))
      }
      let labels = [0, 1, 2] + (0..<5).map { _ in Int.random(in: 0...2, using: &generator) }
      let silhouette = try #require(Silhouette(distances, labels: labels))
      #expect(silhouette.widths.allSatisfy { (-1...1).contains($0) })
    }
  }
}

@Suite struct AdjustedRandIndexTests {
  @Test func aPartitionAgreesWithItselfWhateverTheNames() {
    #expect(adjustedRandIndex([0, 0, 1, 2], [7, 7, 3, 1]).value == 1)
    #expect(adjustedRandIndex([0, 0, 0], [1, 1, 1]).value == 1)
    #expect(adjustedRandIndex([0, 1, 2], [2, 1, 0]).value == 1)
  }

  @Test func itIsTheIndexOfPairsCorrectedForChance() {
    func index(both: Double, first: Double, second: Double, all: Double) -> Double {
      let expected = first * second / all
      return (both - expected) / ((first + second) / 2 - expected)
    }
    // Of 6 pairs 2 are together in the first, 1 in the second, 1 in both.
    #expect(
      agree(
        adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]).value,
        index(both: 1, first: 2, second: 1, all: 6), within: 1e-15))
    // Of 10 pairs 2, 2 and 1.
    #expect(
      agree(
        adjustedRandIndex([0, 0, 1, 1, 2], [0, 0, 1, 2, 1]).value,
        index(both: 1, first: 2, second: 2, all: 10), within: 1e-15))
  }

  @Test func allTogetherAgainstAllApartIsNoMoreThanChance() {
    #expect(adjustedRandIndex([0, 0, 0], [0, 1, 2]).value == 0)
  }

  @Test func shuffledNamesAverageToNought() {
    var generator = SeededGenerator(seed: 3)
    let labels = (0..<30).map { $0 % 3 }
    var sum = 0.0
    let rounds = 2_000
    for _ in 0..<rounds {
      sum += adjustedRandIndex(labels, labels.shuffled(using: &generator)).value ?? 9
    }
    #expect(abs(sum / Double(rounds)) < 0.01)
  }

  @Test func differentThingsAreRefused() {
    #expect(adjustedRandIndex([0], [0, 1]).value == nil)
    #expect(adjustedRandIndex([], []).value == nil)
  }
}
