import Statistics
import TestSupport
import Testing

@Suite struct MultiValuedAlphaTests {
  /// The expectation as the paper writes it: all pairs of label sets, one by one.
  private func enumerated(_ units: [[Set<Int>?]], labels: Int) -> Double {
    let given = units.map { $0.compactMap(\.self) }.filter { $0.count >= 2 }.flatMap(\.self)
    let uses = (0..<labels).map { label in given.count { $0.contains(label) } }
    let sets = (0..<1 << labels).map { bits in
      Set((0..<labels).filter { bits & (1 << $0) != 0 })
    }
    var expected = 0.0
    for a in 0...labels {
      for b in 0...labels where a + b > 0 {
        var (sum, different) = (0.0, 0.0)
        for first in sets where first.count == a {
          for second in sets where second.count == b {
            var weight = 1.0
            for label in first { weight *= Double(uses[label]) }
            for label in second {
              weight *= Double(first.contains(label) ? uses[label] - 1 : uses[label])
            }
            sum += weight
            different +=
              weight * Double(first.symmetricDifference(second).count) / Double(a + b)
          }
        }
        let share = Double(given.count { $0.count == a } * given.count { $0.count == b })
        if sum > 0, share > 0 {
          expected += share / Double(given.count * given.count) * different / sum
        }
      }
    }
    return expected
  }

  @Test(arguments: 0..<30) func theExpectationIsThatOfAllPairsOfSets(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let labels = Int.random(in: 1...5, using: &generator)
    let units = (0..<Int.random(in: 2...12, using: &generator)).map { _ in
      (0..<3).map { _ -> Set<Int>? in
        if Int.random(in: 0..<5, using: &generator) == 0 { return nil }
        return Set((0..<labels).filter { _ in Bool.random(using: &generator) })
      }
    }
    let result = try MultiValuedAlpha(units: units, labels: labels)
    guard let expected = result.expected.value else { return }
    #expect(abs(expected - enumerated(units, labels: labels)) < 1e-9)
  }

  @Test func setsOfOneLabelGiveNominalAlpha() throws {
    var generator = SeededGenerator(seed: 5)
    let rows = (0..<30).map { _ in
      (0..<3).map { _ in Int?(Int.random(in: 0..<4, using: &generator)) }
    }
    let nominal = try RatedUnits(rows: rows, categories: 4).krippendorffAlpha().value
    let sets = try MultiValuedAlpha(
      units: rows.map { $0.map { $0.map { [$0] } } }, labels: 4)
    #expect(agree(sets.alpha.value, try #require(nominal), within: 1e-9))
  }

  @Test func manyLabelsAreNoMoreWorkThanTheyAre() throws {
    let units = (0..<200).map { unit in
      [Set([unit % 40, (unit * 7) % 40]), Set([unit % 40])] as [Set<Int>?]
    }
    let result = try MultiValuedAlpha(units: units, labels: 40)
    #expect((result.alpha.value ?? 0) > 0.5)
  }

  @Test func nothingToCompareIsSaid() throws {
    let lonely = try MultiValuedAlpha(units: [[[0], nil]], labels: 1)
    #expect(lonely.alpha == .undefined(reason: "no unit has two ratings"))
    let empty = try MultiValuedAlpha(units: [[[], []]], labels: 1)
    #expect(empty.alpha.value == nil)
  }
}
