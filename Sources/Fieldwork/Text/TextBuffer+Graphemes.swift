extension TextBuffer {
  /// Whether a cut before this scalar splits no character that a reader sees as one.
  ///
  /// Looks at a window of 64 scalars on both sides, which is longer than any grapheme cluster
  /// met in interviews; longer runs of combining marks are treated as starting at the window.
  public func isGraphemeBoundary(_ scalar: Int32) -> Bool {
    if scalar <= 0 || scalar >= scalarCount { return true }
    let here = byte(ofScalar: scalar)
    // Two plain ASCII neighbours are never one character: text is LF-normalised, so CR LF
    // does not occur, and this is by far the most frequent case.
    if bytes[here] < 0x80, bytes[here - 1] < 0x80 { return true }
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
