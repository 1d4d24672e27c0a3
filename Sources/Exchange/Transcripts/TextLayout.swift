/// The lines of a text, and which of them begin a paragraph.
struct TextLayout {
  /// The bytes of each line, without its line end.
  private(set) var lines: [Range<Int>] = []
  /// The first line after the head.
  var firstLine = 0
  /// Whether every line is a paragraph of its own.
  private(set) var everyLine: Bool
  private var blank: [Bool] = []

  /// A line of more bytes than this was not wrapped at a column.
  private static let widestWrapped = 150

  /// Finds the lines of the text from a byte on.
  init(_ bytes: [UInt8], from start: Int, everyLine: Bool) {
    self.everyLine = everyLine
    var first = start
    var widest = 0
    var joined = 0
    var index = start
    bytes.withUnsafeBufferPointer { buffer in
      while index <= buffer.count {
        if index == buffer.count || buffer[index] == 0x0A {
          lines.append(first..<index)
          widest = max(widest, index - first)
          first = index + 1
        }
        index += 1
      }
    }
    blank.reserveCapacity(lines.count)
    var blanks = 0
    for line in lines {
      let isBlank =
        bytes.skippingBlanks(from: line.lowerBound, before: line.upperBound) == line.upperBound
      if isBlank { blanks += 1 } else if blank.last == false { joined += 1 }
      blank.append(isBlank)
    }
    if !everyLine {
      // Blank lines separate paragraphs only if there are some, and lines are short enough to
      // have been wrapped.
      let separated = blank.dropLast().contains(true)
      self.everyLine = !separated || joined == 0 || widest > Self.widestWrapped
    }
  }

  /// Whether a line is empty or blank.
  func isBlank(_ line: Int) -> Bool { blank[line] }

  /// Whether a line begins a paragraph.
  func startsParagraph(_ line: Int) -> Bool {
    !blank[line] && (everyLine || line == firstLine || line == 0 || blank[line - 1])
  }
}
