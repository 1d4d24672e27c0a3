import Fieldwork

/// What a speaker's label may look like.
enum LabelShape {
  /// The colon that ends a label beginning at `start`, as its byte and its width.
  ///
  /// Colons inside clocks do not count, nor does one behind a character that no label has.
  static func colon(
    _ bytes: [UInt8], from start: Int, before end: Int
  ) -> (at: Int, width: Int)? {
    var index = start
    var scalars = 0
    while index < end {
      let byte = bytes[index]
      if byte == 0x3A {
        guard let after = clockEnd(bytes, colon: index, from: start, before: end) else {
          return index > start ? (index, 1) : nil
        }
        index = after
        continue
      }
      if byte == 0xEF, bytes.matches([0xEF, 0xBC, 0x9A], at: index) {
        return index > start ? (index, 3) : nil
      }
      let width = characterWidth(bytes, at: index)
      if width == 0 { return nil }
      scalars += 1
      // Markup and a stamp may stand beside a label of the full length.
      if scalars > LabelLine.longestLabel + 20 { return nil }
      index += width
    }
    return nil
  }

  /// Whether a trimmed stretch can be a label: of the right length, with a letter in it, and
  /// none of the phrases that introduce speech or remarks.
  static func isPossible(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, bytes[range.lowerBound] != 0x28, bytes[range.lowerBound] != 0x2D
    else { return false }
    var scalars = 0
    var letters = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == 0x3A { return false }
      let width = characterWidth(bytes, at: index)
      if width == 0 { return false }
      if byte.isLetter || byte >= 0x80 { letters = true }
      scalars += 1
      index += width
    }
    return letters && scalars <= LabelLine.longestLabel
  }

  /// The stretch without blanks and markup at its ends.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while true {
      let before = (start, end)
      start = bytes.skippingBlanks(from: start, before: end)
      end = bytes.trimmingBlanks(from: start, to: end)
      while start < end, bytes[start] == 0x2A || bytes[start] == 0x5F { start += 1 }
      while end > start, bytes[end - 1] == 0x2A || bytes[end - 1] == 0x5F { end -= 1 }
      if before == (start, end) { return start..<end }
    }
  }

  /// Whether a phrase before a colon introduces speech or a remark and so names nobody:
  /// `he said:`, `我说：`, `Note:`.
  static func introducesWords(_ label: String) -> Bool {
    let folded = label.foldedName
    if remarks.contains(folded) { return true }
    let words = folded.split(separator: " ")
    if words.count > 1, let last = words.last, speechVerbs.contains(String(last)) { return true }
    guard let last = folded.unicodeScalars.last, folded.unicodeScalars.count > 1 else {
      return false
    }
    return chineseSpeechVerbs.contains(last)
  }

  /// Whether a label could be a person's: at most three words that begin with capitals, or up
  /// to four Chinese characters, and no remark or known key.
  static func resemblesName(_ label: String) -> Bool {
    if introducesWords(label) || MetadataField(headKey: label) != nil { return false }
    let scalars = label.unicodeScalars
    if scalars.first?.isHan == true { return scalars.count <= 4 }
    let words = label.split(separator: " ")
    return words.count <= 3 && words.allSatisfy { $0.first?.isUppercase == true }
  }

  private static let remarks: Set<String> = [
    "note", "notes", "nb", "n.b.", "remark", "comment", "e.g.", "i.e.", "example", "page", "date",
    "time", "http", "https", "注", "注意", "备注", "備註", "附注", "说明", "例如", "比如", "时间", "日期", "地点",
  ]
  private static let speechVerbs: Set<String> = [
    "said", "say", "says", "saying", "asked", "ask", "asks", "told", "tell", "tells", "thought",
    "think", "is", "was", "are", "were", "this", "that", "like", "me", "him", "her", "them",
  ]
  private static let chineseSpeechVerbs = Set("说說讲講想是叫道".unicodeScalars)

  /// The width of a character that a label may hold; 0 for sentence marks and quotes.
  private static func characterWidth(_ bytes: [UInt8], at index: Int) -> Int {
    let byte = bytes[index]
    switch byte {
    case ..<0x20: return byte == 0x09 ? 1 : 0
    case 0x21, 0x22, 0x2C, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F, 0x5C, 0x7B, 0x7C, 0x7D: return 0
    case ..<0x80: return 1
    case ..<0xE0: return 2
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
      // Of the general punctuation: narrow blanks, hyphens and the apostrophe.
      return [0x8B, 0x90, 0x91, 0x99, 0xAF].contains(bytes[index + 2]) ? 3 : 0
    case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
      return [0x80, 0x85, 0x87].contains(bytes[index + 2]) ? 3 : 0
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBC:
      return [0x81, 0x8C, 0x9B, 0x9F].contains(bytes[index + 2]) ? 0 : 3
    case ..<0xF0: return 3
    default: return 4
    }
  }

  /// The end of the clock around this colon, when it is one: in brackets, or alone at the end
  /// of what stands before the line's end or another colon.
  private static func clockEnd(
    _ bytes: [UInt8], colon: Int, from start: Int, before end: Int
  ) -> Int? {
    var first = colon
    while first > start, bytes[first - 1].isDigit { first -= 1 }
    guard first < colon, first > start, let clock = Clock.read(bytes, at: first, before: end)
    else { return nil }
    if bytes[first - 1] == 0x5B || bytes[first - 1] == 0x28 { return clock.end }
    guard bytes.trimmingBlanks(from: start, to: first) < first else { return nil }
    let next = bytes.skippingBlanks(from: clock.end, before: end)
    let ends = next == end || bytes[next] == 0x3A || bytes.matches([0xEF, 0xBC, 0x9A], at: next)
    return ends ? clock.end : nil
  }
}
