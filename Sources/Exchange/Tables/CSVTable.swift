import Fieldwork

/// A table of a text file: a header and rows of as many cells.
///
/// Cells are the text of the file as RFC 4180 defines it, except that line ends inside quotes
/// are LF, as in every text of a study. Header cells lose blanks at their ends.
public struct CSVTable: Sendable {
  /// One row of cells with its place in the file.
  public struct Row: Sendable {
    /// The line of the file on which the row begins, from 1.
    public var line: Int
    /// One cell per column of the header; an empty cell is a missing value.
    public var cells: [String]

    /// Describes a row.
    public init(line: Int, cells: [String]) {
      self.line = line
      self.cells = cells
    }
  }

  /// The names of the columns as written; a name may stand more than once.
  public var header: [String]
  /// The rows in file order; empty lines are no rows.
  public var rows: [Row]
  /// The character that separates cells.
  var separator = UInt8(ascii: ",")

  /// Describes a table.
  public init(header: [String], rows: [Row]) {
    self.header = header
    self.rows = rows
  }

  /// Reads a table whose cells are separated by `,`, `;` or tab, whichever the header has
  /// most of outside quotes; a first line `sep=;`, as spreadsheets write it, decides.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` for a file without header, a NUL character, a quote that never
  ///   closes, words after a closing quote, and the first row that is longer or shorter than the header.
  ///   Further cells are tolerated where they are empty.
  public static func read(_ text: String, fileName: String) throws -> CSVTable {
    let parsed = try parse(text, fileName: fileName)
    if let first = parsed.ragged.first { throw first }
    return parsed.table
  }

  /// Reads a table and keeps apart the rows that do not fit the header, for readers that
  /// accept the others.
  static func parse(
    _ text: String, fileName: String
  ) throws -> (table: CSVTable, ragged: [TableFailure]) {
    var text = text
    return try text.withUTF8 { try parse($0, fileName: fileName) }
  }

  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, fileName: String
  ) throws -> (table: CSVTable, ragged: [TableFailure]) {
    if let nul = bytes.firstIndex(of: 0) {
      let before = LineEnds.normalised(Array(bytes[..<nul]))
      throw TableFailure.nul(file: fileName, line: 1 + before.count { $0 == 0x0A })
    }
    var scanner = CSVScanner(bytes: bytes)
    var header: [String]?
    var rows: [Row] = []
    var ragged: [TableFailure] = []
    do {
      while let row = try scanner.next(expecting: header?.count ?? 8) {
        guard let width = header?.count else {
          header = row.cells.map(\.trimmingBlanks)
          continue
        }
        if row.cells.count == width {
          rows.append(row)
        } else if row.cells.count > width, row.cells[width...].allSatisfy(\.isEmpty) {
          rows.append(Row(line: row.line, cells: Array(row.cells[..<width])))
        } else {
          ragged.append(
            .ragged(file: fileName, line: row.line, cells: row.cells.count, columns: width))
        }
      }
    } catch let failure as CSVScanner.Failure {
      throw TableFailure(failure, file: fileName)
    }
    guard let header else { throw TableFailure.empty(file: fileName) }
    var table = CSVTable(header: header, rows: rows)
    table.separator = scanner.separator
    return (table, ragged)
  }
}
