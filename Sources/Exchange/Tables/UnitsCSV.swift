public import Fieldwork

/// A table of units × codes with 0 and 1, from any program.
public enum UnitsCSV {
  /// Reads a table.
  ///
  /// The first column names the units, every other one is a code. A first column of nothing but
  /// 0 and 1, with more than two rows, is a code as well.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  ///   - within: the column that says inside which document (or other stratum) a unit lies; units
  ///     of one document need not stand together. Without it all units are of one table.
  /// - Throws: `TableFailure`, or a `Problem` for a cell that is neither 0 nor 1: a blank one is
  ///   missing, which is not 0.
  public static func read(_ text: String, fileName: String, within: String?) throws -> TurnTable {
    let csv = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(csv.header, file: fileName)
    var stratum: Int?
    if let within {
      stratum = try finder.take([within])
      guard stratum != nil else {
        throw TableFailure.missingColumns(file: fileName, missing: [within], present: csv.header)
      }
    }
    let named = csv.header.indices.filter { $0 != stratum }
    guard let first = named.first else {
      throw TableFailure.missingColumns(file: fileName, missing: ["of a code"], present: csv.header)
    }
    let isCode = csv.rows.count > 2 && csv.rows.allSatisfy { ["0", "1"].contains($0.cells[first]) }
    let columns = isCode ? named : Array(named.dropFirst())
    let codes = columns.map { csv.header[$0] }
    guard !codes.isEmpty else {
      throw TableFailure.missingColumns(file: fileName, missing: ["of a code"], present: csv.header)
    }
    if let empty = codes.firstIndex(of: "") {
      throw Problem(
        .data, "column \(columns[empty] + 1) has no name", place: "\(fileName), line 1",
        hint: "name the code")
    }
    if let twice = codes.enumerated().first(where: { codes[..<$0.offset].contains($0.element) }) {
      throw TableFailure.repeatedColumn(file: fileName, name: twice.element)
    }
    var documents: [TurnTable.Document] = []
    var known: [String: Int] = [:]
    for row in csv.rows {
      let document = stratum.map { row.cells[$0].trimmingCell } ?? "table"
      if known[document] == nil {
        known[document] = documents.count
        documents.append(.init(label: document, turns: []))
      }
      let label = isCode ? "line \(row.line)" : row.cells[first].trimmingCell
      let marks = try columns.indices.filter { try isMarked(row, columns[$0], codes[$0], fileName) }
      documents[known[document] ?? 0].turns.append(.init(label: label, codes: marks))
    }
    return TurnTable(codes: codes, documents: documents)
  }

  private static func isMarked(
    _ row: CSVTable.Row, _ column: Int, _ code: String, _ file: String
  ) throws -> Bool {
    switch row.cells[column].trimmingCell {
    case "1": return true
    case "0": return false
    case "":
      throw Problem(
        .data, "the cell of '\(code)' is empty", place: "\(file), line \(row.line)",
        hint: "write 0 or 1; missing is not 0, so leave such a unit out")
    case let other:
      throw Problem(
        .data, "'\(other)' under '\(code)' is neither 0 nor 1", place: "\(file), line \(row.line)",
        hint: "write 1 where the unit has the code and 0 where it has not")
    }
  }
}
