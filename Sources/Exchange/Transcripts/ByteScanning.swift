/// Looking at UTF-8 text byte by byte: scanning it as `Character`s costs fifty times as much.
extension [UInt8] {
  /// The number of bytes of the blank that begins here, 0 when something else does.
  ///
  /// Blanks are the white space of Unicode without the line end, and the two marks of no width
  /// (U+200B, U+FEFF) that editors leave behind.
  func blankWidth(at index: Int) -> Int {
    guard index < count else { return 0 }
    let byte = self[index]
    if byte < 0x80 { return byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C ? 1 : 0 }
    switch byte {
    case 0xC2:
      return index + 1 < count && (self[index + 1] == 0xA0 || self[index + 1] == 0x85) ? 2 : 0
    case 0xE1, 0xE2, 0xE3, 0xEF:
      guard index + 2 < count else { return 0 }
      switch (byte, self[index + 1], self[index + 2]) {
      case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
        (0xE2, 0x81, 0x9F), (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
        return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// Whether a blank begins here.
  func isBlank(at index: Int) -> Bool { blankWidth(at: index) > 0 }

  /// The first byte that is no blank.
  func skippingBlanks(from start: Int, before end: Int) -> Int {
    var index = start
    while index < end {
      let width = blankWidth(at: index)
      if width == 0 || index + width > end { break }
      index += width
    }
    return index
  }

  /// The end of the stretch without the blanks (and, when asked, line ends) it ends in.
  func trimmingBlanks(from start: Int, to end: Int, lineEnds: Bool = false) -> Int {
    var index = end
    while index > start {
      let byte = self[index - 1]
      if byte < 0x80 {
        guard blankWidth(at: index - 1) == 1 || (lineEnds && byte == 0x0A) else { break }
        index -= 1
      } else if index - start >= 2, blankWidth(at: index - 2) == 2 {
        index -= 2
      } else if index - start >= 3, blankWidth(at: index - 3) == 3 {
        index -= 3
      } else {
        break
      }
    }
    return index
  }

  /// Whether these bytes stand here.
  func matches(_ other: [UInt8], at index: Int) -> Bool {
    guard index >= 0, index + other.count <= count else { return false }
    for offset in other.indices where self[index + offset] != other[offset] { return false }
    return true
  }

  /// The text of a stretch.
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { self >= 48 && self <= 57 }

  /// Whether the byte is an ASCII letter.
  var isLetter: Bool { (self | 0x20) >= 97 && (self | 0x20) <= 122 }

  /// Whether the byte is an ASCII capital.
  var isCapital: Bool { self >= 65 && self <= 90 }
}
