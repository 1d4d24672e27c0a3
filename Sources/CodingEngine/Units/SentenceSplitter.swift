import Fieldwork

/// Where the sentences of a stretch of words begin and end.
///
/// A sentence ends behind `.`, `!`, `?` or `…` when a blank or the end follows, and behind
/// `。`, `！`, `？` wherever they stand, together with the marks that close a quotation or a
/// bracket; and at a line end. No sentence ends behind a known abbreviation or a single letter
/// (`Mr.`, `e.g.`, `J. Smith`), in a number (`3.5`), or behind `…` when a small letter follows.
/// What has no letter and no digit is no sentence of its own and belongs to the one before.
struct SentenceSplitter {
  private let scalars: [Unicode.Scalar]

  /// Splits words.
  init(_ words: String) { scalars = Array(words.unicodeScalars) }

  /// The sentences as ranges of scalars in order, without the blanks between them.
  var sentences: [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      let end = self.end(at: index)
      index += 1
      guard let end else { continue }
      add(start..<end, to: &found)
      start = end
      index = max(index, end)
    }
    add(start..<scalars.count, to: &found)
    return found
  }

  /// Where the sentence ends that the scalar at an index closes, if it closes one.
  private func end(at index: Int) -> Int? {
    let scalar = scalars[index]
    if Self.lineEnds.contains(scalar) { return index + 1 }
    let isWide = Self.wideEnds.contains(scalar)
    guard isWide || Self.narrowEnds.contains(scalar) else { return nil }
    var end = index + 1
    while end < scalars.count,
      Self.wideEnds.contains(scalars[end]) || Self.narrowEnds.contains(scalars[end])
        || Self.closers.contains(scalars[end])
    {
      end += 1
    }
    if isWide || end == scalars.count { return end }
    guard isBlank(scalars[end]) else { return nil }
    if scalar == ".", end == index + 1, isAbbreviation(before: index) { return nil }
    if isEllipsis(index), nextLetterIsSmall(after: end) { return nil }
    return end
  }

  private func add(_ range: Range<Int>, to found: inout [Range<Int>]) {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(scalars[start]) { start += 1 }
    while end > start, isBlank(scalars[end - 1]) { end -= 1 }
    guard start < end else { return }
    let hasWords = scalars[start..<end].contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    if hasWords {
      found.append(start..<end)
    } else if let last = found.popLast() {
      found.append(last.lowerBound..<end)
    }
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private func isAbbreviation(before dot: Int) -> Bool {
    var start = dot
    while start > 0, scalars[start - 1].properties.isAlphabetic || scalars[start - 1] == "." {
      start -= 1
    }
    guard start < dot else { return false }
    let letters = scalars[start..<dot].filter { $0 != "." }
    if letters.count == 1 { return letters.first != "I" }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[start..<dot])
    return Self.abbreviations.contains(String(word).lowercased())
  }

  private func isEllipsis(_ index: Int) -> Bool {
    if scalars[index] == "…" { return true }
    let hasNeighbour =
      index > 0 && scalars[index - 1] == "."
      || index + 1 < scalars.count && scalars[index + 1] == "."
    return scalars[index] == "." && hasNeighbour
  }

  private func nextLetterIsSmall(after end: Int) -> Bool {
    scalars[end...].first { !isBlank($0) }?.properties.isLowercase ?? false
  }

  private static let lineEnds: Set<Unicode.Scalar> = ["\n", "\u{2028}", "\u{2029}"]
  private static let wideEnds: Set<Unicode.Scalar> = ["。", "！", "？", "｡"]
  private static let narrowEnds: Set<Unicode.Scalar> = [".", "!", "?", "…"]
  private static let closers: Set<Unicode.Scalar> = [
    "\"", "'", "”", "’", "»", "」", "』", ")", "）", "]", "】", "》",
  ]
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "mt", "jr", "sr", "no", "vs", "approx", "ca", "cf",
    "e.g", "i.e", "etc", "al", "fig", "ch", "pp", "vol", "ed", "eds", "dept", "govt", "ph.d",
  ]
}
