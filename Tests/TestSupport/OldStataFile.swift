public import Foundation

/// Writes files as Stata 10 wrote them (release 114): words in the bytes of whatever code page the
/// machine had, and nothing that says which.
public struct OldStataFile {
  /// One column.
  public struct Column {
    /// What a cell holds.
    public enum Cells {
      /// Whole numbers from -127 to 100.
      case bytes([Cell])
      /// Numbers of double precision.
      case doubles([Cell])
      /// Words of so many bytes.
      case words(width: Int, [String])
    }

    var name: String
    var label: String
    var format: String
    var labels: [(Int32, String)]
    var cells: Cells

    /// Describes a column; labels stand on numbers, those of `.a` on 2147483622.
    public init(
      _ name: String, label: String = "", format: String = "%9.0g", labels: [(Int32, String)] = [],
      _ cells: Cells
    ) {
      self.name = name
      self.label = label
      self.format = format
      self.labels = labels
      self.cells = cells
    }
  }

  /// A number, or a missing value: 0 for `.`, 1 for `.a` and so on.
  public enum Cell {
    /// A number.
    case number(Double)
    /// A missing value.
    case missing(Int)
  }

  /// The number by which labels name `.a`; `.b` is one more.
  public static let labelOfTagA: Int32 = 2_147_483_622
  /// The rows that the head claims; else as many as there are.
  public var claimedRows: Int?
  private let columns: [Column]
  private let encoding: String.Encoding

  /// Prepares a file.
  public init(_ columns: [Column], encoding: String.Encoding = .utf8) {
    self.columns = columns
    self.encoding = encoding
  }

  /// The encoding GB18030.
  public static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

  /// The bytes of the file.
  public func data() -> Data {
    let rows =
      columns.map { column in
        switch column.cells {
        case .bytes(let cells), .doubles(let cells): cells.count
        case .words(_, let words): words.count
        }
      }.max() ?? 0
    var out = Data([114, 2, 1, 0])
    put(Int16(columns.count), &out)
    put(Int32(claimedRows ?? rows), &out)
    field("", 81, &out)
    field("", 18, &out)
    for column in columns {
      switch column.cells {
      case .bytes: out.append(251)
      case .doubles: out.append(255)
      case .words(let width, _): out.append(UInt8(width))
      }
    }
    for column in columns { field(column.name, 33, &out) }
    out.append(Data(count: 2 * (columns.count + 1)))
    for column in columns { field(column.format, 49, &out) }
    for column in columns { field(column.labels.isEmpty ? "" : column.name, 33, &out) }
    for column in columns { field(column.label, 81, &out) }
    out.append(Data(count: 5))
    for row in 0..<rows {
      for column in columns { cell(column.cells, row, &out) }
    }
    for column in columns where !column.labels.isEmpty { labels(column, &out) }
    return out
  }

  private func cell(_ cells: Column.Cells, _ row: Int, _ out: inout Data) {
    switch cells {
    case .words(let width, let words): field(words[row], width, &out)
    case .bytes(let cells):
      switch cells[row] {
      case .number(let number): out.append(UInt8(bitPattern: Int8(number)))
      case .missing(let tag): out.append(UInt8(101 + tag))
      }
    case .doubles(let cells):
      switch cells[row] {
      case .number(let number): put(number.bitPattern, &out)
      case .missing(let tag): put(UInt64(0x7FE0_0000_0000_0000) + UInt64(tag) << 40, &out)
      }
    }
  }

  private func labels(_ column: Column, _ out: inout Data) {
    var texts = Data()
    var starts: [Int32] = []
    for label in column.labels {
      starts.append(Int32(texts.count))
      texts.append(bytes(label.1))
      texts.append(0)
    }
    put(Int32(8 + 8 * column.labels.count + texts.count), &out)
    field(column.name, 33, &out)
    out.append(Data(count: 3))
    put(Int32(column.labels.count), &out)
    put(Int32(texts.count), &out)
    for start in starts { put(start, &out) }
    for label in column.labels { put(label.0, &out) }
    out.append(texts)
  }

  private func bytes(_ text: String) -> Data { text.data(using: encoding) ?? Data() }

  private func field(_ text: String, _ width: Int, _ out: inout Data) {
    let words = bytes(text).prefix(width)
    out.append(words)
    out.append(Data(count: width - words.count))
  }

  private func put<Number: FixedWidthInteger>(_ number: Number, _ out: inout Data) {
    withUnsafeBytes(of: number.littleEndian) { out.append(contentsOf: $0) }
  }
}
