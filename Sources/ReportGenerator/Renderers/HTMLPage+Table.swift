import Fieldwork

extension HTMLPage {
  /// Writes a table with its caption and notes; the first column, unless it holds numbers, is
  /// the header of its rows.
  mutating func write(_ table: Table) {
    output.write("<div class=\"table\">\n<div class=\"scroll\">\n<table>\n")
    if let title = table.title {
      output.write("<caption>")
      output.writeHTML(title)
      output.write("</caption>\n")
    }
    output.write("<thead>\n<tr>")
    for column in table.columns {
      output.write("<th scope=\"col\"\(kindClass(column))\(languageAttribute(column.title))>")
      output.writeHTML(column.title)
      output.write("</th>")
    }
    output.write("</tr>\n</thead>\n<tbody>\n")
    let hasRowHeaders = table.columns.count > 1 && table.columns[0].kind == .text
    for row in table.rows {
      output.write("<tr>")
      for (index, cell) in row.enumerated() {
        let isHeader = index == 0 && hasRowHeaders
        let isTight = isHeader && cell.words.displayWidth <= 24
        let header = isTight ? "th scope=\"row\" class=\"tight\"" : "th scope=\"row\""
        write(cell, table.columns[index], tag: isHeader ? header : "td")
        output.write(isHeader ? "</th>" : "</td>")
      }
      output.write("</tr>\n")
    }
    output.write("</tbody>\n</table>\n</div>\n")
    for note in table.allNotes {
      output.write("<p class=\"table-note\">")
      output.writeHTML(note)
      output.write("</p>\n")
    }
    output.write("</div>\n")
  }

  private mutating func write(_ cell: Cell, _ column: Column, tag: String) {
    let words = cell.words
    let isText = column.kind != .number
    output.write("<\(tag)\(kindClass(column))\(isText ? languageAttribute(words) : "")>")
    if case .linked(_, let anchor) = cell {
      output.write("<a href=\"#\(anchorID(anchor))\">")
      output.writeHTML(words)
      output.write("</a>")
    } else if case .undefined = cell.plain {
      output.write("<span class=\"undefined\">")
      output.writeHTML(words)
      output.write("</span>")
    } else {
      output.writeHTML(words)
    }
  }

  private func kindClass(_ column: Column) -> String {
    switch column.kind {
    case .number: " class=\"number\""
    case .prose: " class=\"prose\""
    case .text: ""
    }
  }
}
