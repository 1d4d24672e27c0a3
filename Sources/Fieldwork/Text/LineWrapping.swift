extension String {
  /// The text as lines of at most a number of columns.
  ///
  /// Breaks at blanks, and between Chinese characters unless that would begin a line with a
  /// closing or end it with an opening punctuation mark. A word longer than a line is cut
  /// between characters. Line ends of the text are kept; blanks at a break are dropped.
  ///
  /// - Parameter columns: the columns of a line; values below 2 count as 2, the width of one
  ///   Chinese character.
  /// - Returns: at least one line, possibly empty.
  public func wrapped(toColumns columns: Int) -> [String] {
    if !mayHoldLineEnd, displayWidth <= Swift.max(2, columns) { return [self] }
    return wrappedRanges(toColumns: columns).map { String(self[$0]) }
  }

  /// Where the lines of `wrapped` stand in the text.
  public func wrappedRanges(toColumns columns: Int) -> [Range<Index>] {
    let columns = Swift.max(2, columns)
    if !mayHoldLineEnd { return wrap(self[...], columns) }
    return split(omittingEmptySubsequences: false) { $0.isNewline }
      .flatMap { wrap($0, columns) }
  }

  /// Whether any byte could belong to a line end: LF, CR, VT, FF, or the first of U+0085,
  /// U+2028 and U+2029.
  private var mayHoldLineEnd: Bool {
    utf8.contains { (0x0A...0x0D).contains($0) || $0 == 0xC2 || $0 == 0xE2 }
  }

  private func wrap(_ line: Substring, _ columns: Int) -> [Range<Index>] {
    if line.displayWidth <= columns { return [line.startIndex..<line.endIndex] }
    var lines: [Range<Index>] = []
    var start = line.startIndex
    while start < line.endIndex {
      let end = breakPoint(in: line, from: start, columns)
      var shown = line[start..<end]
      while shown.last == " " { shown.removeLast() }
      lines.append(shown.startIndex..<shown.endIndex)
      start = end
      while start < line.endIndex, line[start] == " " { start = line.index(after: start) }
    }
    return lines
  }

  /// The index behind the last character of the line that begins at `start`; always after it.
  private func breakPoint(in line: Substring, from start: Index, _ columns: Int) -> Index {
    var width = 0
    var index = start
    var best: Index?
    while index < line.endIndex {
      let character = line[index]
      // Blanks may hang over the edge, since they are dropped there.
      width += character.displayWidth
      if width > columns, character != " " {
        return best ?? Swift.max(index, line.index(after: start))
      }
      let next = line.index(after: index)
      if next == line.endIndex { return next }
      if canBreak(after: character, before: line[next]) { best = next }
      index = next
    }
    return line.endIndex
  }

  private func canBreak(after first: Character, before second: Character) -> Bool {
    if first == " " { return second != " " }
    if second == " " { return true }
    let isWide = first.displayWidth == 2 || second.displayWidth == 2
    return isWide && !String.opening.contains(first) && !String.closing.contains(second)
  }

  private static let opening: Set<Character> = ["（", "「", "『", "《", "〈", "【", "“", "‘", "(", "["]
  private static let closing: Set<Character> = [
    "，", "。", "、", "；", "：", "？", "！", "）", "」", "』", "》", "〉", "】", "”", "’", "…", "—", ",",
    ".", ";", ":", "?", "!", ")", "]",
  ]
}
