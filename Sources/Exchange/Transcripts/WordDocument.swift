/// Reads the words of a .docx document: `word/document.xml` of ECMA-376, transitional and
/// strict.
///
/// Tracked deletions are left out and insertions taken, as if every change were accepted.
/// Comments, foot- and endnotes live in other parts and are not read; field codes are skipped,
/// their visible results kept. Content controls, hyperlinks, smart tags and tables are read
/// through. Of two versions of the same drawing (`mc:AlternateContent`) one is taken.
final class WordDocument: MarkupHandler {
  private var paragraphs = ParagraphCollector()
  private var path: [Step] = []
  private var skipping = 0
  private var deletions = 0
  private var chosen: [Bool] = []

  /// The part of an element's name that decides what to do with it.
  private enum Step {
    case words, skipped, paragraph, properties, markProperties, row, cell, alternatives, choice
    case text, other
  }

  /// The paragraphs of the document, and notes on what was left out.
  static func read(_ archive: ZIPContainer) throws -> (paragraphs: [String], notes: [String]) {
    let reader = WordDocument()
    let part = "word/document.xml"
    try MarkupEvents.parse(try archive.bytes(of: part), part: part, into: reader)
    var notes: [String] = []
    if reader.deletions > 0 {
      notes.append("\(reader.deletions) tracked deletion(s) were left out, insertions were kept")
    }
    if archive.holds("word/comments.xml") {
      notes.append("the comments of the document were not read")
    }
    return (reader.paragraphs.finish(), notes)
  }

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    let step = skipping > 0 ? .skipped : step(for: name, attributes)
    path.append(step)
    switch step {
    case .skipped: skipping += 1
    case .paragraph: paragraphs.beginParagraph()
    case .row: paragraphs.beginRow()
    case .cell: paragraphs.beginCell()
    case .alternatives: chosen.append(false)
    default: break
    }
  }

  func end(_ name: MarkupName) {
    switch path.popLast() {
    case .skipped: skipping -= 1
    case .paragraph: paragraphs.endParagraph()
    case .row: paragraphs.endRow()
    case .alternatives: chosen.removeLast()
    default: break
    }
  }

  func text(_ words: String) {
    if skipping == 0, path.last == .text { paragraphs.append(words) }
  }

  private func step(for name: MarkupName, _ attributes: MarkupAttributes) -> Step {
    if name.space == Self.compatibility { return alternative(name.local) }
    // Words in drawings and formulas count; nothing else of those vocabularies does.
    guard Self.vocabularies.contains(name.space) else { return name.local == "t" ? .text : .other }
    switch name.local {
    case "t": return .text
    case "p": return .paragraph
    case "tr": return .row
    case "tc": return .cell
    case "pPr": return .properties
    case "rPr": return path.last == .properties ? .markProperties : .skipped
    case "del", "moveFrom":
      if path.last == .markProperties {
        paragraphs.joinWithNext()
      } else if !path.contains(.properties) {
        deletions += 1
      }
      return .skipped
    case "delText", "instrText", "delInstrText", "rt", "pPrChange", "sectPr", "tblPr", "trPr",
      "tcPr", "sdtPr", "sdtEndPr":
      return .skipped
    case "tab", "ptab":
      // In paragraph properties `w:tab` is a tab stop.
      if !path.contains(.properties) { paragraphs.append("\t") }
      return .other
    case "br", "cr":
      paragraphs.append("\n")
      return .other
    case "noBreakHyphen":
      paragraphs.append("\u{2011}")
      return .other
    case "sym":
      if let code = attributes["char"], let number = UInt32(code, radix: 16),
        let scalar = Unicode.Scalar(number), number >= 0x20
      {
        paragraphs.append(String(Character(scalar)))
      }
      return .other
    default: return .other
    }
  }

  /// The first branch of an alternative is taken, which is the newer one.
  private func alternative(_ local: String) -> Step {
    switch local {
    case "AlternateContent": return .alternatives
    case "Choice", "Fallback":
      guard let last = chosen.indices.last else { return .other }
      if chosen[last] { return .skipped }
      chosen[last] = true
      return .choice
    default: return .other
    }
  }

  private static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
  private static let vocabularies: Set<String> = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ]
}
