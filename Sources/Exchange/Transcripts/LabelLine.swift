import Fieldwork

/// What the beginning of a line may be: a speaker's label, or a stamp that stands alone.
///
/// Only the shape is judged here; whether the label is a speaker is decided over the whole
/// document by `SpeakerCensus`.
struct LabelLine: Sendable {
  /// How the label is set off from the words.
  enum Shape: Sendable {
    /// `Label: words`, with an ASCII or a full-width colon.
    case colon
    /// `Label  00:13`, with the words in the lines that follow.
    case header
    /// `[Label] words`.
    case bracket
    /// `Label`, then a tab.
    case tab
    /// A role word whose colon was forgotten: `Interviewer Okay, …`, `Interviewee. Yes`.
    case forgotten
    /// A stamp and nothing else.
    case stamp
  }

  /// How the label is set off.
  var shape: Shape
  /// The bytes of the label, without markup and blanks; empty for a stamp.
  var label: Range<Int>
  /// The byte at which the words may begin.
  var wordsStart: Int
  /// The stamp before, inside or after the label.
  var time: RecordingTime?
  /// Whether the line is a Markdown heading.
  var isHeading = false
  /// Whether bold or italics were opened before the label and not closed again.
  var opensMarkup = false

  /// The longest label, in scalars (the documented limit of MAXQDA's speaker import).
  static let longestLabel = 63

  /// Reads the beginning of the line `start..<end`.
  static func read(_ bytes: [UInt8], _ start: Int, _ end: Int) -> LabelLine? {
    var reader = Reader(bytes: bytes, end: bytes.trimmingBlanks(from: start, to: end))
    return reader.read(from: start)
  }

  private struct Reader {
    let bytes: [UInt8]
    let end: Int
    var time: RecordingTime?
    var isHeading = false
    var markup = 0

    mutating func read(from start: Int) -> LabelLine? {
      let first = skipPrefix(from: start)
      guard first < end else {
        guard let time else { return nil }
        return LabelLine(shape: .stamp, label: first..<first, wordsStart: first, time: time)
      }
      if let line = bracket(at: first) ?? header(at: first) ?? colon(at: first) { return line }
      return forgotten(at: first)
    }

    /// Passes stamps, markup, quote marks and paragraph numbers.
    private mutating func skipPrefix(from start: Int) -> Int {
      var index = bytes.skippingBlanks(from: start, before: end)
      while index < end {
        if let stamp = Clock.stamp(bytes, at: index, before: end, bare: true) {
          time = time ?? stamp.time
          index = stamp.end
        } else if bytes[index] == 0x2A || bytes[index] == 0x5F {
          markup += 1
          index += 1
        } else if bytes[index] == 0x3E {
          index += 1
        } else if bytes[index] == 0x23, let after = heading(at: index) {
          isHeading = true
          index = after
        } else if let after = number(at: index) {
          index = after
        } else {
          break
        }
        index = bytes.skippingBlanks(from: index, before: end)
      }
      return index
    }

    private func heading(at start: Int) -> Int? {
      var index = start
      while index < end, bytes[index] == 0x23, index - start < 6 { index += 1 }
      return bytes.isBlank(at: index) ? index : nil
    }

    /// A paragraph number as in printed transcripts: digits, then two blanks or a tab.
    private func number(at start: Int) -> Int? {
      var index = start
      while index < end, bytes[index].isDigit, index - start < 5 { index += 1 }
      guard index > start, index + 1 < end else { return nil }
      let gap = bytes[index] == 0x09 || (bytes.isBlank(at: index) && bytes.isBlank(at: index + 1))
      return gap ? index : nil
    }

    private func line(_ shape: Shape, _ label: Range<Int>, _ wordsStart: Int) -> LabelLine {
      LabelLine(
        shape: shape, label: label, wordsStart: wordsStart, time: time, isHeading: isHeading)
    }

    // MARK: Shapes

    private func bracket(at start: Int) -> LabelLine? {
      guard bytes[start] == 0x5B else { return nil }
      var index = start + 1
      while index < end, bytes[index] != 0x5D, index - start < 24 { index += 1 }
      guard index < end, bytes[index] == 0x5D, bytes.isBlank(at: index + 1) else { return nil }
      let label = (start + 1)..<index
      // `[laughs]` stands at many beginnings; a number or a role word makes it a speaker.
      guard let last = bytes[label].last, LabelShape.isPossible(bytes, label) else { return nil }
      guard last.isDigit || RoleWord.find(bytes.text(label)) != nil else { return nil }
      return line(.bracket, label, bytes.skippingBlanks(from: index + 1, before: end))
    }

    private mutating func header(at start: Int) -> LabelLine? {
      guard time == nil || !isHeading else { return nil }
      var stop = end
      while stop > start, bytes[stop - 1] == 0x2A || bytes[stop - 1] == 0x5F { stop -= 1 }
      guard stop > start else { return nil }
      let last = bytes[stop - 1]
      guard last.isDigit || last == 0x5D || last == 0x29 else { return nil }
      var stampStart = stop
      if last.isDigit {
        while stampStart > start,
          bytes[stampStart - 1].isDigit || bytes[stampStart - 1] == 0x3A
            || bytes[stampStart - 1] == 0x2E
        { stampStart -= 1 }
        guard let clock = Clock.read(bytes, at: stampStart, before: stop), clock.end == stop
        else { return nil }
        guard stampStart > start, isBlank(before: stampStart) else { return nil }
        let label = LabelShape.trimmed(bytes, start..<stampStart)
        guard LabelShape.isPossible(bytes, label) else { return nil }
        time = time ?? RecordingTime(start: clock.milliseconds)
        return line(.header, label, end)
      }
      guard let (stamp, first) = Clock.trailingStamp(bytes, from: start, to: stop), first > start
      else { return nil }
      let label = LabelShape.trimmed(bytes, start..<first)
      guard LabelShape.isPossible(bytes, label) else { return nil }
      time = time ?? stamp.time
      return line(.header, label, end)
    }

    private func isBlank(before index: Int) -> Bool {
      bytes.trimmingBlanks(from: 0, to: index) < index
    }

    private mutating func colon(at start: Int) -> LabelLine? {
      guard let (colon, width) = LabelShape.colon(bytes, from: start, before: end) else {
        return nil
      }
      var label = LabelShape.trimmed(bytes, start..<colon)
      if let (stamp, first) = Clock.trailingStamp(
        bytes, from: label.lowerBound, to: label.upperBound)
      {
        time = time ?? stamp.time
        label = LabelShape.trimmed(bytes, label.lowerBound..<first)
      }
      guard LabelShape.isPossible(bytes, label) else { return nil }
      // `http://`
      if width == 1, bytes.matches([0x2F, 0x2F], at: colon + 1) { return nil }
      var index = colon + width
      var closed = (start..<colon).reduce(into: 0) { count, index in
        if bytes[index] == 0x2A || bytes[index] == 0x5F { count += 1 }
      }
      while index < end {
        if closed < markup, bytes[index] == 0x2A || bytes[index] == 0x5F {
          closed += 1
          index += 1
        } else if let stamp = Clock.stamp(bytes, at: index, before: end, bare: false) {
          time = time ?? stamp.time
          index = stamp.end
        } else {
          let next = bytes.skippingBlanks(from: index, before: end)
          if next == index { break }
          index = next
        }
      }
      var found = line(.colon, label, index)
      found.opensMarkup = closed < markup
      return found
    }

    /// A spelled-out role word before a tab, or without its colon.
    private func forgotten(at start: Int) -> LabelLine? {
      var index = start
      while index < end, index - start < 40 {
        let byte = bytes[index]
        if byte == 0x09 || byte == 0x3B || byte == 0x2E || bytes.isBlank(at: index) { break }
        index += 1
      }
      guard index < end, index > start, index - start < 40 else { return nil }
      let label = start..<index
      let isTab = bytes[index] == 0x09
      let isMark = bytes[index] == 0x3B || bytes[index] == 0x2E
      let words = bytes.skippingBlanks(from: isMark ? index + 1 : index, before: end)
      guard words < end, words > index + (isMark ? 1 : 0) else { return nil }
      // Looked at before the word itself: nearly every line ends here.
      guard isTab || isMark || bytes[words].isCapital || bytes[start] >= 0x80 else { return nil }
      guard let word = RoleWord.find(bytes.text(label)) else { return nil }
      if isTab { return line(.tab, label, words) }
      guard word.isSpelledOut, !isHeading else { return nil }
      return line(.forgotten, label, words)
    }
  }
}
