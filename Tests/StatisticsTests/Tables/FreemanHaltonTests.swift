import Foundation
import Statistics
import TestSupport
import Testing

struct FreemanHaltonTests {
  @Test(arguments: [(2, 3, 24), (3, 3, 22), (2, 6, 16), (3, 4, 15), (4, 4, 11), (5, 2, 18)])
  func agreesWithFullEnumerationOfSmallTables(_ shape: (Int, Int, Int)) throws {
    let (rows, columns, units) = shape
    var generator = SeededGenerator(seed: UInt64(rows * 100 + columns))
    for _ in 0..<15 {
      var counts = Array(repeating: Array(repeating: 0, count: columns), count: rows)
      for _ in 0..<units {
        // Uneven margins, some of them empty.
        let row = Int.random(in: 0..<rows, using: &generator)
        let column = min(
          Int.random(in: 0..<columns, using: &generator),
          Int.random(in: 0..<columns, using: &generator))
        counts[row][column] += 1
      }
      let table = try ContingencyTable(counts)
      let want = Enumeration(of: table)
      #expect(agree(try table.freemanHaltonP().value, want.p, within: 1e-11), "\(counts)")
      let least = try table.freemanHaltonAttainableP().value
      #expect(agree(least, want.attainableP, within: 1e-11), "\(counts)")
    }
  }

  @Test func equalsFishersTestForTwoByTwo() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let cells = (0..<4).map { _ in Int.random(in: 1...40, using: &generator) }
      let table = try TwoByTwo(a: cells[0], b: cells[1], c: cells[2], d: cells[3])
      let p = try table.contingencyTable.freemanHaltonP().value
      #expect(agree(p, table.fisherP, within: 1e-10), "\(cells)")
    }
  }

  @Test func doesNotDependOnTheOrderOfRowsAndColumns() throws {
    let counts = [[5, 0, 3, 1], [2, 6, 1, 4], [0, 2, 7, 3]]
    let p = try #require(try ContingencyTable(counts).freemanHaltonP().value)
    let turned = (0..<4).map { column in counts.map { $0[column] } }
    for other in [turned, counts.reversed(), counts.map { $0.reversed() }] {
      #expect(agree(try ContingencyTable(other).freemanHaltonP().value, p, within: 1e-12))
    }
  }

  @Test func ignoresEmptyRowsAndColumns() throws {
    let p = try #require(try ContingencyTable([[3, 1], [1, 3]]).freemanHaltonP().value)
    let padded = try ContingencyTable([[3, 0, 1], [0, 0, 0], [1, 0, 3]])
    #expect(agree(try padded.freemanHaltonP().value, p, within: 1e-14))
    // Of C(8,4) = 70 divisions 1 + 16 + 16 + 1 are at most as likely.
    #expect(agree(p, 34.0 / 70, within: 1e-13))
  }

  @Test func doesNotExistForOneRow() throws {
    let p = try ContingencyTable([[3, 1, 2], [0, 0, 0]]).freemanHaltonP()
    #expect(p == .undefined(reason: "fewer than two rows or columns have a count"))
  }

  /// Reference values: exact sums of whole numbers (Python).
  @Test func keepsTwelveDigitsForACodeByManyCategories() throws {
    let five = try ContingencyTable([[9, 3, 1, 7, 4], [6, 12, 14, 5, 11]])
    #expect(agree(try five.freemanHaltonP().value, 0.005067165531877933, within: 1e-12))
    let six = try ContingencyTable([[4, 2, 0, 6, 1, 3], [6, 9, 11, 5, 10, 8]])
    #expect(agree(try six.freemanHaltonP().value, 0.028570083576071388, within: 1e-12))
  }

  /// Reference value: 2,000,000 random tables (numpy) gave 0.00948, standard error 0.00007.
  @Test func handlesACodeByTenProvincesInsideTheBudget() throws {
    let present = [12, 7, 3, 15, 9, 4, 11, 6, 8, 5]
    let absent = [18, 23, 27, 15, 21, 26, 19, 24, 22, 25]
    let p = try #require(try ContingencyTable([present, absent]).freemanHaltonP().value)
    #expect(abs(p - 0.00948) < 0.0003)
  }

  @Test func saysWhenATableIsTooLarge() throws {
    let counts = (0..<6).map { row in (0..<6).map { 5 + (row * $0) % 7 } }
    #expect(throws: TableError.tooLarge(budget: 20_000)) {
      try ContingencyTable(counts).freemanHaltonP(budget: 20_000)
    }
    let wide = Array(repeating: Array(repeating: 3, count: 40), count: 40)
    #expect(throws: TableError.tooLarge(budget: ContingencyTable.defaultExactBudget)) {
      try ContingencyTable(wide).freemanHaltonP()
    }
  }
}

/// Visits every table with given margins, cell by cell.
private struct Enumeration {
  private let rows: [Int]
  private let columns: [Int]
  private var weights: [Double] = []
  private let observed: Double

  init(of table: ContingencyTable) {
    rows = table.rowTotals
    columns = table.columnTotals
    observed = table.counts.joined().reduce(1) { $0 / tgamma(Double($1) + 1) }
    visit(row: 0, column: 0, left: rows.first ?? 0, room: columns, weight: 1)
  }

  var p: Double {
    weights.filter { $0 <= observed * (1 + 1e-7) }.reduce(0, +) / weights.reduce(0, +)
  }

  var attainableP: Double {
    let least = weights.min() ?? 0
    return weights.filter { $0 <= least * (1 + 1e-7) }.reduce(0, +) / weights.reduce(0, +)
  }

  private mutating func visit(row: Int, column: Int, left: Int, room: [Int], weight: Double) {
    if column == columns.count {
      guard left == 0 else { return }
      if row + 1 == rows.count {
        weights.append(weight)
      } else {
        visit(row: row + 1, column: 0, left: rows[row + 1], room: room, weight: weight)
      }
      return
    }
    for count in 0...min(left, room[column]) {
      var room = room
      room[column] -= count
      visit(
        row: row, column: column + 1, left: left - count, room: room,
        weight: weight / tgamma(Double(count) + 1))
    }
  }
}
