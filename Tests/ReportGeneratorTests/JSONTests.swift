import Foundation
import ReportGenerator
import Testing

@Suite struct JSONTests {
  /// What JSON must hold for a cell.
  private func isEqual(_ cell: Cell, _ value: Any?) -> Bool {
    switch cell {
    case .text(let text): (value as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .integer(let number): (value as? NSNumber)?.intValue == number
    case .number(let number, _):
      // By its digits: on Linux a long decimal is kept as a Decimal, which converts inexactly.
      number.isFinite
        ? (value as? NSNumber).flatMap { Double($0.description) } == number : value is NSNull
    case .probability(let number):
      (0...1).contains(number)
        ? (value as? NSNumber).flatMap { Double($0.description) } == number : value is NSNull
    case .undefined, .empty: value is NSNull
    case .linked(let inner, _): isEqual(inner, value)
    }
  }

  @Test func `Foundation reads back the whole answer`() throws {
    var tables = RandomTables(seed: 41)
    for _ in 0..<1_000 {
      let words = tables.words()
      let result = ResultTable(
        command: words,
        parameters: [
          Parameter("p" + words, words), Parameter("q", .list([words, "b"])),
          Parameter("r", .integer(-3)), Parameter("s", .number(0.1)), Parameter("t", .flag(false)),
        ], unit: words.isEmpty ? nil : words, n: words.isEmpty ? nil : 12, table: tables.table())
      let object = try JSONSerialization.jsonObject(with: Data(JSONRenderer().bytes(result)))
      let top = try #require(object as? [String: Any])
      #expect(Set(top.keys) == ["command", "parameters", "unit", "n", "notes", "rows"])
      #expect(top["command"] as? String == words)
      #expect(words.isEmpty ? top["unit"] is NSNull : top["unit"] as? String == words)
      #expect(words.isEmpty ? top["n"] is NSNull : top["n"] as? Int == 12)
      #expect(top["notes"] as? [String] == result.table.allNotes)
      let parameters = try #require(top["parameters"] as? [String: Any])
      #expect(parameters["p" + words] as? String == words)
      #expect(parameters["q"] as? [String] == [words, "b"])
      #expect(parameters["r"] as? Int == -3 && parameters["s"] as? Double == 0.1)
      #expect(parameters["t"] as? Bool == false)
      try expectRows(top["rows"], result.table)
    }
  }

  private func expectRows(_ value: Any?, _ table: Table) throws {
    let rows = try #require(value as? [[String: Any]])
    #expect(rows.count == table.rows.count)
    for (row, cells) in zip(rows, table.rows) {
      #expect(row.count == table.columns.count)
      for (column, cell) in zip(table.columns, cells) {
        #expect(isEqual(cell, row[column.key]), "\(cell) \(String(describing: row[column.key]))")
      }
    }
  }

  @Test func `each row of JSON Lines is one object on one line, for any reader of lines`() throws {
    var tables = RandomTables(seed: 42)
    for _ in 0..<1_000 {
      let table = tables.table()
      let text = JSONLinesRenderer().text(ResultTable(command: "x", table: table))
      // Every character that Unicode takes for a line end is a separator here.
      let lines = text.split(omittingEmptySubsequences: true) { $0.isNewline }
      #expect(lines.count == table.rows.count)
      let rows = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
      try expectRows(rows, table)
    }
  }

  @Test func `keys keep the order of the columns and Chinese is readable`() {
    let table = Table(columns: [.number("z"), Column("a")], rows: [[1, "住\u{1}"]])
    let text = JSONLinesRenderer().text(ResultTable(command: "x", table: table))
    #expect(text == "{\"z\": 1, \"a\": \"住\\u0001\"}\n")
  }

  @Test func `the reason of what is undefined stands among the notes, once`() {
    var table = Table(columns: [.number("kappa", "Kappa")], notes: ["first"])
    for _ in 0..<3 { table.append([.undefined(reason: "one category")]) }
    table.append([0])
    table.append([.number(.infinity, digits: 1)])
    #expect(
      table.allNotes == [
        "first", "Kappa is n/a in rows 1, 2 and 3: one category", "Kappa is n/a in row 5: infinite",
      ])
  }
}
