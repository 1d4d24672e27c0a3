public import CodingEngine
import Fieldwork

/// Memos that have some words, as a person reads them at a terminal: each with its first match.
public struct MemoMatchesPage {
  /// The lines.
  public private(set) var lines: [String] = []
  private let width: Int

  /// Lays out matches.
  ///
  /// - Parameters:
  ///   - matches: what was found, in the order in which it is to be shown.
  ///   - words: what was asked.
  ///   - width: the columns to fill; 100 without, at least 40.
  public init(_ matches: [MemoMatch], words: String, width: Int?) {
    self.width = max(40, min(width ?? 100, 120))
    paragraph("\(words): \(counted(matches.count, "memo"))", indent: 0)
    for found in matches {
      let memo = found.memo
      lines.append("")
      let head = [memo.slug, memo.kind, memo.coder, String(memo.written.prefix(10)), memo.title]
      paragraph(head.filter { !$0.isEmpty }.joined(separator: " · "), indent: 0)
      let more = found.count > 1 ? " (\(found.count) matches)" : ""
      paragraph("\(found.before)[\(found.match)]\(found.after)\(more)", indent: 2)
      if !memo.on.isEmpty { paragraph("on: \(memo.on)", indent: 4) }
    }
  }

  private mutating func paragraph(_ words: String, indent: Int) {
    let blank = String(repeating: " ", count: indent)
    for line in words.printable.wrapped(toColumns: width - indent) { lines.append(blank + line) }
  }
}
