import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct CSVTableTests {
  private func read(_ text: String) throws -> CSVTable {
    try CSVTable.read(text, fileName: "f.csv")
  }

  @Test func quotedCellsHoldSeparatorsQuotesAndLineEnds() throws {
    let table = try read("a,b\r\n\"x,\"\"y\"\"\",\"one\r\ntwo\"\r\nlast,\"\"\r\n")
    #expect(table.header == ["a", "b"])
    #expect(table.rows.map(\.cells) == [["x,\"y\"", "one\ntwo"], ["last", ""]])
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test(arguments: [",", ";", "\t"])
  func separatorIsFoundInTheHeaderOutsideQuotes(separator: String) throws {
    let header = ["\"a, b; c\t d,;\t,;\t\"", "second", "third"].joined(separator: separator)
    let table = try read(header + "\n1\(separator)2\(separator)3\n")
    #expect(table.header.count == 3)
    #expect(table.rows.first?.cells == ["1", "2", "3"])
  }

  @Test func spreadsheetSeparatorLineDecidesAndCounts() throws {
    let table = try read("\u{FEFF}sep=;\r\na,x;b\r\n1;2\r\n")
    #expect(table.header == ["a,x", "b"])
    #expect(table.rows.first?.line == 3)
  }

  @Test func commaBeforeACombiningMarkStillSeparates() throws {
    #expect(try read("a,b\nx,\u{301}y\n").rows.first?.cells == ["x", "\u{301}y"])
  }

  @Test func repeatedColumnNamesAndEmptyLinesAreKeptOut() throws {
    let table = try read("\n\nQ, Comments ,Comments\n\n1,2,3\n\n")
    #expect(table.header == ["Q", "Comments", "Comments"])
    #expect(table.rows.map(\.line) == [5])
  }

  @Test func emptyCellsBehindTheLastColumnAreTolerated() throws {
    #expect(try read("a,b\n1,2,,\n").rows.first?.cells == ["1", "2"])
  }

  @Test(arguments: [
    ("", "f.csv: the table is empty; its first line names the columns"),
    (
      "a,b\n\n1\n",
      "f.csv, line 3: the row has 1 cell where the header has 2; add the missing cells; "
        + "an empty cell is a missing value"
    ),
    (
      "a,b\n\"x\ny\",2\n1,2,3\n",
      "f.csv, line 4: the row has 3 cells where the header has 2; put quotation marks around "
        + "a cell that contains the separator"
    ),
    (
      "a,b\n1,2\n1,\"x\ny\n",
      "f.csv, line 3: a quotation mark opens here and never closes; close it, or double it "
        + "where it is part of the words"
    ),
    (
      "a,b\n\"x\"y,2\n",
      "f.csv, line 2: something follows a closing quotation mark; double the quotation marks "
        + "that are part of the words"
    ),
  ])
  func brokenTableIsOneClearLine(text: String, message: String) {
    #expect(throws: TableFailure.self) { try read(text) }
    do { _ = try read(text) } catch let failure as TableFailure {
      #expect(failure.problem.line == message)
    } catch { Issue.record(error) }
  }

  @Test(arguments: UInt64(1)...40)
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let atoms = ["a", "户口", "\"", ",", ";", "\t", "\n", " ", "é", "\u{301}", "1", "👩‍👩‍👧", "'"]
    func cell() -> String {
      (0..<Int.random(in: 0...4, using: &random))
        .map { _ in atoms.randomElement(using: &random) ?? "" }.joined()
    }
    let width = Int.random(in: 1...5, using: &random)
    let header = (0..<width).map { "c\($0)" }
    let rows = (0..<Int.random(in: 0...9, using: &random)).map { _ in
      (0..<width).map { _ in cell() }
    }
    let text = CSVWriting.text(header: header, rows: rows)
    let table = try read(text)
    #expect(table.header == header, "seed \(seed)")
    #expect(table.rows.map(\.cells) == rows, "seed \(seed)")
  }

  @Test func missingValuesAreEmptyCells() {
    #expect(
      CSVWriting.text(header: ["a", "b"], rows: [[nil, "x;y"], ["", "二\"\n"]])
        == "a,b\n,\"x;y\"\n,\"二\"\"\n\"\n")
  }

  @Test(arguments: UInt64(1)...60)
  func damagedTablesAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array("id,quote,turn\r\n1,\"a \"\"b\"\", c\r\nd\",t2\r\n2,户口,\r\n".utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[at] = [34, 44, 10, 13, 59, 0, 0xE6].randomElement(using: &random) ?? 34
      case 1: bytes.remove(at: at)
      default: bytes.insert(34, at: at)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let table = try read(text)
      #expect(table.rows.allSatisfy { $0.cells.count == table.header.count })
    } catch { #expect(error is TableFailure, "seed \(seed)") }
  }
}
