public import Fieldwork

/// A table of units × codes as CSV: a header with the codes, one row per unit, 0 or 1 in the
/// cells (whole numbers where counts are wanted).
///
/// A first column that is called `unit`, `id`, `case`, `transcript`, `row` or has no name, or
/// whose cells are not all whole numbers, names the units; otherwise they are numbered.
public enum UnitTableCSV {
  private static let unitNames: Set<String> = [
    "", "unit", "id", "case", "transcript", "document", "participant", "turn", "row",
  ]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  ///   - allowsCounts: whether cells above 1 are taken.
  /// - Throws: `TableFailure`, and `Problem` for a cell that is no such number, with its line.
  public static func read(
    _ text: String, fileName: String, allowsCounts: Bool = false
  ) throws -> UnitTable {
    let table = try CSVTable.read(text, fileName: fileName)
    let isNamed = namesUnits(table)
    let codes = Array(table.header.dropFirst(isNamed ? 1 : 0))
    for (column, code) in codes.enumerated() {
      guard !code.isEmpty else {
        throw Problem(
          .data, "column \(column + (isNamed ? 2 : 1)) has no name", place: "\(fileName), line 1",
          hint: "the header names the codes")
      }
      if codes[..<column].contains(code) {
        throw TableFailure.repeatedColumn(file: fileName, name: code)
      }
    }
    guard !codes.isEmpty, !table.rows.isEmpty else {
      throw Problem(
        .data, codes.isEmpty ? "the table has no code" : "the table has no row", place: fileName,
        hint: "the header names the codes, and each row is a unit with 0 or 1")
    }
    let counts = try table.rows.map { row in
      try zip(codes, row.cells.dropFirst(isNamed ? 1 : 0)).map { code, cell in
        guard let count = number(cell), count <= (allowsCounts ? Int.max : 1) else {
          throw Problem(
            .data,
            "'\(cell)' stands under \(code) where \(allowsCounts ? "a count" : "0 or 1") belongs",
            place: "\(fileName), line \(row.line)",
            hint: cell.trimmingBlanks.isEmpty ? "an empty cell is not taken for 0" : nil)
        }
        return count
      }
    }
    let units = table.rows.enumerated().map { index, row in
      isNamed ? row.cells[0].trimmingBlanks : String(index + 1)
    }
    return UnitTable(units: units, codes: codes, counts: counts)
  }

  private static func namesUnits(_ table: CSVTable) -> Bool {
    guard let first = table.header.first else { return false }
    return unitNames.contains(first.foldedName)
      || table.rows.contains { row in row.cells.first.map { number($0) == nil } ?? false }
  }

  /// A whole number from 0 to 2³¹ − 1.
  private static func number(_ cell: String) -> Int? {
    let digits = cell.trimmingBlanks
    guard (1...10).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(digits), number <= Int(Int32.max)
    else { return nil }
    return number
  }
}
