import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct CodeSheetTests {
  /// Sheets of random codes, every second text of them Chinese or worse, read back as they are.
  @Test(arguments: 0..<10)
  func `a sheet that nobody changes says the same code`(block: Int) throws {
    for step in 0..<1_000 {
      let seed = UInt64(block * 1_000 + step)
      var random = SeededGenerator(seed: seed)
      guard var code = RandomCodes.entries(using: &random).last else { continue }
      code.parent = "above"
      code.isRetired = Bool.random(using: &random)
      let sheet = CodeSheet.write(code)
      #expect(try CodeSheet.read(sheet, of: code) == code, "seed \(seed)\n\(sheet)")
      #expect(try CodeSheet.read(sheet.trimmingBlanks, of: code) == code, "seed \(seed)")
    }
  }

  @Test func `keys that say nothing yet stand there to be filled`() throws {
    let code = CodeDefinition(slug: "walk")
    let sheet = CodeSheet.write(code).replacing("    short:", with: "    short: 路很远。")
    #expect(try CodeSheet.read(sheet, of: code).short == "路很远。")
  }

  @Test func `a sheet with two codes or none is refused`() throws {
    let code = CodeDefinition(slug: "walk")
    #expect(throws: (any Error).self) {
      try CodeSheet.read(CodeSheet.write(code) + "  - id: other\n", of: code)
    }
    #expect(throws: (any Error).self) { try CodeSheet.read("codes: []\n", of: code) }
  }
}

@Suite struct SplitListTests {
  private let lines = [
    SplitSheet.Line(cite: "T-1#3", coder: "ann lee", round: 1, quote: "a | b\nc"),
    SplitSheet.Line(cite: "T-2#1", coder: "bo", round: 2, quote: "没有合同"),
  ]

  @Test func `a list that nobody changes assigns nothing`() throws {
    let sheet = SplitSheet.write(lines, of: "rent", into: ["paid", "owed"])
    #expect(try SplitSheet.read(sheet) == [])
    #expect(sheet.contains("? | T-1#3 | ann lee | 1 | a | b / c\n"))
  }

  @Test func `parts in the place of the question mark are assigned`() throws {
    let sheet = SplitSheet.write(lines, of: "rent", into: ["paid", "owed"])
      .replacing("? | T-1#3", with: "paid, owed | T-1#3")
    #expect(
      try SplitSheet.read(sheet) == [
        SplitRow(
          origin: "line 3", cite: "T-1#3", coder: "ann lee", round: 1, codes: ["paid", "owed"])
      ])
  }

  @Test func `a line that lost its form is told with its number`() {
    #expect(throws: Problem.self) { try SplitSheet.read("paid T-1#3") }
    #expect(throws: Problem.self) { try SplitSheet.read("paid | T-1#3 | ann | x | words") }
  }

  @Test func `rows without a code wait, several codes stand with semicolons`() throws {
    let text = "cite,coder,round,code,quote\r\nT-1#3,ann,1,paid; owed,x\r\nT-2#1,bo,2,,y\r\n"
    #expect(
      try SplitRowsCSV.read(text, fileName: "s.csv") == [
        SplitRow(
          origin: "s.csv, line 2", cite: "T-1#3", coder: "ann", round: 1, codes: ["paid", "owed"])
      ])
    let short = "passage,part\nT-1#3,paid\n"
    #expect(try SplitRowsCSV.read(short, fileName: "s.csv").map(\.coder) == [nil])
  }

  @Test func `a list without its columns, a row twice and a wrong round are refused`() {
    #expect(throws: (any Error).self) { try SplitRowsCSV.read("cite\nT#1\n", fileName: "s.csv") }
    #expect(throws: (any Error).self) {
      try SplitRowsCSV.read("cite,code\nT#1,a\nT#1,b\n", fileName: "s.csv")
    }
    #expect(throws: (any Error).self) {
      try SplitRowsCSV.read("cite,code,round\nT#1,a,0\n", fileName: "s.csv")
    }
  }

  @Test func `words on a command line are passages and parts`() throws {
    let rows = try SplitRow.typed(["T-1#3", "T-2#1", "paid"], by: "bo")
    #expect(rows.map(\.cite) == ["T-1#3", "T-2#1"])
    #expect(rows.allSatisfy { $0.codes == ["paid"] && $0.coder == "bo" })
    #expect(throws: Problem.self) { try SplitRow.typed(["T-1#3"], by: nil) }
    #expect(throws: Problem.self) { try SplitRow.typed(["paid"], by: nil) }
    #expect(throws: Problem.self) { try SplitRow(cite: "T-1", codes: []).place() }
  }
}
