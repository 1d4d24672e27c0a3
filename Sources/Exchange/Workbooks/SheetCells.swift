import Fieldwork

/// Gathers the cells of a sheet.
final class SheetCells: MarkupHandler {
  private let strings: [String]
  private let dateStyles: Set<Int>
  private let startsIn1904: Bool
  private var rows: [(line: Int, cells: [String])] = []
  private var cells: [String] = []
  private var line = 0
  private var column = 0
  private var kind = ""
  private var style = 0
  private var words = ""
  private var isValue = false
  private var phonetic = 0
  /// The number of cells with an error.
  private(set) var errors = 0

  init(strings: [String], dateStyles: Set<Int>, startsIn1904: Bool) {
    self.strings = strings
    self.dateStyles = dateStyles
    self.startsIn1904 = startsIn1904
  }

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name.local {
    case "row":
      line = attributes["r"].flatMap { Int($0) } ?? line + 1
      cells = []
      column = -1
    case "c":
      column = attributes["r"].flatMap(Self.column) ?? column + 1
      kind = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      words = ""
    case "v": isValue = true
    case "rPh": phonetic += 1
    case "t": isValue = kind == "inlineStr" && phonetic == 0
    default: break
    }
  }

  func end(_ name: MarkupName) {
    switch name.local {
    case "v", "t": isValue = false
    case "rPh": phonetic -= 1
    case "c": put(value())
    case "row": if cells.contains(where: { !$0.isEmpty }) { rows.append((line, cells)) }
    default: break
    }
  }

  func text(_ part: String) {
    if isValue { words += part }
  }

  private func put(_ value: String) {
    guard !value.isEmpty, column >= 0, column < 20_000 else { return }
    while cells.count <= column { cells.append("") }
    cells[column] = value
  }

  private func value() -> String {
    switch kind {
    case "s": Int(words).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "b": words == "1" || words == "true" ? "TRUE" : "FALSE"
    case "e": error()
    case "n": number()
    default: words
    }
  }

  private func error() -> String {
    errors += 1
    return ""
  }

  private func number() -> String {
    guard let number = NumberReading.number(words) else { return words }
    guard dateStyles.contains(style), let date = date(number) else { return plainNumber(number) }
    return date
  }

  /// Days from the end of 1899, in which such programs know a 29 February 1900, or from 1904.
  private func date(_ number: Double) -> String? {
    guard number >= 1, number < 2_958_466 else { return nil }
    let shifted = startsIn1904 ? number + 1_462 : number < 60 ? number + 1 : number
    // The days from 30 December 1899 to 1 January 1960.
    let seconds = ((shifted - 21_916) * 86_400).rounded()
    return FileDate.seconds(from: .year1960, isDay: true).written(seconds)
  }

  /// The column of `BC12`, from 0.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      let letter = byte & 0xDF
      guard (65...90).contains(letter) else { break }
      column = column * 26 + Int(letter) - 64
      guard column < 100_000 else { return nil }
    }
    return column > 0 ? column - 1 : nil
  }

  /// The table whose header is the first row.
  func table(file: String) throws -> CSVTable {
    guard let head = rows.first else { throw TableFailure.empty(file: file) }
    let width = rows.map(\.cells.count).max() ?? 0
    func padded(_ cells: [String]) -> [String] {
      cells + Array(repeating: "", count: width - cells.count)
    }
    return CSVTable(
      header: padded(head.cells).map(\.trimmingBlanks),
      rows: rows.dropFirst().map { CSVTable.Row(line: $0.line, cells: padded($0.cells)) })
  }
}
