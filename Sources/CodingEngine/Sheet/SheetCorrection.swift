public import Fieldwork

/// The words that a coding sheet has otherwise than its text, as corrections of the text.
///
/// What a turn says can be corrected in a sheet. What stands around the turns, such as speakers'
/// labels, heads and the lines between them, cannot: a sheet shows no metadata.
public struct SheetCorrection: Sendable {
  /// What to replace in the text, in order of place; each within one turn.
  public private(set) var edits: [TextEdit] = []
  /// The changes that touch what stands around the turns.
  public private(set) var outside: [SheetWordChange] = []

  /// Works out the corrections.
  ///
  /// - Parameters:
  ///   - changes: what `SheetProof` found.
  ///   - text: the text from which the sheet was made.
  ///   - turns: its turns, in any order.
  public init(_ changes: [SheetWordChange], text: TextBuffer, turns: [Span]) {
    for change in changes {
      let edit = SheetCorrection.edit(change, text)
      if let edit, let whole = SheetCorrection.widened(edit, text, turns) {
        edits.append(whole)
      } else {
        outside.append(change)
      }
    }
    edits.sort { $0.span < $1.span }
  }

  /// A stretch of the text, perhaps empty, and what stands there in the sheet.
  private struct Stretch {
    var start: Int32
    var end: Int32
    var words: [Unicode.Scalar]
  }

  /// The least that has to be replaced, on whole characters.
  private static func edit(_ change: SheetWordChange, _ text: TextBuffer) -> Stretch? {
    let old = Array(change.old.unicodeScalars)
    let new = Array(change.new.unicodeScalars)
    var head = zip(old, new).prefix { $0 == $1 }.count
    let room = min(old.count, new.count) - head
    var tail = zip(old.reversed(), new.reversed()).prefix(room).prefix { $0 == $1 }.count
    while head > 0, !text.isGraphemeBoundary(change.start + Int32(head)) { head -= 1 }
    while tail > 0, !text.isGraphemeBoundary(change.start + Int32(old.count - tail)) { tail -= 1 }
    guard old.count != new.count || head < old.count else { return nil }
    return Stretch(
      start: change.start + Int32(head), end: change.start + Int32(old.count - tail),
      words: Array(new[head..<new.count - tail]))
  }

  /// The replacement within the turn that it belongs to; words that are only put in take the
  /// character before them along, or that behind.
  private static func widened(_ stretch: Stretch, _ text: TextBuffer, _ turns: [Span]) -> TextEdit?
  {
    guard
      let turn = turns.first(where: { $0.start <= stretch.start && stretch.end <= $0.end })
    else { return nil }
    var (start, end, words) = (stretch.start, stretch.end, stretch.words)
    if start == end, start > turn.start {
      repeat { start -= 1 } while start > turn.start && !text.isGraphemeBoundary(start)
      words = scalars(text, start, end) + words
    } else if start == end {
      repeat { end += 1 } while end < turn.end && !text.isGraphemeBoundary(end)
      words += scalars(text, start, end)
    }
    return Span(start: start, end: end).map {
      TextEdit(span: $0, words: String(String.UnicodeScalarView(words)))
    }
  }

  private static func scalars(
    _ text: TextBuffer, _ start: Int32, _ end: Int32
  ) -> [Unicode.Scalar] {
    Span(start: start, end: end).map { Array(text.words(in: $0).unicodeScalars) } ?? []
  }
}
