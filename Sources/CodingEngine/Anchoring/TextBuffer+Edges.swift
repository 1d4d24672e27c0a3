import Fieldwork

extension TextBuffer {
  /// Whether a stretch has nothing but blanks.
  func isBlank(_ span: Span) -> Bool {
    var index = byte(ofScalar: span.start)
    let last = byte(ofScalar: span.end)
    while index < last {
      let (value, width) = bytes.scalar(at: index)
      if !ScalarShape.isBlank(value) { return false }
      index += width
    }
    return true
  }

  /// The text without blanks at both ends.
  var withoutOuterBlanks: TextBuffer {
    var first = 0
    while first < bytes.count {
      let (value, width) = bytes.scalar(at: first)
      if !ScalarShape.isBlank(value) { break }
      first += width
    }
    var end = bytes.count
    while end > first {
      var lead = end - 1
      while bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
      if !ScalarShape.isBlank(bytes.scalar(at: lead).value) { break }
      end = lead
    }
    if first == 0, end == bytes.count { return self }
    return TextBuffer(validUTF8: Array(bytes[first..<end]))
  }

  /// Whether neither end of a span splits a character as a reader sees it.
  func isOnCharacterBoundaries(_ span: Span) -> Bool {
    isGraphemeBoundary(span.start) && isGraphemeBoundary(span.end)
  }
}
