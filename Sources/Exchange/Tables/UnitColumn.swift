import Fieldwork

/// The first column of a table of units × codes, which names the units or is a code.
///
/// It names them where its header says so (`unit`, `interview`, `id` …, or none at all), or where
/// its cells are not all 0 and 1. Otherwise it is a code, and the units are numbered.
struct UnitColumn {
  private static let headers: Set<String> = [
    "", "unit", "id", "case", "transcript", "document", "interview", "participant", "turn", "row",
  ]

  /// Whether the column names the units.
  let isName: Bool
  private let header: String

  /// Looks at a first column.
  ///
  /// - Parameters:
  ///   - header: its name.
  ///   - cells: its cells.
  ///   - allowsCounts: whether codes may have cells above 1. Where they may not, a column with
  ///     such cells that repeat is a code with a wrong cell, which its reader refuses.
  init(_ header: String, cells: [String], allowsCounts: Bool) {
    self.header = header
    let words = cells.map(\.trimmingCell)
    let beyond = words.filter { !["0", "1"].contains($0) }
    let areNumbers = words.allSatisfy {
      !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) }
    }
    isName =
      UnitColumn.headers.contains(header.foldedName)
      || !beyond.isEmpty && (!areNumbers || allowsCounts || Set(words).count == words.count)
  }

  /// Which reading was chosen, in words.
  ///
  /// - Parameter units: what the rows are, such as `rows` or `interviews`.
  func note(_ file: String, _ units: String) -> String {
    let name = header.isEmpty ? "without a name" : "'\(header)'"
    return isName
      ? "\(file): the first column, \(name), names the \(units)"
      : "\(file): the first column, \(name), is a code, since its cells are all 0 or 1; the "
        + "\(units) are numbered"
  }
}
