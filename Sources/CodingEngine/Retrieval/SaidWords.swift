import Fieldwork

/// Finds where words are said, for `text "…"` of a query.
struct SaidWords {
  private let folded: [UInt8]
  private let first: Unicode.Scalar?
  private let last: Unicode.Scalar?

  /// Prepares words; `*` at an end lets a longer word stand there.
  init(_ words: String) {
    var words = Substring(words)
    let isOpenBefore = words.hasPrefix("*")
    let isOpenBehind = words.hasSuffix("*")
    while words.hasPrefix("*") { words.removeFirst() }
    while words.hasSuffix("*") { words.removeLast() }
    folded = FoldedText.fold(TextBuffer(String(words)), .letterCase)
    first = isOpenBefore ? nil : words.unicodeScalars.first
    last = isOpenBehind ? nil : words.unicodeScalars.last
  }

  /// The places inside the turns of some texts, in order; what would reach over the end of a
  /// turn is said by nobody.
  func places(in snapshot: StudySnapshot, words: PreparedWords) -> [(text: Int32, span: Span)] {
    var found: [(Int32, Span)] = []
    for text in snapshot.texts.indices.map({ Int32($0) }) {
      guard let (buffer, scan) = words.prepared(text) else { continue }
      for span in scan.occurrences(of: folded) where isWhole(span, in: buffer) {
        let touched = snapshot.turns.rows(ofText: text, touching: span)
        if touched.count == 1 { found.append((text, span)) }
      }
    }
    return found
  }

  private func isWhole(_ span: Span, in buffer: TextBuffer) -> Bool {
    !SaidWords.joins(SaidWords.scalar(span.start - 1, of: buffer), first)
      && !SaidWords.joins(last, SaidWords.scalar(span.end, of: buffer))
  }

  private static func scalar(_ position: Int32, of buffer: TextBuffer) -> Unicode.Scalar? {
    guard position >= 0, position < buffer.scalarCount,
      let span = Span(start: position, end: position + 1)
    else { return nil }
    return buffer.words(in: span).unicodeScalars.first
  }

  /// Whether two scalars side by side belong to one word; Chinese is written without blanks.
  private static func joins(_ a: Unicode.Scalar?, _ b: Unicode.Scalar?) -> Bool {
    guard let a, let b, !a.isHan, !b.isHan else { return false }
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    return isLetter(a) && isLetter(b)
  }
}

/// The turns of texts, folded once for all words of a query.
final class PreparedWords {
  private let snapshot: StudySnapshot
  private let texts: TextShelf
  private var scans: [Int32: FoldedText] = [:]

  init(_ snapshot: StudySnapshot, texts: TextShelf) {
    self.snapshot = snapshot
    self.texts = texts
  }

  func prepared(_ text: Int32) -> (TextBuffer, FoldedText)? {
    guard let buffer = texts[text] else { return nil }
    if let scan = scans[text] { return (buffer, scan) }
    let turns = snapshot.turns
    let spans = turns.rows(ofText: text).compactMap {
      Span(start: turns.starts[$0], end: turns.ends[$0])
    }
    let scan = FoldedText(spans, of: buffer, .letterCase)
    scans[text] = scan
    return (buffer, scan)
  }
}
