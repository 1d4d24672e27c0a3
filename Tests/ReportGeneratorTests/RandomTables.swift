import ReportGenerator
import TestSupport

/// Tables of words that are hard on formats.
struct RandomTables {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let pieces = [
    "a", "guests", " ", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "\\", "\\n", "|", "<b>",
    "&amp;",
    "'", "=1+1", "-", "+", "@x", "住", "户口", "，", "「", "\u{301}", "👨‍👩‍👧", "\u{0}", "\u{1B}[31m",
    "\u{7F}", "\u{85}", "\u{9B}", "\u{2028}", "\u{FEFF}", "…", "`", "*", "_", "#", "[x](y)",
  ]

  mutating func words() -> String {
    let count = Int.random(in: 0...8, using: &generator)
    return (0..<count).map { _ in
      RandomTables.pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }

  mutating func cell(_ kind: Column.Kind) -> Cell {
    if kind != .number {
      return Int.random(in: 0...9, using: &generator) == 0 ? .empty : .text(words())
    }
    switch Int.random(in: 0...6, using: &generator) {
    case 0: return .integer(Int.random(in: -1_000_000...1_000_000, using: &generator))
    case 1: return .number(Double.random(in: -10...10, using: &generator), digits: 3)
    case 2: return .undefined(reason: words())
    case 3: return .linked(.integer(Int.random(in: 0...99, using: &generator)), anchor: words())
    case 4: return .number(.nan, digits: 1)
    case 5: return .probability(Double.random(in: -0.2...1.2, using: &generator))
    default: return .empty
    }
  }

  mutating func table() -> Table {
    let kinds: [Column.Kind] = [.text, .prose, .number]
    let count = Int.random(in: 1...6, using: &generator)
    var columns: [Column] = []
    for index in 0..<count {
      columns.append(
        Column("k\(index)\(words())", words(), kinds.randomElement(using: &generator) ?? .text))
    }
    var table = Table(title: words(), columns: columns, notes: [words()])
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      table.append(columns.map { cell($0.kind) })
    }
    return table
  }
}
