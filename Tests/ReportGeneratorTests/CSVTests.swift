import ReportGenerator
import Testing

/// Reads CSV by the grammar of RFC 4180, written apart from the renderer.
private func parseCSV(_ bytes: [UInt8]) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var field: [UInt8] = []
  var isQuoted = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if isQuoted {
      if byte == 34, index + 1 < bytes.count, bytes[index + 1] == 34 {
        field.append(34)
        index += 1
      } else if byte == 34 {
        isQuoted = false
      } else {
        field.append(byte)
      }
    } else if byte == 34 {
      isQuoted = true
    } else if byte == 44 || byte == 13 {
      row.append(String(decoding: field, as: UTF8.self))
      field = []
      if byte == 13 {
        rows.append(row)
        row = []
        index += 1
      }
    } else {
      field.append(byte)
    }
    index += 1
  }
  return rows
}

@Suite struct CSVTests {
  /// What a file must hold for a cell.
  private func exact(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value, _): value.isFinite ? "\(value)" : ""
    case .probability(let value): (0...1).contains(value) ? "\(value)" : ""
    case .undefined, .empty: ""
    case .linked(let inner, _): exact(inner)
    }
  }

  @Test func `a parser reads back every cell exactly`() {
    var tables = RandomTables(seed: 31)
    for _ in 0..<3_000 {
      let table = tables.table()
      let rows = parseCSV(CSVRenderer().bytes(ResultTable(command: "x", table: table)))
      let expected = [table.columns.map(\.key)] + table.rows.map { $0.map(exact) }
      // Equal as bytes: Swift's == takes a composed and a decomposed é for the same.
      #expect(rows.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
    }
  }

  @Test func `fields are quoted where RFC 4180 asks for it, lines end with CR LF`() {
    let table = Table(
      columns: [Column("a"), Column("b")],
      rows: [["x,y", "he said \"no\""], ["two\nlines", .empty], [" blank", "住，这里"]])
    let text = CSVRenderer().text(ResultTable(command: "x", table: table))
    #expect(
      text
        == "a,b\r\n\"x,y\",\"he said \"\"no\"\"\"\r\n\"two\nlines\",\r\n\" blank\",住，这里\r\n")
  }

  @Test func `a comma is a comma even before a combining mark`() {
    let table = Table(columns: [Column("a"), Column("b")], rows: [[",\u{301}x", "\u{301}y"]])
    let rows = parseCSV(CSVRenderer().bytes(ResultTable(command: "x", table: table)))
    #expect(
      rows[1].map { Array($0.unicodeScalars) } == [
        Array(",\u{301}x".unicodeScalars), Array("\u{301}y".unicodeScalars),
      ])
  }

  @Test func `a single empty field is no blank line`() {
    let table = Table(columns: [Column("a")], rows: [[.empty], ["x"]])
    #expect(CSVRenderer().text(ResultTable(command: "x", table: table)) == "a\r\n\"\"\r\nx\r\n")
  }

  @Test func `words like a formula stay as they are, and a sentence warns`() {
    let table = Table(
      columns: [Column("a"), .number("n")],
      rows: [["=1+1", -5], ["- he paused", 3], ["住", .linked("@x", anchor: "y")]])
    let text = CSVRenderer().text(ResultTable(command: "x", table: table))
    #expect(text == "a,n\r\n=1+1,-5\r\n- he paused,3\r\n住,@x\r\n")
    #expect(table.formulaWarning?.hasPrefix("3 cells begin with =, +, - or @") == true)
    #expect(table.selecting(["n"]).formulaWarning?.hasPrefix("1 cell begins") == true)
    #expect(Table(columns: [Column("a")], rows: [["x"]]).formulaWarning == nil)
  }

  @Test func `measures keep all their digits, whatever people are shown`() {
    let third = 1.0 / 3
    let table = Table(columns: [.number("j")], rows: [[.number(third, digits: 2)]])
    let rows = parseCSV(CSVRenderer().bytes(ResultTable(command: "x", table: table)))
    #expect(Double(rows[1][0]) == third)
    #expect(table.rows[0][0].words == "0.33")
  }

  @Test func `the mark for Excel is written only when asked for`() {
    let result = ResultTable(command: "x", table: Table(columns: [Column("a")]))
    #expect(CSVRenderer(hasByteOrderMark: true).bytes(result).prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(CSVRenderer().bytes(result).first == UInt8(ascii: "a"))
  }

  @Test func `tab-separated lines read back by undoing four escapes`() {
    var tables = RandomTables(seed: 32)
    for _ in 0..<2_000 {
      let table = tables.table()
      let bytes = TSVRenderer().bytes(ResultTable(command: "x", table: table))
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast()
      let rows = lines.map { line in
        line.split(separator: 9, omittingEmptySubsequences: false).map(unescaped)
      }
      let expected = [table.columns.map(\.key)] + table.rows.map { $0.map(exact) }
      #expect(rows == expected.map { $0.map { Array($0.utf8) } })
    }
  }

  private func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        out.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "t"): out.append(9)
      case UInt8(ascii: "n"): out.append(10)
      case UInt8(ascii: "r"): out.append(13)
      default: out.append(next)
      }
    }
    return out
  }
}
