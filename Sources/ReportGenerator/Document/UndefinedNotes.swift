extension Table {
  /// One sentence for each column and reason of undefined cells, in the order in which they
  /// are met: `kappa is n/a in rows 2 and 5: both coders used one category`.
  ///
  /// Renderers print them behind the table's own notes; where a format has no place for notes
  /// (CSV, TSV, JSON Lines) the caller prints `allNotes` on standard error.
  public var undefinedNotes: [String] {
    var kinds: [Kind] = []
    var rowsOfKind: [[Int]] = []
    var indices: [Kind: Int] = [:]
    for (rowIndex, row) in rows.enumerated() {
      for (column, cell) in row.enumerated() {
        guard cell.canBeUndefined, case .undefined(let reason) = cell.plain else { continue }
        let kind = Kind(column: column, reason: reason)
        if let index = indices[kind] {
          rowsOfKind[index].append(rowIndex + 1)
        } else {
          indices[kind] = kinds.count
          kinds.append(kind)
          rowsOfKind.append([rowIndex + 1])
        }
      }
    }
    return zip(kinds, rowsOfKind).map { kind, rows in
      "\(columns[kind.column].title) is n/a in \(Table.list(rows)): \(kind.reason)"
    }
  }

  /// The notes, and what is undefined and why.
  public var allNotes: [String] { notes + undefinedNotes }

  private struct Kind: Hashable {
    var column: Int
    var reason: String
  }

  private static func list(_ rows: [Int]) -> String {
    if rows.count == 1 { return "row \(rows[0])" }
    let shown = rows.count <= 6 ? rows.count - 1 : 5
    let first = rows.prefix(shown).map(String.init).joined(separator: ", ")
    let rest = rows.count <= 6 ? String(rows[shown]) : "\(rows.count - shown) more"
    return "rows \(first) and \(rest)"
  }
}

extension Cell {
  /// Whether the cell is worth a closer look; spares the copy of `plain` for most cells.
  fileprivate var canBeUndefined: Bool {
    switch self {
    case .undefined, .number, .probability, .linked: true
    case .text, .integer, .empty: false
    }
  }
}
