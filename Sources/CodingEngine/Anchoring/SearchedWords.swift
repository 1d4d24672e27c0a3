import Fieldwork

/// Stretches of a text, folded so that quotations are found in them.
///
/// Only the closest and the loosest folding of the text are kept. Letter case is folded scalar
/// by scalar, so that whatever is equal with case is equal without; the places for the folding
/// between are those of the loosest that are equal in it.
struct SearchedWords: Sendable {
  private let text: TextBuffer
  private let stretches: [Span]
  private let close: FoldedText
  /// The stretches without regard to anything that can be disregarded.
  let loose: FoldedText

  /// Prepares stretches, as if only blanks lay between them.
  init(_ stretches: [Span], of text: TextBuffer) {
    self.text = text
    self.stretches = stretches
    close = FoldedText(stretches, of: text, .blanksWidthQuotes)
    loose = FoldedText(stretches, of: text, .letterCase)
  }

  /// Where a quotation stands, in order; the passages of the text from its first to its last
  /// word.
  func places(of words: TextBuffer, _ folding: Folding) -> [Span] {
    switch folding {
    case .blanksWidthQuotes: return close.occurrences(of: FoldedText.fold(words, folding))
    case .letterCase: return loose.occurrences(of: FoldedText.fold(words, folding))
    case .dashesEllipses:
      let places = self.places(of: words, .letterCase)
      if places.isEmpty { return [] }
      let wanted = FoldedText.fold(words, folding)
      return places.filter { place in
        let words = stretches.compactMap { place.intersection($0) }
        return FoldedText.fold(words, of: text, folding) == wanted
      }
    }
  }
}
