import Fieldwork

/// The widths of the columns of a table on a terminal.
struct TextTableLayout {
  /// The columns of the terminal that each column of the table takes.
  private(set) var widths: [Int]
  /// Whether the table fits the terminal with these widths.
  let fits: Bool

  /// Measures a table, and shrinks its columns until it fits.
  ///
  /// Among columns of a kind the widest gives first; prose gives before words, since words are
  /// often names that somebody wants to type. Numbers keep their width.
  init(_ columns: [Column], _ rows: [[String]], width limit: Int?) {
    var widths = [Int](repeating: 1, count: columns.count)
    for row in rows {
      for (index, cell) in row.enumerated() {
        if cell.utf8.contains(0x0A) {
          for line in cell.split(separator: "\n") {
            widths[index] = max(widths[index], line.displayWidth)
          }
        } else {
          widths[index] = max(widths[index], cell.displayWidth)
        }
      }
    }
    for (index, column) in columns.enumerated() {
      // A title may be broken between its words, but not inside one, and not into a word a line
      // where the cells are short.
      let title = column.title.onOneLine.trimmingBlanks
      let longest = title.split(separator: " ").map(\.displayWidth).max() ?? 0
      let words = max(longest, min(title.displayWidth, 14))
      widths[index] = max(widths[index], limit == nil ? title.displayWidth : words)
    }
    guard let limit else {
      self.widths = widths
      fits = true
      return
    }
    let room = limit - 2 * (columns.count - 1)
    var excess = widths.reduce(0, +) - room
    let steps: [(Column.Kind, Int)] = [
      (.prose, 24), (.text, 20), (.prose, 16), (.text, 12), (.prose, 10), (.text, 6),
    ]
    for (kind, least) in steps where excess > 0 {
      let giving = columns.indices.filter { columns[$0].kind == kind && widths[$0] > least }
      TextTableLayout.shrink(&widths, giving, least: least, by: &excess)
    }
    self.widths = widths
    fits = excess <= 0
  }

  /// Takes columns from the widest of some, one after another from the left among equals.
  private static func shrink(
    _ widths: inout [Int], _ giving: [Int], least: Int, by excess: inout Int
  ) {
    while excess > 0 {
      guard let widest = giving.max(by: { widths[$0] < widths[$1] }), widths[widest] > least
      else { return }
      let others = giving.filter { widths[$0] < widths[widest] }.map { widths[$0] }
      let peers = giving.filter { widths[$0] == widths[widest] }
      let floor = max(least, others.max() ?? least)
      let step = min(widths[widest] - floor, max(1, excess / peers.count))
      for index in peers where excess > 0 {
        widths[index] -= step
        excess -= step
      }
    }
  }
}
