/// Walks over the bytes of a comma-separated text, one record at a time.
///
/// It works on bytes because a Swift `Character` may join a comma with the combining mark
/// behind it, and then the comma would no longer separate.
struct CSVScanner {
  /// Why the bytes are no table.
  enum Failure: Error {
    /// The quote that opens on this line never closes.
    case openQuote(line: Int)
    /// A closing quote on this line is followed by something other than a separator.
    case afterQuote(line: Int)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  let separator: UInt8
  private var index = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let lf: UInt8 = 10
  private static let cr: UInt8 = 13

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if let (named, after) = CSVScanner.namedSeparator(in: bytes, from: index) {
      separator = named
      index = after
      line = 2
    } else {
      separator = CSVScanner.commonest(in: bytes, from: index)
    }
  }

  /// The next record that is not an empty line, or `nil` at the end.
  mutating func next(expecting columns: Int) throws -> CSVTable.Row? {
    skipEmptyLines()
    guard index < bytes.count else { return nil }
    let first = line
    var cells: [String] = []
    cells.reserveCapacity(columns)
    while true {
      cells.append(try cell())
      guard index < bytes.count else { break }
      if bytes[index] == separator {
        index += 1
        continue
      }
      endLine()
      break
    }
    return CSVTable.Row(line: first, cells: cells)
  }

  /// Reads one cell and stops at the separator, the line end or the end.
  private mutating func cell() throws -> String {
    if index < bytes.count, bytes[index] == CSVScanner.quote { return try quotedCell() }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == CSVScanner.lf || byte == CSVScanner.cr { break }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quotedCell() throws -> String {
    let opening = line
    index += 1
    let start = index
    var isPlain = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte == CSVScanner.quote {
        guard index + 1 < bytes.count, bytes[index + 1] == CSVScanner.quote else { break }
        isPlain = false
        index += 1
      } else if byte == CSVScanner.cr {
        isPlain = false
        if index + 1 >= bytes.count || bytes[index + 1] != CSVScanner.lf { line += 1 }
      } else if byte == CSVScanner.lf {
        line += 1
      }
      index += 1
    }
    guard index < bytes.count else { throw Failure.openQuote(line: opening) }
    let content = bytes[start..<index]
    index += 1
    if index < bytes.count {
      let byte = bytes[index]
      guard byte == separator || byte == CSVScanner.lf || byte == CSVScanner.cr else {
        throw Failure.afterQuote(line: line)
      }
    }
    return isPlain
      ? String(decoding: content, as: UTF8.self) : CSVScanner.unescaped(content)
  }

  /// Doubled quotes as one, CRLF and CR as LF.
  private static func unescaped(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      let byte = content[index]
      let following = index + 1 < content.endIndex ? content[index + 1] : 0
      if byte == cr {
        out.append(lf)
        if following == lf { index += 1 }
      } else {
        out.append(byte)
        if byte == quote { index += 1 }
      }
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func skipEmptyLines() {
    while index < bytes.count, bytes[index] == CSVScanner.lf || bytes[index] == CSVScanner.cr {
      endLine()
    }
  }

  private mutating func endLine() {
    if bytes[index] == CSVScanner.cr, index + 1 < bytes.count, bytes[index + 1] == CSVScanner.lf {
      index += 1
    }
    index += 1
    line += 1
  }

  private static func namedSeparator(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (separator: UInt8, after: Int)? {
    let word = Array("sep=".utf8)
    let end = start + word.count + 1
    guard bytes.count > end, bytes[start..<(end - 1)].elementsEqual(word) else { return nil }
    var after = end
    if bytes[after] == cr { after += 1 }
    guard after < bytes.count, bytes[after] == lf else { return nil }
    return (bytes[end - 1], after + 1)
  }

  private static func commonest(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> UInt8 {
    let separators = Array(",;\t".utf8)
    var counts = [0, 0, 0]
    var isQuoted = false
    var index = start
    while index < bytes.count, bytes[index] == lf || bytes[index] == cr { index += 1 }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote { isQuoted.toggle() }
      if !isQuoted {
        if byte == lf || byte == cr { break }
        if let which = separators.firstIndex(of: byte) { counts[which] += 1 }
      }
      index += 1
    }
    let most = counts.max() ?? 0
    return separators[counts.firstIndex(of: most) ?? 0]
  }
}
