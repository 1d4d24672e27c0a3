extension TextBuffer {
  /// Whether a cut before this scalar splits no character that a reader sees as one.
  ///
  /// Looks at a window of 64 scalars on both sides, which is longer than any grapheme cluster
  /// met in interviews; longer runs of combining marks are treated as starting at the window.
  public func isGraphemeBoundary(_ scalar: Int32) -> Bool {
    if scalar <= 0 || scalar >= scalarCount { return true }
    let here = byte(ofScalar: scalar)
    // Two such neighbours are never one character, and they are by far the most frequent case.
    if standsAlone(at: byteBefore(here)), standsAlone(at: here) { return true }
    let first = byte(ofScalar: scalar - 64)
    let last = byte(ofScalar: scalar + 64)
    let window = String(decoding: bytes[first..<last], as: UTF8.self)
    let position = window.utf8.index(window.utf8.startIndex, offsetBy: here - first)
    return window.rangeOfCharacter(at: position) == position
  }

  /// The smallest span on grapheme boundaries that holds the given one.
  public func snappedToGraphemes(_ span: Span) -> Span {
    var start = span.start
    var end = min(span.end, scalarCount)
    while !isGraphemeBoundary(start) { start -= 1 }
    while !isGraphemeBoundary(end) { end += 1 }
    return Span(start: start, end: end) ?? span
  }
}

extension TextBuffer {
  private func byteBefore(_ byte: Int) -> Int {
    var before = byte - 1
    while bytes[before] & 0xC0 == 0x80 { before -= 1 }
    return before
  }

  /// Whether the scalar at a byte joins no neighbour of its kind: ASCII (text is LF-normalised,
  /// so CR LF does not occur), dashes and quotation marks, Han characters and their punctuation.
  private func standsAlone(at byte: Int) -> Bool {
    let lead = bytes[byte]
    if lead < 0x80 { return true }
    guard lead & 0xF0 == 0xE0 else { return false }
    let low = UInt32(bytes[byte + 1] & 0x3F) << 6 | UInt32(bytes[byte + 2] & 0x3F)
    switch UInt32(lead & 0x0F) << 12 | low {
    case 0x2013...0x2026, 0x3000...0x3020, 0x4E00...0x9FFF, 0xFF01...0xFF5E: return true
    default: return false
    }
  }
}

extension String {
  /// The start of the character that holds `position`.
  fileprivate func rangeOfCharacter(at position: String.Index) -> String.Index {
    var index = startIndex
    while index < endIndex {
      let next = self.index(after: index)
      if position < next { return index }
      index = next
    }
    return endIndex
  }
}
