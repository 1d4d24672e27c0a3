import Fieldwork

/// A table for the terminal: columns aligned by their true width, numbers to the right, a rule
/// under the header, notes below.
///
/// Where the table is wider than the terminal, columns of prose are wrapped first, then columns
/// of words are cut with `…`; numbers are never cut. Where even that does not fit, each row is
/// printed as a record of lines `title  value`. Control characters are shown as pictures, so
/// that words of a transcript cannot steer the terminal.
public struct TextTableRenderer: TableRenderer {
  /// The columns of the terminal, at least 20; `nil` for as wide as needed.
  public var width: Int?

  /// Makes a renderer for a terminal; smaller widths than 20 are taken for 20.
  public init(width: Int? = nil) { self.width = width.map { max(20, $0) } }

  /// Writes the whole answer.
  public func write(_ result: ResultTable, to output: inout OutputBuffer) {
    let table = result.table
    if let title = table.title {
      for line in fitted(title.printable) { writeLine(line, to: &output) }
      output.write("\n")
    }
    if table.rows.isEmpty {
      output.write("(no rows)\n")
    } else {
      let cells = table.rows.map { row in
        zip(row, table.columns).map { cell, column in
          column.kind == .prose ? cell.words.printable : cell.words.onOneLine
        }
      }
      let layout = TextTableLayout(table.columns, cells, width: width)
      if layout.fits {
        writeGrid(layout, table.columns, cells, to: &output)
      } else {
        writeRecords(table.columns, cells, to: &output)
      }
    }
    writeNotes(table.allNotes, to: &output)
  }

  private func writeGrid(
    _ layout: TextTableLayout, _ columns: [Column], _ rows: [[String]],
    to output: inout OutputBuffer
  ) {
    let titles = zip(columns, layout.widths).map { column, width in
      column.title.onOneLine.trimmingBlanks.wrapped(toColumns: width)
    }
    let height = titles.map(\.count).max() ?? 1
    // Titles stand on the rule, so that a short one is next to its values.
    let raised = titles.map { Array(repeating: "", count: height - $0.count) + $0 }
    writeBand(raised, layout, columns, to: &output)
    writeLine(
      layout.widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), to: &output)
    for row in rows {
      let band = row.indices.map { index -> [String] in
        let width = layout.widths[index]
        if columns[index].kind == .prose { return row[index].wrapped(toColumns: width) }
        return [row[index].truncated(toColumns: width)]
      }
      writeBand(band, layout, columns, to: &output)
    }
  }

  /// Writes cells of one or more lines beside each other.
  private func writeBand(
    _ band: [[String]], _ layout: TextTableLayout, _ columns: [Column],
    to output: inout OutputBuffer
  ) {
    for line in 0..<(band.map(\.count).max() ?? 0) {
      var text = ""
      for (index, cell) in band.enumerated() {
        if index > 0 { text += "  " }
        let part = line < cell.count ? cell[line] : ""
        text += part.padded(
          toColumns: layout.widths[index], isTrailing: columns[index].kind == .number)
      }
      writeLine(text, to: &output)
    }
  }

  /// Writes each row as lines of title and value, for tables that are too wide.
  private func writeRecords(
    _ columns: [Column], _ rows: [[String]], to output: inout OutputBuffer
  ) {
    let limit = width ?? Int.max
    let widest = columns.map { $0.title.onOneLine.displayWidth }.max() ?? 0
    let titleWidth = min(widest, limit / 3)
    for (index, row) in rows.enumerated() {
      if index > 0 { output.write("\n") }
      for (column, value) in zip(columns, row) where !value.isEmpty {
        let title = column.title.onOneLine.trimmingBlanks.truncated(toColumns: titleWidth)
        let lines = value.wrapped(toColumns: limit - titleWidth - 2)
        for (number, line) in lines.enumerated() {
          let head = (number == 0 ? title : "").padded(toColumns: titleWidth)
          writeLine(head + "  " + line, to: &output)
        }
      }
    }
  }

  private func writeNotes(_ notes: [String], to output: inout OutputBuffer) {
    guard !notes.isEmpty else { return }
    output.write("\n")
    for note in notes {
      for (number, line) in fitted(note.printable, indent: 2).enumerated() {
        writeLine((number == 0 ? "* " : "  ") + line, to: &output)
      }
    }
  }

  private func fitted(_ text: String, indent: Int = 0) -> [String] {
    width.map { text.wrapped(toColumns: $0 - indent) } ?? [text.onOneLine]
  }

  private func writeLine(_ line: String, to output: inout OutputBuffer) {
    var end = line.utf8.endIndex
    while end > line.utf8.startIndex, line.utf8[line.utf8.index(before: end)] == 0x20 {
      end = line.utf8.index(before: end)
    }
    output.write(String(line[..<end]))
    output.write(byte: 0x0A)
  }
}
