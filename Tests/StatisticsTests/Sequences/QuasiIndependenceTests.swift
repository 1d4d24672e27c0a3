import TestSupport
import Testing

@testable import Statistics

/// No published table was found, so the fit is held to what defines it (METHODS §8).
struct QuasiIndependenceTests {
  private func counts(_ size: Int, _ random: inout SeededGenerator) -> [[Int]] {
    (0..<size).map { row in
      (0..<size).map { $0 == row ? 0 : Int.random(in: 1...20, using: &random) }
    }
  }

  @Test func expectedCountsHaveTheMarginsAndAreProductsOffTheDiagonal() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<60 {
      let size = Int.random(in: 3...8, using: &random)
      let counts = counts(size, &random)
      let fit = try TransitionTable(counts).quasiIndependence
      let total = Double(counts.joined().reduce(0, +))
      for index in 0..<size {
        let row = counts[index].reduce(0, +)
        let column = counts.reduce(0) { $0 + $1[index] }
        #expect(abs(fit.expected[index].reduce(0, +) - Double(row)) < 1e-8 * total)
        #expect(abs(fit.expected.reduce(0) { $0 + $1[index] } - Double(column)) < 1e-8 * total)
        #expect(fit.expected[index][index] == 0)
        #expect(fit.adjustedResiduals[index][index].value == nil)
      }
      // e = a b: cross-products of four cells off the diagonal are equal.
      for a in 0..<size {
        for b in 0..<size where a != b {
          let others = (0..<size).filter { $0 != a && $0 != b }
          for c in others {
            for d in others where c != d {
              let e = fit.expected
              let (left, right) = (e[a][c] * e[b][d], e[a][d] * e[b][c])
              #expect(abs(left - right) <= 1e-7 * max(left, right))
            }
          }
        }
      }
      #expect(fit.likelihoodRatio.degrees == (size - 1) * (size - 1) - size)
      #expect((fit.likelihoodRatio.statistic.value ?? -1) >= 0)
    }
  }

  @Test func whereEveryCellIsPossibleItIsIndependence() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let size = Int.random(in: 2...6, using: &random)
      let counts = (0..<size).map { _ in
        (0..<size).map { _ in Int.random(in: 1...30, using: &random) }
      }
      let fit = QuasiIndependence(counts) { _, _ in true }
      let table = try TransitionTable(counts)
      for row in 0..<size {
        for column in 0..<size {
          #expect(abs(fit.expected[row][column] - table.expected[row][column]) < 1e-9)
          let haberman = try #require(table.adjustedResiduals[row][column].value)
          let own = try #require(fit.adjustedResiduals[row][column].value)
          #expect(abs(own - haberman) < 1e-8)
        }
      }
      let wanted = try #require(table.likelihoodRatio.statistic.value)
      let found = try #require(fit.likelihoodRatio.statistic.value)
      #expect(abs(found - wanted) < 1e-8)
      #expect(fit.likelihoodRatio.degrees == table.likelihoodRatio.degrees)
    }
  }

  @Test func countsThatAreProductsLeaveNothingOver() throws {
    // e = a b off the diagonal, whole numbers.
    let (a, b) = ([2, 3, 5, 7], [4, 6, 10, 2])
    let counts = a.indices.map { row in b.indices.map { row == $0 ? 0 : a[row] * b[$0] } }
    let fit = try TransitionTable(counts).quasiIndependence
    #expect((fit.likelihoodRatio.statistic.value ?? 1) < 1e-9)
    for row in 0..<4 {
      for column in 0..<4 where row != column {
        #expect(abs(fit.adjustedResiduals[row][column].value ?? 1) < 1e-5)
      }
    }
  }

  @Test func theOrderOfTheCodesDoesNotMatter() throws {
    var random = SeededGenerator(seed: 2)
    let counts = counts(5, &random)
    let order = [3, 0, 4, 1, 2]
    let turned = order.map { row in order.map { counts[row][$0] } }
    let (one, other) = try (
      TransitionTable(counts).quasiIndependence, TransitionTable(turned).quasiIndependence
    )
    for row in 0..<5 {
      for column in 0..<5 where row != column {
        let a = try #require(other.adjustedResiduals[row][column].value)
        let b = try #require(one.adjustedResiduals[order[row]][order[column]].value)
        #expect(abs(a - b) < 1e-7)
      }
    }
  }

  @Test func twoCodesLeaveNoRoomAndSaySo() throws {
    let fit = try TransitionTable([[0, 4], [3, 0]]).quasiIndependence
    #expect(fit.likelihoodRatio.statistic.reason == "too few codes lead to too few others")
    #expect(fit.adjustedResiduals.joined().allSatisfy { $0.value == nil })
    let empty = try TransitionTable([[0, 0], [0, 0]]).quasiIndependence
    #expect(empty.expected == [[0, 0], [0, 0]])
    #expect(empty.likelihoodRatio.statistic.value == nil)
  }
}
