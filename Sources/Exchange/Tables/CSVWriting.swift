/// Writes tables as RFC 4180 defines them, in UTF-8 with LF line ends.
public enum CSVWriting {
  /// The table as text.
  ///
  /// - Parameters:
  ///   - header: the names of the columns.
  ///   - rows: the cells, as many per row as the header has; `nil` is a missing value and
  ///     becomes an empty cell.
  public static func text(header: [String], rows: [[String?]]) -> String {
    var out: [UInt8] = []
    append(header, to: &out)
    for row in rows { append(row.map { $0 ?? "" }, to: &out) }
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(_ cells: [String], to out: inout [UInt8]) {
    // A lone empty cell would be an empty line, which is no row.
    if cells == [""] { out += Array("\"\"".utf8) }
    for (index, cell) in cells.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      append(cell, to: &out)
    }
    out.append(10)
  }

  private static func append(_ cell: String, to out: inout [UInt8]) {
    guard needsQuotes(cell) else {
      out += cell.utf8
      return
    }
    let quote = UInt8(ascii: "\"")
    out.append(quote)
    for byte in cell.utf8 {
      if byte == quote { out.append(quote) }
      out.append(byte)
    }
    out.append(quote)
  }

  /// Blanks at the ends are quoted as well because some programs trim them; `;` and tab
  /// because they would count when a reader looks for the separator.
  private static func needsQuotes(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, let last = cell.utf8.last else { return false }
    if first == 32 || last == 32 { return true }
    return cell.utf8.contains { [10, 13, 34, 44, 59, 9].contains($0) }
  }
}
