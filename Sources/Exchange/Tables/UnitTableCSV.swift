public import Fieldwork

/// A table of units × codes as CSV, from any program: a header with the codes, one row per unit,
/// 0 or 1 in the cells (whole numbers where counts are wanted).
///
/// Whether the first column names the units is decided by `UnitColumn` and said in a note.
public enum UnitTableCSV {
  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  ///   - within: the column that says inside which document (or other stratum) a unit lies; units
  ///     of one document need not stand together.
  ///   - allowsCounts: whether cells above 1 are taken.
  /// - Throws: `TableFailure`, and `Problem` for a cell that is no such number, with its line: a
  ///   blank one is missing, which is not 0.
  public static func read(
    _ text: String, fileName: String, within: String? = nil, allowsCounts: Bool = false
  ) throws -> UnitTable {
    let table = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(table.header, file: fileName)
    var stratum: Int?
    if let within {
      stratum = try finder.take([within])
      guard stratum != nil else {
        throw TableFailure.missingColumns(file: fileName, missing: [within], present: table.header)
      }
    }
    var columns = table.header.indices.filter { $0 != stratum }
    let first = columns.first.map { column in
      UnitColumn(
        table.header[column], cells: table.rows.map { $0.cells[column] },
        allowsCounts: allowsCounts)
    }
    let name = first?.isName == true ? columns.first : nil
    columns.removeAll { $0 == name }
    let codes = columns.map { table.header[$0] }
    try check(codes, columns, table, fileName)
    let counts = try table.rows.map { row in
      try zip(codes, columns).map { code, column in
        try count(row, column, code, fileName, allowsCounts)
      }
    }
    return UnitTable(
      units: table.rows.enumerated().map { index, row in
        name.map { row.cells[$0].trimmingCell } ?? String(index + 1)
      }, codes: codes, counts: counts,
      strata: stratum.map { column in table.rows.map { $0.cells[column].trimmingCell } } ?? [],
      notes: first.map { [$0.note(fileName, "rows")] } ?? [])
  }

  private static func check(
    _ codes: [String], _ columns: [Int], _ table: CSVTable, _ file: String
  ) throws {
    guard !codes.isEmpty else {
      throw TableFailure.missingColumns(file: file, missing: ["of a code"], present: table.header)
    }
    for (position, code) in codes.enumerated() {
      guard !code.isEmpty else {
        throw Problem(
          .data, "column \(columns[position] + 1) has no name", place: "\(file), line 1",
          hint: "the header names the codes")
      }
      if codes[..<position].contains(code) {
        throw TableFailure.repeatedColumn(file: file, name: code)
      }
    }
    guard !table.rows.isEmpty else {
      throw Problem(
        .data, "the table has no row", place: file, hint: "each row is a unit with 0 or 1")
    }
  }

  private static func count(
    _ row: CSVTable.Row, _ column: Int, _ code: String, _ file: String, _ allowsCounts: Bool
  ) throws -> Int {
    let cell = row.cells[column].trimmingCell
    if let count = number(cell), count <= (allowsCounts ? Int.max : 1) { return count }
    let place = "\(file), line \(row.line)"
    guard !cell.isEmpty else {
      throw Problem(
        .data, "the cell of '\(code)' is empty", place: place,
        hint: "missing is not 0, so leave such a unit out")
    }
    throw Problem(
      .data, "'\(cell)' under '\(code)' is \(allowsCounts ? "no count" : "neither 0 nor 1")",
      place: place, hint: allowsCounts ? nil : "write 1 where the unit has the code, else 0")
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
