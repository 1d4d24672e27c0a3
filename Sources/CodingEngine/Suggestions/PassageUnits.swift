import Fieldwork

/// The passages of one turn that a rule can propose, on whole characters.
struct PassageUnits {
  private let text: TextBuffer
  /// The turn without characters that it shares with what stands before or behind it.
  private let turn: Span
  /// The units in order; they do not overlap.
  private let units: [Span]

  /// Cuts a turn.
  ///
  /// - Parameter hasBlankLines: whether paragraphs of the text are parted by blank lines; else by
  ///   line ends, as those of word processors are.
  /// - Returns: `nil` where the turn has no whole character.
  init?(_ unit: SuggestionUnit, of turn: Span, in text: TextBuffer, hasBlankLines: Bool) {
    var (start, end) = (turn.start, min(turn.end, text.scalarCount))
    while start < end, !text.isGraphemeBoundary(start) { start += 1 }
    while end > start, !text.isGraphemeBoundary(end) { end -= 1 }
    guard let turn = Span(start: start, end: end) else { return nil }
    self.text = text
    self.turn = turn
    let words = text.words(in: turn)
    let ranges: [Range<Int>] =
      switch unit {
      case .turn: [0..<Int(turn.length)]
      case .sentence: SentenceSplitter(words).sentences
      case .paragraph: PassageUnits.paragraphs(of: words, hasBlankLines: hasBlankLines)
      case .match: []
      }
    units = ranges.compactMap { range in
      Span(
        start: text.boundary(from: turn.start + Int32(range.lowerBound)),
        end: text.boundary(from: turn.start + Int32(range.upperBound)))
    }
  }

  /// A match on whole characters, without blanks at its ends; `nil` where no word is left.
  func whole(_ match: Span) -> Span? {
    guard let inside = text.snappedToGraphemes(match).intersection(turn) else { return nil }
    let scalars = Array(text.words(in: inside).unicodeScalars)
    var (low, high) = (0, scalars.count)
    while low < high, scalars[low].properties.isWhitespace { low += 1 }
    while high > low, scalars[high - 1].properties.isWhitespace { high -= 1 }
    guard low < high else { return nil }
    let start = inside.start + Int32(low)
    let end = inside.start + Int32(high)
    // A blank with a mark on it is one character with the mark.
    return Span(start: start, end: end).map(text.snappedToGraphemes)?.intersection(turn)
  }

  /// The passage round a match: all units that it touches, and the match.
  func passage(round match: Span) -> Span {
    let touched = units.filter { $0.overlaps(match) }
    let start = min(match.start, touched.first?.start ?? match.start)
    let end = max(match.end, touched.last?.end ?? match.end)
    return Span(start: start, end: end) ?? match
  }

  /// Paragraphs as ranges of scalars, without the blanks at their ends.
  private static func paragraphs(of words: String, hasBlankLines: Bool) -> [Range<Int>] {
    let scalars = Array(words.unicodeScalars)
    var found: [Range<Int>] = []
    var open: Range<Int>?
    func close() {
      if let open { found.append(open) }
      open = nil
    }
    var line = 0
    while line < scalars.count {
      var end = line
      while end < scalars.count, scalars[end] != "\n" { end += 1 }
      let isBlank = { (index: Int) in scalars[index].properties.isWhitespace }
      if let first = (line..<end).first(where: { !isBlank($0) }),
        let last = (line..<end).last(where: { !isBlank($0) })
      {
        if !hasBlankLines { close() }
        open = (open?.lowerBound ?? first)..<(last + 1)
      } else {
        close()
      }
      line = end + 1
    }
    close()
    return found
  }
}

extension TextBuffer {
  /// The first place from here on that cuts no character in two.
  fileprivate func boundary(from scalar: Int32) -> Int32 {
    var scalar = scalar
    while !isGraphemeBoundary(scalar) { scalar += 1 }
    return scalar
  }

  /// Whether an empty line, or one of blanks, parts two lines with words.
  var hasBlankLines: Bool {
    var isLineEmpty = false
    for byte in bytes {
      switch byte {
      case 0x0A:
        if isLineEmpty { return true }
        isLineEmpty = true
      case 0x20, 0x09, 0x0D: continue
      default: isLineEmpty = false
      }
    }
    return false
  }
}
