import Fieldwork

/// Words of a turn that a coding sheet has otherwise than the text.
///
/// A sheet changes codings only. The new words are kept whole, so that they can become a
/// correction of the transcript.
public struct SheetWordChange: Hashable, Sendable {
  /// The turn's number; `nil` for what stands above the first.
  public var turn: Int32?
  /// The line of the sheet on which it begins, from 1.
  public var line: Int
  /// The scalar of the text at which `old` begins.
  public var start: Int32
  /// The words of the text, from the line on which the turn begins to that of the next.
  public var old: String
  /// The words of the sheet.
  public var new: String

  /// Describes a change.
  public init(turn: Int32?, line: Int, start: Int32, old: String, new: String) {
    self.turn = turn
    self.line = line
    self.start = start
    self.old = old
    self.new = new
  }

  /// What differs, with a few characters around it: old and new.
  public var excerpt: (old: String, new: String) {
    let (a, b) = (Array(old), Array(new))
    func isSame(_ x: Character, _ y: Character) -> Bool { x.utf8.elementsEqual(y.utf8) }
    let head = zip(a, b).prefix { isSame($0, $1) }.count
    let room = min(a.count, b.count) - head
    let tail = zip(a.reversed(), b.reversed()).prefix(room).prefix { isSame($0, $1) }.count
    return (
      SheetWordChange.cut(a, head, a.count - tail), SheetWordChange.cut(b, head, b.count - tail)
    )
  }

  private static func cut(_ words: [Character], _ start: Int, _ end: Int) -> String {
    let around = 12
    let first = max(0, start - around)
    let last = min(words.count, end + around)
    var middle = words[first..<last].map { $0.isNewline ? "⏎" : String($0) }
    if middle.count > 80 { middle = middle.prefix(40) + ["…"] + middle.suffix(39) }
    return (first > 0 ? "…" : "") + middle.joined() + (last < words.count ? "…" : "")
  }
}
