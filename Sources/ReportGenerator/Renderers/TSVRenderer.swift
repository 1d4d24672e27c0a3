import Fieldwork

/// Tab-separated values: UTF-8, a header line of column keys, LF line ends, one line per row
/// whatever the words hold.
///
/// The format has no quotation marks, so tabulators, line ends and backslashes inside words are
/// written `\t`, `\n`, `\r` and `\\` (as PostgreSQL's COPY does): exact after reading back.
/// Everything else is as in `CSVRenderer`.
public struct TSVRenderer: RowRenderer {
  /// Makes a renderer.
  public init() {}

  /// Writes the line of column keys.
  public func writeHeader(_ columns: [Column], to output: inout OutputBuffer) {
    writeRow(columns.map { .text($0.key) }, under: columns, to: &output)
  }

  /// Writes one line.
  public func writeRow(_ row: [Cell], under columns: [Column], to output: inout OutputBuffer) {
    for (index, cell) in row.enumerated() {
      if index > 0 { output.write(byte: 0x09) }
      write(cell, to: &output)
    }
    output.write(byte: 0x0A)
  }

  private func write(_ cell: Cell, to output: inout OutputBuffer) {
    switch cell {
    case .text(let text):
      output.write(text) { byte in
        switch byte {
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x5C: "\\\\"
        default: nil
        }
      }
    case .integer(let value): output.write(String(value))
    case .number(let value, _): if value.isFinite { output.write(value.shortest) }
    case .probability(let value): if (0...1).contains(value) { output.write(value.shortest) }
    case .undefined, .empty: break
    case .linked(let inner, _): write(inner, to: &output)
    }
  }
}
