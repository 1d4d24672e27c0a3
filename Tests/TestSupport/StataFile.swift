public import Foundation

/// Writes files as Stata 13 and later write them (releases 117 to 119), in either byte order.
public struct StataFile {
  /// One column.
  public struct Column {
    /// What a cell holds.
    public enum Cells {
      /// Whole numbers of one, two or four bytes; `nil` for `.`.
      case whole(bytes: Int, [Int?])
      /// Numbers of double precision; a missing one is 0 for `.`, 1 for `.a` and so on.
      case doubles([Cell])
      /// Words of so many bytes.
      case words(width: Int, [String])
      /// Words of any length, which Stata keeps behind the rows.
      case longWords([String])

      var count: Int {
        switch self {
        case .whole(_, let cells): cells.count
        case .doubles(let cells): cells.count
        case .words(_, let words), .longWords(let words): words.count
        }
      }
    }

    var name: String
    var label: String
    var labels: [(Int32, String)]
    var cells: Cells

    /// Describes a column.
    public init(
      _ name: String, label: String = "", labels: [(Int32, String)] = [], _ cells: Cells
    ) {
      self.name = name
      self.label = label
      self.labels = labels
      self.cells = cells
    }
  }

  /// A number, or a missing value: 0 for `.`, 1 for `.a` and so on.
  public typealias Cell = OldStataFile.Cell

  /// The rows that the head claims; else as many as there are.
  public var claimedRows: Int?
  private let columns: [Column]
  private let release: Int
  private let isBigEndian: Bool

  /// Prepares a file.
  public init(_ columns: [Column], release: Int = 118, isBigEndian: Bool = false) {
    self.columns = columns
    self.release = release
    self.isBigEndian = isBigEndian
  }

  /// The bytes of the file.
  public func data() -> Data {
    let rows = columns.map(\.cells.count).max() ?? 0
    let isOld = release == 117
    let (nameWidth, formatWidth, labelWidth) = isOld ? (33, 49, 81) : (129, 57, 321)
    let countWidth = release == 119 ? 4 : 2
    var out = Data("<stata_dta><header><release>\(release)</release><byteorder>".utf8)
    out += Data("\(isBigEndian ? "MSF" : "LSF")</byteorder><K>".utf8)
    put(columns.count, countWidth, &out)
    out += Data("</K><N>".utf8)
    put(claimedRows ?? rows, isOld ? 4 : 8, &out)
    out += Data("</N><label>".utf8)
    put(7, isOld ? 1 : 2, &out)
    out += Data("a label</label><timestamp>".utf8)
    put(0, 1, &out)
    out += Data("</timestamp></header>".utf8)
    var offsets = [0, out.count]
    let map = out.count + 5
    out += Data("<map>".utf8) + Data(count: 14 * 8) + Data("</map>".utf8)
    func section(_ name: String, _ content: (inout Data) -> Void) {
      offsets.append(out.count)
      out += Data("<\(name)>".utf8)
      content(&out)
      out += Data("</\(name)>".utf8)
    }
    section("variable_types") { out in for column in columns { put(type(column), 2, &out) } }
    section("varnames") { out in for column in columns { field(column.name, nameWidth, &out) } }
    section("sortlist") { out in out += Data(count: countWidth * (columns.count + 1)) }
    section("formats") { out in for _ in columns { field("%9.0g", formatWidth, &out) } }
    section("value_label_names") { out in
      for column in columns { field(column.labels.isEmpty ? "" : column.name, nameWidth, &out) }
    }
    section("variable_labels") { out in
      for column in columns { field(column.label, labelWidth, &out) }
    }
    section("characteristics") { out in
      out += Data("<ch>".utf8)
      put(2 * nameWidth + 2, 4, &out)
      field("_dta", nameWidth, &out)
      field("note0", nameWidth, &out)
      out += Data("1\0</ch>".utf8)
    }
    section("data") { out in
      for row in 0..<rows {
        for (place, column) in columns.enumerated() { cell(column.cells, row, place, &out) }
      }
    }
    section("strls") { out in
      for (place, column) in columns.enumerated() {
        guard case .longWords(let words) = column.cells else { continue }
        for (row, word) in words.enumerated() where !word.isEmpty {
          out += Data("GSO".utf8)
          put(place + 1, 4, &out)
          put(row + 1, isOld ? 4 : 8, &out)
          put(130, 1, &out)
          put(word.utf8.count + 1, 4, &out)
          out += Data(word.utf8) + Data([0])
        }
      }
    }
    section("value_labels") { out in
      for column in columns where !column.labels.isEmpty { labels(column, nameWidth, &out) }
    }
    offsets.append(out.count)
    out += Data("</stata_dta>".utf8)
    offsets.append(out.count)
    var written = Data()
    for offset in offsets { put(offset, 8, &written) }
    out.replaceSubrange(map..<map + 14 * 8, with: written)
    return out
  }

  private func type(_ column: Column) -> Int {
    switch column.cells {
    case .whole(1, _): 65_530
    case .whole(2, _): 65_529
    case .whole: 65_528
    case .doubles: 65_526
    case .words(let width, _): width
    case .longWords: 32_768
    }
  }

  private func cell(_ cells: Column.Cells, _ row: Int, _ place: Int, _ out: inout Data) {
    switch cells {
    case .words(let width, let words): field(words[row], width, &out)
    case .whole(let bytes, let cells):
      let missing = [1: 101, 2: 32_741][bytes] ?? 2_147_483_621
      put(cells[row] ?? missing, bytes, &out)
    case .doubles(let cells):
      switch cells[row] {
      case .number(let number): put(Int(bitPattern: UInt(number.bitPattern)), 8, &out)
      case .missing(let tag): put(0x7FE0_0000_0000_0000 + tag << 40, 8, &out)
      }
    case .longWords(let words):
      let (column, line) = words[row].isEmpty ? (0, 0) : (place + 1, row + 1)
      let width = [117: 4, 118: 2][release] ?? 3
      put(column, width, &out)
      put(line, 8 - width, &out)
    }
  }

  private func labels(_ column: Column, _ nameWidth: Int, _ out: inout Data) {
    var texts = Data()
    var starts: [Int] = []
    for label in column.labels {
      starts.append(texts.count)
      texts += Data(label.1.utf8) + Data([0])
    }
    out += Data("<lbl>".utf8)
    put(8 + 8 * column.labels.count + texts.count, 4, &out)
    field(column.name, nameWidth, &out)
    out += Data(count: 3)
    put(column.labels.count, 4, &out)
    put(texts.count, 4, &out)
    for start in starts { put(start, 4, &out) }
    for label in column.labels { put(Int(label.0), 4, &out) }
    out += texts + Data("</lbl>".utf8)
  }

  private func field(_ text: String, _ width: Int, _ out: inout Data) {
    let words = Data(text.utf8).prefix(width)
    out += words + Data(count: width - words.count)
  }

  private func put(_ value: Int, _ width: Int, _ out: inout Data) {
    let low = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    out += Data(isBigEndian ? low.reversed() : low)
  }
}
