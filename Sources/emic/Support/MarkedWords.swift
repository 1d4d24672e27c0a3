import Fieldwork
import ReportGenerator

/// Words of a text with what was found in them in brackets.
struct MarkedWords {
  private let text: TextBuffer

  init(_ text: TextBuffer) { self.text = text }

  /// A passage on one line, cut where it is long, so that the first match is in sight.
  ///
  /// - Parameter columns: how wide it may be.
  func line(_ span: Span, _ matches: [Span], columns: Int) -> String {
    let characters = Array(marked(span, matches).split(whereSeparator: \.isNewline).joined(" "))
    let widths = characters.map { String($0).displayWidth }
    guard widths.reduce(0, +) > columns else { return String(characters) }
    let first = characters.firstIndex(of: "[") ?? 0
    // A third of the line stands before the match.
    var start = first
    var before = 0
    while start > 0, before + widths[start - 1] <= columns / 3 {
      start -= 1
      before += widths[start]
    }
    var end = start
    var width = start > 0 ? 1 : 0
    while end < characters.count, width + widths[end] < columns {
      width += widths[end]
      end += 1
    }
    return (start > 0 ? "…" : "") + String(characters[start..<end])
      + (end < characters.count ? "…" : "")
  }

  /// A turn as lines, with a passage between angle quotation marks in it.
  func lines(_ turn: Span, _ span: Span, _ matches: [Span], columns: Int) -> [String] {
    func words(_ start: Int32, _ end: Int32) -> String {
      Span(start: start, end: end).map { text.words(in: $0) } ?? ""
    }
    let whole =
      words(min(turn.start, span.start), span.start) + "‹" + marked(span, matches) + "›"
      + words(span.end, max(turn.end, span.end))
    return whole.printable.wrapped(toColumns: columns)
  }

  private func marked(_ span: Span, _ matches: [Span]) -> String {
    var out = ""
    var position = span.start
    for match in matches where match.start >= position && match.end <= span.end {
      if let before = Span(start: position, end: match.start) { out += text.words(in: before) }
      out += "[" + text.words(in: match) + "]"
      position = match.end
    }
    if let rest = Span(start: position, end: span.end) { out += text.words(in: rest) }
    return out
  }
}

extension Sequence where Element == Substring {
  fileprivate func joined(_ separator: String) -> String { joined(separator: separator) }
}
