import Fieldwork

extension AnchorResolver {
  /// How many bytes of folded words are compared at a time: four letters, or one Chinese
  /// character and the beginning of the next.
  private static let gramLength = 4

  /// The passage that shares the most with words that stand nowhere, or `nil` when nothing is
  /// similar.
  ///
  /// Every run of four folded bytes that the words have too is a seed; the stretch of the
  /// words' length with the most seeds wins (the first of equals), is cut to its outermost
  /// seeds, and grows to whole words. At least a third of the seeds must be there. One pass
  /// over the text, whatever it holds.
  func nearestPassage(to words: TextBuffer) -> AnchorCandidate? {
    let haystack = whole.loose
    let wanted = FoldedText.fold(words, .letterCase)
    guard let seeds = window(of: wanted, in: haystack.scan.bytes),
      let span = haystack.source(of: wholeWords(around: seeds, in: haystack.scan.bytes))
    else { return nil }
    return candidate(text.snappedToGraphemes(span))
  }

  private func window(of wanted: [UInt8], in text: [UInt8]) -> Range<Int>? {
    let length = AnchorResolver.gramLength
    let grams = wanted.count - length + 1
    guard grams >= 1, text.count >= length else { return nil }
    var isSeed = [Bool](repeating: false, count: 1 << 16)
    for start in 0..<grams { isSeed[gram(wanted, start)] = true }
    let starts = text.count - length + 1
    var hits = [Bool](repeating: false, count: starts)
    var inWindow = 0
    var best = (count: 0, start: 0)
    for start in 0..<starts {
      if isSeed[gram(text, start)] {
        hits[start] = true
        inWindow += 1
      }
      if start >= grams, hits[start - grams] { inWindow -= 1 }
      if inWindow > best.count { best = (inWindow, max(0, start - grams + 1)) }
    }
    guard best.count * 3 >= grams else { return nil }
    let range = best.start..<min(best.start + grams, starts)
    guard let first = range.first(where: { hits[$0] }), let last = range.last(where: { hits[$0] })
    else { return nil }
    return first..<last + length
  }

  /// A number of 16 bits for four bytes (multiplicative hashing, Knuth 1973, §6.4).
  private func gram(_ bytes: [UInt8], _ start: Int) -> Int {
    let value =
      UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16
      | UInt32(bytes[start + 3]) << 24
    return Int((value &* 2_654_435_761) >> 16)
  }

  /// Grows a stretch over the rest of the words, and of the characters, at its ends.
  private func wholeWords(around range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    func isTail(_ index: Int) -> Bool { text[index] & 0xC0 == 0x80 }
    func isLetter(_ index: Int) -> Bool {
      (97...122).contains(text[index]) || (48...57).contains(text[index])
    }
    var first = range.lowerBound
    var end = range.upperBound
    while first < end, text[first] == 0x20 { first += 1 }
    while end > first, text[end - 1] == 0x20 { end -= 1 }
    while first > 0, isTail(first) { first -= 1 }
    while end < text.count, isTail(end) { end += 1 }
    while first > 0, isLetter(first), isLetter(first - 1) { first -= 1 }
    while end > 0, end < text.count, isLetter(end - 1), isLetter(end) { end += 1 }
    return first..<end
  }

  /// A passage with its turn and a little of what stands around it.
  func candidate(_ span: Span) -> AnchorCandidate {
    let turn = turns.last { $0.span.start <= span.start }
      .flatMap { span.start < $0.span.end ? $0 : nil }
    return AnchorCandidate(
      span: span, turn: turn?.number, speaker: turn?.speaker, excerpt: excerpt(span))
  }

  private func excerpt(_ span: Span) -> String {
    let start = max(0, span.start - 16)
    let cut = min(span.end, span.start + 80)
    let end = min(text.scalarCount, cut + 16)
    guard let shown = Span(start: start, end: end) else { return "" }
    let whole = text.snappedToGraphemes(shown)
    let words = text.words(in: whole).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (whole.start > 0 ? "…" : "") + words + (whole.end < text.scalarCount ? "…" : "")
  }
}
