import Statistics
import TestSupport
import Testing

struct FisherTests {
  /// Every table with up to 13 units, with probabilities as whole numbers.
  @Test func agreesWithEnumerationOfEverySmallTable() throws {
    let pascal = Pascal(upTo: 13)
    for total in 0...13 {
      for row in 0...total {
        for column in 0...total {
          try check(total: total, row: row, column: column, pascal)
        }
      }
    }
  }

  private func check(total: Int, row: Int, column: Int, _ pascal: Pascal) throws {
    let values = max(0, row + column - total)...min(row, column)
    let weights = values.map {
      pascal.choose(row, $0) * pascal.choose(total - row, column - $0)
    }
    let all = Double(weights.reduce(0, +))
    func twoSided(_ weight: UInt64) -> Double {
      Double(weights.filter { $0 <= weight }.reduce(0, +)) / all
    }
    for (index, a) in values.enumerated() {
      let table = try TwoByTwo(n12: a, n1: row, n2: column, total: total)
      let greater = Double(weights[index...].reduce(0, +)) / all
      let less = Double(weights[...index].reduce(0, +)) / all
      let half = Double(weights[index]) / all / 2
      let attainable = weights.map(twoSided).min() ?? 1
      let checks = [
        ("p", table.fisherP, twoSided(weights[index])),
        ("greater", table.fisherPGreater, greater),
        ("less", table.fisherPLess, less),
        ("mid-p greater", table.midPGreater, greater - half),
        ("mid-p less", table.midPLess, less - half),
        ("mid-p", table.midP, min(1, 2 * min(greater, less) - 2 * half)),
        ("attainable", table.attainableP, attainable),
      ]
      for (name, got, want) in checks where !agree(got, want, within: 1e-12) {
        Issue.record("\(name): want \(want), got \(got) for \(table)")
      }
    }
  }

  @Test func doesNotChangeWhenTheTableIsTurnedOrItsNamesAreSwapped() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let cells = (0..<4).map { _ in Int.random(in: 0...400, using: &generator) }
      let table = try TwoByTwo(a: cells[0], b: cells[1], c: cells[2], d: cells[3])
      let turned = try TwoByTwo(a: cells[0], b: cells[2], c: cells[1], d: cells[3])
      let swapped = try TwoByTwo(a: cells[2], b: cells[3], c: cells[0], d: cells[1])
      #expect(agree(turned.fisherP, table.fisherP, within: 1e-11), "\(table)")
      #expect(agree(swapped.fisherP, table.fisherP, within: 1e-11), "\(table)")
      #expect(agree(swapped.fisherPLess, table.fisherPGreater, within: 1e-11), "\(table)")
      #expect(agree(swapped.attainableP, table.attainableP, within: 1e-11), "\(table)")
    }
  }

  @Test func isOneWhereTheMarginsAllowOneTableOnly() throws {
    let table = try TwoByTwo(a: 3, b: 4, c: 0, d: 0)
    #expect(table.fisherP == 1)
    #expect(table.attainableP == 1)
    #expect(try TwoByTwo(a: 0, b: 0, c: 0, d: 0).fisherP == 1)
  }

  /// Two of C(6, 3) = 20 divisions are as extreme as can be.
  @Test func attainablePIsTwoInTwentyForThreeAgainstThree() throws {
    #expect(agree(try TwoByTwo(a: 2, b: 1, c: 1, d: 2).attainableP, 0.1, within: 1e-14))
  }
}
