/// Reads the words of an .odt document: `content.xml` of ODF 1.2 (ISO/IEC 26300).
///
/// Tracked changes (which hold the deleted words), annotations and notes are skipped. Runs of
/// blanks in the XML count as one and those at the start of a paragraph as none (ODF 1.2 part 1,
/// 6.1.2); `text:s`, `text:tab` and `text:line-break` are the real ones.
final class OpenDocument: MarkupHandler {
  private var paragraphs = ParagraphCollector()
  private var path: [Step] = []
  private var skipping = 0
  private var annotations = 0
  private var changes = 0

  private enum Step { case body, skipped, paragraph, row, other }

  /// The paragraphs of the document, and notes on what was left out.
  static func read(_ archive: ZIPContainer) throws -> (paragraphs: [String], notes: [String]) {
    let reader = OpenDocument()
    let part = "content.xml"
    try MarkupEvents.parse(try archive.bytes(of: part), part: part, into: reader)
    var notes: [String] = []
    if reader.changes > 0 {
      notes.append("\(reader.changes) tracked deletion(s) were left out, insertions were kept")
    }
    if reader.annotations > 0 {
      notes.append("\(reader.annotations) comment(s) or note(s) of the document were not read")
    }
    return (reader.paragraphs.finish(), notes)
  }

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    let step = skipping > 0 ? .skipped : step(for: name, attributes)
    if name.local == "deletion" { changes += 1 }
    path.append(step)
    switch step {
    case .skipped: skipping += 1
    case .paragraph: paragraphs.beginParagraph()
    case .row: paragraphs.beginRow()
    default: break
    }
  }

  func end(_ name: MarkupName) {
    switch path.popLast() {
    case .skipped: skipping -= 1
    case .paragraph: paragraphs.endParagraph()
    case .row: paragraphs.endRow()
    default: break
    }
  }

  func text(_ words: String) {
    guard skipping == 0, paragraphs.isInParagraph else { return }
    var out: [UInt8] = []
    var blank = paragraphs.endsInBlank
    for byte in words.utf8 {
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if !isBlank { out.append(byte) } else if !blank { out.append(0x20) }
      blank = isBlank
    }
    if !out.isEmpty { paragraphs.append(String(decoding: out, as: UTF8.self)) }
  }

  private func step(for name: MarkupName, _ attributes: MarkupAttributes) -> Step {
    switch name.local {
    case "p" where name.space == Self.textSpace, "h" where name.space == Self.textSpace:
      return .paragraph
    case "table-row": return .row
    case "table-cell":
      paragraphs.beginCell()
      return .other
    case "s" where name.space == Self.textSpace:
      let count = attributes["c"].flatMap { Int($0) } ?? 1
      paragraphs.append(String(repeating: " ", count: min(max(count, 1), 1000)))
      return .other
    case "tab":
      paragraphs.append("\t")
      return .other
    case "line-break":
      paragraphs.append("\n")
      return .other
    case "annotation", "note":
      annotations += 1
      return .skipped
    case "tracked-changes", "ruby-text", "covered-table-cell": return .skipped
    // The alternative text of a picture, not words of the page.
    case "title" where name.space == Self.pictureSpace,
      "desc" where name.space == Self.pictureSpace:
      return .skipped
    default: return .other
    }
  }

  private static let textSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  private static let pictureSpace = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
}
