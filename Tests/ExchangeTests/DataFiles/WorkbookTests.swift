import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct WorkbookTests {
  private func book(_ sheets: [(String, String)], is1904: Bool = false) -> [UInt8] {
    let head = "<?xml version=\"1.0\"?>"
    let entries = sheets.enumerated().map {
      "<sheet name=\"\($1.0)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
    }.joined()
    let relations = sheets.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
    }.joined()
    var members = [
      (
        "xl/workbook.xml",
        "\(head)<workbook xmlns:r=\"r\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>"
          + "\(entries)</sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", "\(head)<Relationships>\(relations)</Relationships>"),
      (
        "xl/sharedStrings.xml",
        "\(head)<sst><si><t>住户</t></si><si><r><t>in</t></r><r><t>come</t></r>"
          + "<rPh><t>x</t></rPh></si><si><t>day</t></si><si><t>note</t></si></sst>"
      ),
      (
        "xl/styles.xml",
        "\(head)<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/>"
          + "<numFmt numFmtId=\"165\" formatCode=\"0.0&quot; days&quot;\"/></numFmts>"
          + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
          + "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"
      ),
    ]
    for (index, sheet) in sheets.enumerated() {
      members.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          "\(head)<worksheet><sheetData>\(sheet.1)</sheetData></worksheet>"
        ))
    }
    return ZIPBuilder.archive(members)
  }

  private let rows = """
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c>\
    <c r="D2" t="s"><v>3</v></c></row>
    <row r="3"><c r="A3" t="inlineStr"><is><t>H1</t></is></c><c r="B3"><v>0.1</v></c>\
    <c r="C3" s="1"><v>42543</v></c><c r="D3" t="e"><v>#N/A</v></c></row>
    <row r="5"><c r="A5" t="str"><f>"H"&amp;2</f><v>H2</v></c><c r="B5" s="3"><v>3</v></c>\
    <c r="C5" s="2"><v>42543.5</v></c><c r="D5" t="b"><v>1</v></c></row>
    """

  @Test func cellsOfEveryKindAreRead() throws {
    let sheet = try Workbook.read(book([("Answers", rows)]), fileName: "b.xlsx")
    #expect(sheet.table.header == ["住户", "income", "day", "note"])
    #expect(sheet.table.rows.map(\.line) == [3, 5])
    #expect(
      sheet.table.rows.map(\.cells) == [
        ["H1", "0.1", "2016-06-22", ""], ["H2", "3", "2016-06-22T12:00:00", "TRUE"],
      ])
    #expect(
      sheet.notes == ["b.xlsx: 1 cell with an error of a formula (such as #N/A) counts as empty"])
    let apple = try Workbook.read(book([("A", rows)], is1904: true), fileName: "b.xlsx")
    #expect(apple.table.rows[0].cells[2] == "2020-06-23")
    let draft = try SurveySource.read(
      [.sheet(sheet.table, name: "b.xlsx", notes: sheet.notes)], schema: nil)
    #expect(draft.records.map(\.key) == ["H1", "H2"])
  }

  @Test func sheetsAreFoundByName() throws {
    let other = "<row><c t=\"inlineStr\"><is><t>id</t></is></c></row><row><c><v>7</v></c></row>"
    let bytes = book([("First", rows), ("第二", other)])
    #expect(
      try Workbook.read(bytes, fileName: "b.xlsx").notes.first?.contains("others: 第二") == true)
    #expect(
      try Workbook.read(bytes, fileName: "b.xlsx", sheet: "第二").table.rows.map(\.cells) == [["7"]])
    do {
      _ = try Workbook.read(bytes, fileName: "b.xlsx", sheet: "Third")
      Issue.record("read a sheet that is not there")
    } catch let failure as DataFileFailure {
      #expect(
        failure.problem.line
          == "b.xlsx: the workbook has no sheet 'Third'; its sheets are First, 第二")
    }
    #expect(throws: TableFailure.self) {
      _ = try Workbook.read(self.book([("Empty", "")]), fileName: "b.xlsx")
    }
    #expect(throws: ZIPFailure.self) { _ = try Workbook.read([1, 2, 3], fileName: "b.xlsx") }
  }

  @Test func decimalCommasAreFoundWhereTheCommaSeparatesNothing() throws {
    func read(_ text: String, _ options: SurveyOptions = .init()) throws -> SurveyDraft {
      try SurveyCSV.read(data: text, fileName: "d.csv", options: options)
    }
    let draft = try read("id;n;w\na;1,5;x\nb;2;y\n")
    #expect(draft.records.map { $0.values[1] } == [.number(1.5), .number(2)])
    #expect(draft.notes.contains("d.csv: numbers such as 1,5 have a decimal comma"))
    let tabs = try read("id\tn\na\t-0,25\n")
    #expect(tabs.records[0].values[1] == .number(-0.25))
    // Where some numbers have a point, a comma is something else.
    let mixed = try read("id;n;m\na;1,5;2.5\nb;1,7;3\nc;1,5;3\n")
    #expect(mixed.variables[1].kind == .category)
    let quoted = try read("id,n\na,\"1,5\"\n", SurveyOptions(decimalComma: true))
    #expect(quoted.records[0].values[1] == .number(1.5))
  }
}
