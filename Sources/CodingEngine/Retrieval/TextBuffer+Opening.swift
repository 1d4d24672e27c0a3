import Fieldwork

extension TextBuffer {
  /// The opening of a span: all its words when it has at most `limit` scalars, else as many
  /// whole words as fit, followed by ` […]`.
  ///
  /// Chinese characters are words of their own here, since no blank parts them. A single
  /// longer word is cut between two characters.
  func opening(of span: Span, atMost limit: Int32) -> String {
    guard span.length > limit, let window = Span(start: span.start, end: span.start + limit + 1)
    else { return words(in: span) }
    let scalars = Array(words(in: window).unicodeScalars)
    var cut = Int(limit)
    while cut > 0, !canCut(scalars, at: cut, from: span.start) { cut -= 1 }
    if cut == 0 {
      cut = Int(limit)
      while cut > 1, !isGraphemeBoundary(span.start + Int32(cut)) { cut -= 1 }
    }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: scalars[..<cut])
    return String(kept).trimmingBlanks + " […]"
  }

  /// Whether a word ends before the scalar at `cut`.
  private func canCut(_ scalars: [Unicode.Scalar], at cut: Int, from start: Int32) -> Bool {
    if scalars[cut].properties.isWhitespace { return true }
    let isBetweenHan = scalars[cut].isHan && (scalars[cut - 1].isHan || isMark(scalars[cut - 1]))
    return isBetweenHan && isGraphemeBoundary(start + Int32(cut))
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .otherPunctuation, .closePunctuation, .finalPunctuation: true
    default: false
    }
  }
}
