public import CodingEngine
import Fieldwork

extension EngineTables {
  /// The cells of the framework: `case, theme, state, summary, quotes, stale, coder, written`; or
  /// one row for each case with a column for each theme.
  ///
  /// - Parameter wide: whether themes are columns; a `!` marks a summary whose quotes are others
  ///   now.
  public static func framework(_ matrix: FrameworkMatrix, wide: Bool) -> ResultTable {
    var table = wide ? wideFramework(matrix) : longFramework(matrix)
    let cells = matrix.cells
    let stale = cells.filter { $0.state == .stale }
    for cell in stale where wide {
      table.notes.append(
        "! \(cell.place) × \(cell.theme): \(cell.changes.joined(separator: "; "))")
    }
    func count(_ state: FrameworkMatrix.State) -> Int { cells.count { $0.state == state } }
    table.notes.append(
      "\(counted(cells.count, "cell")): \(count(.written)) written, \(stale.count) written from "
        + "other quotes, \(count(.unwritten)) with quotes and nothing written, \(count(.empty)) "
        + "without quotes")
    return ResultTable(command: "framework", unit: "cell", n: cells.count, table: table)
  }

  private static func longFramework(_ matrix: FrameworkMatrix) -> Table {
    var table = Table(columns: [
      Column("case"), Column("theme"), Column("state"), .prose("summary"), .prose("quotes"),
      .prose("stale"), Column("coder"), Column("written"),
    ])
    for cell in matrix.cells {
      table.append([
        .text(cell.place), .text(cell.theme), .text(cell.state.rawValue),
        .text(cell.written?.summary ?? ""),
        .text(cell.quotes.map(\.cite.words).joined(separator: "; ")),
        .text(cell.changes.joined(separator: "; ")), .text(cell.written?.coder ?? ""),
        .text(cell.written?.written ?? ""),
      ])
    }
    return table
  }

  private static func wideFramework(_ matrix: FrameworkMatrix) -> Table {
    let columns = matrix.themes.enumerated().map { position, theme in
      Column.prose("theme\(position + 1)", theme)
    }
    var table = Table(columns: [Column("case")] + columns)
    for row in matrix.rows {
      table.append([.text(row.first?.place ?? "")] + row.map { .text(words(of: $0)) })
    }
    return table
  }

  private static func words(of cell: FrameworkMatrix.Cell) -> String {
    switch cell.state {
    case .empty: "–"
    case .unwritten: "(nothing written of \(counted(cell.quotes.count, "quote")))"
    case .written: cell.written?.summary ?? ""
    case .stale: "! \(cell.written?.summary ?? "")"
    }
  }
}
