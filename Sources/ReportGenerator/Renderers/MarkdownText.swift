extension MarkdownLines {
  /// Inlines as Markdown on one line.
  func inline(_ parts: [Inline]) -> String {
    parts.map { part in
      switch part {
      case .text(let text), .foreign(let text, _): text.onOneLine.markdown
      case .emphasis(let parts): marked(parts, "*", "em")
      case .strong(let parts): marked(parts, "**", "strong")
      case .code(let text): MarkdownLines.code(text.onOneLine)
      case .link(let parts, let anchor): "[\(inline(parts))](#\(anchorID(anchor)))"
      }
    }.joined()
  }

  /// Stressed words.
  ///
  /// Stars next to a punctuation mark inside a word, the rule in Chinese, are
  /// none to CommonMark; there an element of HTML stands instead.
  private func marked(_ parts: [Inline], _ mark: String, _ tag: String) -> String {
    let plain = parts.plainText
    let isSafe = [plain.first, plain.last].allSatisfy { end in
      end.map { $0.isLetter || $0.isNumber } ?? false
    }
    return isSafe ? mark + inline(parts) + mark : "<\(tag)>\(inline(parts))</\(tag)>"
  }

  /// A code span with more backticks round it than stand anywhere in a row inside.
  private static func code(_ text: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return longest > 0 ? "\(fence) \(text) \(fence)" : fence + text + fence
  }
}

extension String {
  /// The words with everything escaped by which Markdown would read them otherwise.
  var markdown: String { mayBeMarkdown ? escapedMarkdown : self }

  /// Whether any byte could need an escape; spares most words the way scalar by scalar.
  private var mayBeMarkdown: Bool {
    guard let first = utf8.first(where: { $0 != 0x20 }) else { return false }
    if first < 0x40, first != 0x22, first != 0x27, first != 0x28 { return true }
    return utf8.contains { byte in
      switch byte {
      case 0x5C, 0x60, 0x2A, 0x5F, 0x5B, 0x5D, 0x7E, 0x7C, 0x24, 0x3C, 0x3E, 0x26: true
      default: false
      }
    }
  }

  private var escapedMarkdown: String {
    var out = ""
    var isStart = true
    var digits = 0
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "~", "|", "$": out += "\\\(scalar)"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "#", "+", "-", "=": out += isStart ? "\\\(scalar)" : String(scalar)
      // Digits and a full stop at the beginning would be a numbered list.
      case ".", ")":
        let isMark = digits > 0 && out.utf8.count == digits && (rest.first ?? " ") == " "
        out += isMark ? "\\\(scalar)" : String(scalar)
      default: out.unicodeScalars.append(scalar)
      }
      if (48...57).contains(scalar.value) { digits += 1 }
      isStart = isStart && scalar == " "
    }
    return out
  }

  /// The words for a cell of a table: line ends as `<br>`.
  var tableMarkdown: String {
    let words = printable
    if !words.utf8.contains(0x0A) { return words.markdown }
    return words.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).markdown }.joined(separator: "<br>")
  }
}
