import Fieldwork

/// Whole documents as plain text for a terminal: wrapped lines, aligned tables, indented quotes,
/// no markup to read past.
public struct TextDocumentRenderer: DocumentRenderer {
  /// The columns to fill.
  private let width: Int

  /// Makes a renderer.
  ///
  /// - Parameter width: the columns to fill; 100 without, never below 40 or above 120.
  public init(width: Int? = nil) { self.width = max(40, min(width ?? 100, 120)) }

  /// Writes a document.
  public func write(_ document: Document, to output: inout OutputBuffer) {
    paragraph(document.title, 0, &output)
    if let subtitle = document.subtitle { paragraph(subtitle, 0, &output) }
    if document.isMarkedInternal { paragraph("INTERNAL: not to leave the team", 0, &output) }
    if !document.facts.isEmpty { block(.facts(document.facts), 0, &output) }
    for item in document.blocks { block(item, 0, &output) }
  }

  private func block(_ block: Block, _ indent: Int, _ output: inout OutputBuffer) {
    switch block {
    case .heading(let heading):
      output.write("\n")
      let words = heading.words.plainText
      paragraph(heading.level <= 2 ? words.uppercasedLatin : words, indent, &output)
    case .paragraph(let words):
      output.write("\n")
      paragraph(words.plainText, indent, &output)
    case .list(let items, let isNumbered): list(items, isNumbered, indent, &output)
    case .table(let table):
      output.write("\n")
      if let title = table.title { paragraph(title, indent, &output) }
      var bare = table
      bare.title = nil
      let text = TextTableRenderer(width: width - indent).text(
        ResultTable(command: "", table: bare))
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        output.write(blanks(indent) + line + "\n")
      }
    case .quote(let quote): write(quote, indent, &output)
    case .figure(let figure):
      output.write("\n")
      paragraph(figure.caption.plainText, indent, &output)
      if let data = figure.data { self.block(.table(data), indent, &output) }
    case .notice(let notice):
      output.write("\n")
      paragraph(notice.kind.words + ":", indent, &output)
      for item in notice.blocks { tight(item, indent + 2, &output) }
    case .facts(let facts):
      output.write("\n")
      for fact in facts { self.fact(fact, indent, &output) }
    case .sideBySide(let panels):
      for panel in panels {
        output.write("\n")
        paragraph(panel.title.uppercasedLatin, indent, &output)
        for item in panel.blocks { self.block(item, indent + 2, &output) }
      }
    case .folded(let title, let inner):
      output.write("\n")
      paragraph(title, indent, &output)
      for item in inner { self.block(item, indent, &output) }
    case .pageBreak: output.write("\n")
    }
  }

  /// A block without the empty line before it, for the inside of notices.
  private func tight(_ block: Block, _ indent: Int, _ output: inout OutputBuffer) {
    if case .paragraph(let words) = block {
      paragraph(words.plainText, indent, &output)
    } else {
      self.block(block, indent, &output)
    }
  }

  private func list(
    _ items: [[Block]], _ isNumbered: Bool, _ indent: Int, _ output: inout OutputBuffer
  ) {
    for (position, item) in items.enumerated() {
      let mark = isNumbered ? "\(position + 1). " : "- "
      for (index, block) in item.enumerated() {
        if index == 0, case .paragraph(let words) = block {
          hanging(mark, words.plainText, indent, &output)
        } else {
          self.block(block, indent + mark.count, &output)
        }
      }
    }
  }

  private func fact(_ fact: Fact, _ indent: Int, _ output: inout OutputBuffer) {
    let name = fact.name.padded(toColumns: max(16, fact.name.displayWidth + 2))
    hanging(name, fact.value.plainText, indent, &output)
  }

  private func write(_ quote: Quote, _ indent: Int, _ output: inout OutputBuffer) {
    output.write("\n")
    let inside = indent + 2
    if let remark = quote.remark { paragraph(remark, indent, &output) }
    for turn in quote.before {
      paragraph((turn.speaker.map { "\($0): " } ?? "") + turn.words, inside + 2, &output)
    }
    paragraph("“\(quote.words)”", inside, &output)
    if let translation = quote.translation {
      paragraph("[\(translation.language)] \(translation.text)", inside + 2, &output)
    }
    if let credit = quote.translationCredit { paragraph("[\(credit)]", inside + 2, &output) }
    for turn in quote.after {
      paragraph((turn.speaker.map { "\($0): " } ?? "") + turn.words, inside + 2, &output)
    }
    let source = [quote.speaker, quote.citation].compactMap(\.self).joined(separator: " ")
    paragraph(
      ([source] + [quote.codes.joined(separator: ", ")]).joined(separator: "  "), inside, &output)
  }

  private func paragraph(_ words: String, _ indent: Int, _ output: inout OutputBuffer) {
    for part in words.split(whereSeparator: \.isNewline) {
      for line in String(part).printable.wrapped(toColumns: width - indent) {
        output.write(blanks(indent) + line + "\n")
      }
    }
  }

  private func hanging(_ mark: String, _ words: String, _ indent: Int, _ output: inout OutputBuffer)
  {
    let room = mark.displayWidth
    let flat = words.split(whereSeparator: \.isNewline).joined(separator: " ").printable
    for (position, line) in flat.wrapped(toColumns: width - indent - room).enumerated() {
      output.write(blanks(indent) + (position == 0 ? mark : blanks(room)) + line + "\n")
    }
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Notice.Kind {
  fileprivate var words: String {
    switch self {
    case .note: "Notes"
    case .caution: "Read with care"
    case .internalOnly: "Internal"
    }
  }
}

extension String {
  /// Capitals for a heading in plain text; codes and ids inside keep their letters.
  fileprivate var uppercasedLatin: String {
    contains { $0 == "-" || $0.isNumber } ? self : uppercased()
  }
}
