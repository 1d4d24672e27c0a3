/// Rows of bits in one flat array, such as codes × transcripts.
public struct BitMatrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Words of 64 columns per row.
  private let stride: Int
  private var words: [UInt64]

  /// An empty matrix; sizes must not be negative.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = (columns + 63) / 64
    words = [UInt64](repeating: 0, count: rows * stride)
  }

  /// Whether a bit is set.
  public subscript(row: Int, column: Int) -> Bool {
    words[row * stride + column >> 6] & (1 << UInt64(column & 63)) != 0
  }

  /// Sets a bit; `true` when it was not set before.
  @discardableResult
  public mutating func insert(_ row: Int, _ column: Int) -> Bool {
    let index = row * stride + column >> 6
    let bit: UInt64 = 1 << UInt64(column & 63)
    defer { words[index] |= bit }
    return words[index] & bit == 0
  }

  /// Sets in one row every bit that is set in another row of an equally wide matrix.
  public mutating func formUnion(_ row: Int, with other: BitMatrix, row otherRow: Int) {
    for offset in 0..<stride {
      words[row * stride + offset] |= other.words[otherRow * stride + offset]
    }
  }

  /// The number of bits set in a row.
  public func count(_ row: Int) -> Int {
    var count = 0
    for offset in 0..<stride { count += words[row * stride + offset].nonzeroBitCount }
    return count
  }

  /// The number of columns set in both rows.
  public func countBoth(_ row: Int, _ other: Int) -> Int {
    var count = 0
    for offset in 0..<stride {
      count += (words[row * stride + offset] & words[other * stride + offset]).nonzeroBitCount
    }
    return count
  }

  /// The number of columns set in both rows of at least one of several matrices of one shape.
  static func countBoth(_ row: Int, _ other: Int, inAnyOf matrices: [BitMatrix]) -> Int {
    guard let first = matrices.first else { return 0 }
    if matrices.count == 1 { return first.countBoth(row, other) }
    var count = 0
    for offset in 0..<first.stride {
      var word: UInt64 = 0
      for matrix in matrices {
        word |=
          matrix.words[row * first.stride + offset] & matrix.words[other * first.stride + offset]
      }
      count += word.nonzeroBitCount
    }
    return count
  }

  /// The columns set in a row, ascending.
  public func members(_ row: Int) -> [Int] {
    var members: [Int] = []
    for offset in 0..<stride {
      var word = words[row * stride + offset]
      while word != 0 {
        members.append(offset * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return members
  }

  /// Unsets every bit of a row.
  mutating func clear(_ row: Int) {
    for offset in 0..<stride { words[row * stride + offset] = 0 }
  }

  /// Calls back for every column above one that is set in at least one of some rows.
  func forEachColumn(above column: Int, inAnyOf rows: [Int], _ body: (Int) -> Void) {
    var offset = (column + 1) >> 6
    guard offset < stride else { return }
    var mask = UInt64.max << UInt64((column + 1) & 63)
    while offset < stride {
      var word: UInt64 = 0
      for row in rows { word |= words[row * stride + offset] }
      word &= mask
      while word != 0 {
        body(offset * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
      mask = .max
      offset += 1
    }
  }
}
