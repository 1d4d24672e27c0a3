import Fieldwork
import ReportGenerator
import Testing

@Suite struct TextTableTests {
  private func lines(_ table: Table, _ width: Int?) -> [String] {
    let text = TextTableRenderer(width: width).text(ResultTable(command: "x", table: table))
    // Bytes, since what is tested is that no other line end or control character is left.
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `no line is wider than the terminal and none steers it`() {
    var tables = RandomTables(seed: 51)
    for _ in 0..<2_000 {
      let table = tables.table()
      let width = Int.random(in: 20...100, using: &tables.generator)
      for line in lines(table, width) {
        #expect(line.displayWidth <= width, "\(width) \(line)")
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
      }
    }
  }

  @Test func `columns stand at the same place in every line, whatever the script`() {
    let table = Table(
      columns: [Column("code", "Code"), .number("n"), Column("who", "Who")],
      rows: [["户口", 7, "a"], ["intent", 123, "住"], ["e\u{301}👨‍👩‍👧", 0, "b"]])
    #expect(
      lines(table, nil) == [
        "Code      n  Who",
        "------  ---  ---",
        "户口      7  a",
        "intent  123  住",
        "e\u{301}👨‍👩‍👧       0  b",
      ])
  }

  @Test func `prose is wrapped, words are cut, numbers are never cut`() {
    let table = Table(
      columns: [Column("code"), .number("n"), .prose("quote")],
      rows: [
        ["a-rather-long-name-of-a-code", 123_456_789, "we are not guests, we live here 我们住在这里"]
      ])
    let text = lines(table, 44)
    #expect(text.allSatisfy { $0.displayWidth <= 44 })
    #expect(text[2].contains("…") && text[2].contains("123456789"))
    let words = text.dropFirst(2).joined(separator: " ")
    for word in ["guests,", "live", "here"] { #expect(words.contains(word)) }
  }

  @Test func `a table too wide for the terminal becomes records that lose nothing`() {
    let columns = (1...12).map { Column("key\($0)") }
    let table = Table(columns: columns, rows: [(1...12).map { .text("value number \($0)") }])
    let text = lines(table, 40)
    #expect(text.count == 12)
    #expect(text[0] == "key1   value number 1" && text[11] == "key12  value number 12")
  }

  @Test func `an empty table says so`() {
    #expect(lines(Table(columns: [Column("a")]), 80) == ["(no rows)"])
  }
}
