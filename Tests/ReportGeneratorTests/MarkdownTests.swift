import ReportGenerator
import Testing

@Suite struct MarkdownTests {
  private func paragraph(_ words: String) -> String {
    let document = Document(title: "t", blocks: [.paragraph(words)])
    return String(MarkdownRenderer().text(document).dropFirst("# t\n\n".count).dropLast())
  }

  @Test func `words that look like Markdown stay words`() {
    #expect(paragraph("*a* _b_ `c` [d](e) ~f~ $g$") == #"\*a\* \_b\_ \`c\` \[d\](e) \~f\~ \$g\$"#)
    #expect(paragraph("<b> & </b>") == "&lt;b&gt; &amp; &lt;/b&gt;")
    #expect(paragraph("# no heading") == "\\# no heading")
    #expect(paragraph("- no list") == #"\- no list"#)
    #expect(paragraph("12. no list") == #"12\. no list"#)
    #expect(paragraph("0.81 is a number - yes") == "0.81 is a number - yes")
    #expect(paragraph("back\\slash") == #"back\\slash"#)
  }

  @Test func `stress in Chinese text is marked so that CommonMark sees it`() {
    let document = Document(
      title: "t",
      blocks: [.paragraph(["他说", .strong(["“好”"]), "了", .emphasis(["真"]), "的"])])
    #expect(MarkdownRenderer().text(document).hasSuffix("他说<strong>“好”</strong>了*真*的\n"))
  }

  @Test func `code keeps its backticks`() {
    let document = Document(title: "t", blocks: [.paragraph([.code("a`b")])])
    #expect(MarkdownRenderer().text(document).hasSuffix("`` a`b ``\n"))
  }

  @Test func `a row of a table is one line with one cell per column, whatever the words`() {
    var tables = RandomTables(seed: 61)
    for _ in 0..<1_000 {
      var table = tables.table()
      table.title = nil
      table.notes = []
      let text = MarkdownRenderer().text(ResultTable(command: "x", table: table))
      let lines = text.split { $0.isNewline }.prefix(2 + table.rows.count)
      #expect(lines.count == 2 + table.rows.count)
      for line in lines {
        var bars = 0
        var isEscaped = false
        for byte in line.utf8 {
          if byte == UInt8(ascii: "|"), !isEscaped { bars += 1 }
          isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        #expect(bars == table.columns.count + 1, "\(line)")
      }
    }
  }
}
