import Statistics
import TestSupport
import Testing

struct TransitionTableTests {
  @Test func theStationaryShareIsNotChangedByAStep() throws {
    var random = SeededGenerator(seed: 5)
    var defined = 0
    for _ in 0..<500 {
      let size = Int.random(in: 1...6, using: &random)
      let counts = (0..<size).map { _ in
        (0..<size).map { _ in max(0, Int.random(in: -3...9, using: &random)) }
      }
      let table = try TransitionTable(counts)
      let share = table.stationary.compactMap(\.value)
      guard share.count == size else { continue }
      defined += 1
      #expect(abs(share.reduce(0, +) - 1) < 1e-12)
      for to in 0..<size {
        let next = try (0..<size).reduce(0.0) { sum, from in
          sum + share[from] * (try #require(table.probabilities[from][to].value))
        }
        #expect(abs(next - share[to]) < 1e-12, "\(counts)")
      }
    }
    #expect(defined > 200)
  }

  @Test func aStateThatLeadsNowhereHasNoProbabilitiesAndNothingIsStationary() throws {
    let table = try TransitionTable([[2, 3], [0, 0]])
    #expect(table.probabilities[0][1].value == 0.6)
    #expect(table.probabilities[1][0].reason == "nothing follows it")
    #expect(table.stationary.allSatisfy { $0.value == nil })
    #expect(table.adjustedResiduals[1][0].value == nil)
  }

  @Test func statesWithoutAnyTransitionDoNotChangeTheTest() throws {
    let small = try TransitionTable([[5, 2], [1, 7]])
    let padded = try TransitionTable([[5, 0, 2], [0, 0, 0], [1, 0, 7]])
    #expect(small.likelihoodRatio == padded.likelihoodRatio)
    #expect(small.chiSquare == padded.chiSquare)
    #expect(padded.likelihoodRatio.degrees == 1)
  }

  @Test func aTableThatIsNotSquareIsRefused() {
    #expect(throws: TableError.self) { try TransitionTable([[1, 2, 3], [4, 5, 6]]) }
    #expect(throws: TableError.self) { try TransitionTable([[1, -2], [4, 5]]) }
  }
}
