import Foundation

/// A CSV file read by another road than the product's own: character by character, RFC 4180.
struct Table {
  /// The rows, each with its cells by column name.
  let rows: [[String: String]]
  /// The same rows as they stand, without the header.
  let cells: [[String]]

  init(_ text: String) {
    var records: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for character in text {
      if isQuoted {
        isQuoted = character != "\""
        if isQuoted { cell.append(character) } else { wasQuote = true }
        continue
      }
      switch character {
      case "\"":
        if wasQuote { cell.append(character) }
        isQuoted = true
      case ",":
        records[records.count - 1].append(cell)
        cell = ""
      case "\n", "\r\n":
        records[records.count - 1].append(cell)
        cell = ""
        records.append([])
      default: cell.append(character)
      }
      wasQuote = false
    }
    if !cell.isEmpty || records.last?.isEmpty == false { records[records.count - 1].append(cell) }
    if records.last?.isEmpty == true { records.removeLast() }
    let header = records.first ?? []
    cells = Array(records.dropFirst())
    rows = cells.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  init(contentsOf url: URL) throws {
    self.init(String(decoding: try Data(contentsOf: url), as: UTF8.self))
  }
}
