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
    isPlainBoundary(span.start) && isPlainBoundary(span.end)
  }

  /// The same answer as `isGraphemeBoundary`, without its String for the frequent case of two
  /// neighbours that never join: letters of ASCII, Han characters and Chinese punctuation.
  private func isPlainBoundary(_ scalar: Int32) -> Bool {
    if scalar <= 0 || scalar >= scalarCount { return true }
    let here = byte(ofScalar: scalar)
    var before = here - 1
    while bytes[before] & 0xC0 == 0x80 { before -= 1 }
    if standsAlone(at: before), standsAlone(at: here) { return true }
    return isGraphemeBoundary(scalar)
  }

  private func standsAlone(at byte: Int) -> Bool {
    switch bytes.scalar(at: byte).value {
    case 0x0E..<0x80, 0x3000...0x3020, 0x4E00...0x9FFF, 0xFF01...0xFF5E, 0x2013...0x2026: true
    default: false
    }
  }
}
