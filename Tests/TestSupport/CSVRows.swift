/// A CSV text as RFC 4180 has it, read by a second reader that is not the product's own.
public struct CSVRows: Sendable {
  /// The names in the first line.
  public let header: [String]
  /// The rows after it.
  public let rows: [[String]]

  /// Reads a text.
  ///
  /// - Throws: `Tool.Failure` for a quotation mark that is not closed, text beside one, or rows
  ///   of different lengths.
  public init(_ text: String) throws {
    var table: [[String]] = []
    var row: [String] = []
    var field = ""
    var state = State.start
    func end() {
      row.append(field)
      field = ""
    }
    for scalar in text.unicodeScalars {
      switch (state, scalar) {
      case (.start, "\""): state = .quoted
      case (.quoted, "\""): state = .closed
      case (.quoted, _): field.unicodeScalars.append(scalar)
      case (.closed, "\""):
        field.unicodeScalars.append(scalar)
        state = .quoted
      case (_, ","):
        end()
        state = .start
      case (_, "\n"):
        end()
        table.append(row)
        row = []
        state = .start
      case (_, "\r"): continue
      case (.closed, _): throw Tool.Failure("text after a closed quotation in row \(table.count)")
      case (.plain, "\""): throw Tool.Failure("a quotation mark in a bare field")
      default:
        field.unicodeScalars.append(scalar)
        state = .plain
      }
    }
    guard state != .quoted else { throw Tool.Failure("a quotation is not closed") }
    if !row.isEmpty || !field.isEmpty {
      end()
      table.append(row)
    }
    guard let first = table.first else { throw Tool.Failure("no header") }
    guard table.allSatisfy({ $0.count == first.count }) else {
      throw Tool.Failure("rows of different lengths")
    }
    header = first
    rows = Array(table.dropFirst())
  }

  private enum State { case start, plain, quoted, closed }

  /// The values of a column.
  public func column(_ name: String) throws -> [String] {
    guard let index = header.firstIndex(of: name) else { throw Tool.Failure("no column \(name)") }
    return rows.map { $0[index] }
  }

  /// The rows as dictionaries.
  public var records: [[String: String]] {
    rows.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }
}
