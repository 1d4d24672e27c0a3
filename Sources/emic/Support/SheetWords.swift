import CodingEngine
import Fieldwork

/// What a coding sheet changes, in lines with the words.
struct SheetWords {
  private let words: TextBuffer
  private let turns: [SheetTurn]

  init(words: TextBuffer, turns: [SheetTurn]) {
    self.words = words
    self.turns = turns
  }

  /// The difference: `+` new, `-` gone, `~` changed.
  func lines(_ difference: SheetDifference) -> [String] {
    var lines: [(span: Span, text: String)] = []
    for coding in difference.added {
      let memos = coding.memos.map { "  memo: \($0.onOneLine(80))" }.joined()
      lines.append((coding.span, "+ \(line(coding))\(memos)"))
    }
    for coding in difference.removed { lines.append((coding.span, "- \(line(coding))")) }
    for change in difference.moved {
      let words = "\(line(change.old)) → “\(quote(change.new.span))”"
      lines.append((change.new.span, "~ \(words)\(notes(change))"))
    }
    for change in difference.noted {
      lines.append((change.new.span, "~ \(line(change.new))\(notes(change))"))
    }
    return lines.enumerated().sorted {
      ($0.element.span, $0.offset) < ($1.element.span, $1.offset)
    }.map(\.element.text)
  }

  /// A coding with its turn and words.
  func line(_ coding: SheetCoding) -> String {
    "\(place(coding.span)) \(coding.code)  “\(quote(coding.span))”"
  }

  private func notes(_ change: SheetDifference.Change) -> String {
    func isIn(_ memos: [String], _ memo: String) -> Bool {
      memos.contains { $0.utf8.elementsEqual(memo.utf8) }
    }
    let gone = change.old.memos.filter { !isIn(change.new.memos, $0) }
    let come = change.new.memos.filter { !isIn(change.old.memos, $0) }
    return come.map { "  memo: \($0.onOneLine(80))" }.joined()
      + gone.map { "  without memo: \($0.onOneLine(80))" }.joined()
  }

  private func quote(_ span: Span) -> String { words.words(in: span).onOneLine(60) }

  /// The turns of a passage, or its characters where it lies in none.
  private func place(_ span: Span) -> String {
    let spoken = turns.filter { $0.span.overlaps(span) }
    guard let first = spoken.first, let last = spoken.last else {
      return "@\(span.start)-\(span.end)"
    }
    return first.number == last.number ? "t\(first.number)" : "t\(first.number)-t\(last.number)"
  }
}
