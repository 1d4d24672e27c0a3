import Fieldwork

/// Tables and whole documents as Markdown (CommonMark with the tables of GitHub).
///
/// Words are escaped so that they read as they are; a picture is replaced by its caption, its
/// text alternative and its numbers; what stands side by side follows one another.
public struct MarkdownRenderer: TableRenderer, DocumentRenderer {
  /// Makes a renderer.
  public init() {}

  /// Writes the whole answer.
  public func write(_ result: ResultTable, to output: inout OutputBuffer) {
    for line in MarkdownLines.table(result.table) { output.write(line + "\n") }
  }

  /// Writes the whole document.
  public func write(_ document: Document, to output: inout OutputBuffer) {
    let lines = MarkdownLines(language: document.language)
    var parts: [[String]] = [["# " + document.title.onOneLine.markdown]]
    if let subtitle = document.subtitle { parts.append(["*\(subtitle.onOneLine.markdown)*"]) }
    if document.isMarkedInternal { parts.append(["**\(lines.phrases.internalOnly)**"]) }
    if !document.facts.isEmpty { parts.append(lines.block(.facts(document.facts))) }
    parts += document.blocks.map(lines.block)
    let text = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    output.write(text.joined(separator: "\n\n") + "\n")
  }
}

/// Blocks as lines of Markdown without blank lines at their ends.
struct MarkdownLines {
  let phrases: Phrases

  init(language: String) { phrases = Phrases(language: language) }

  func block(_ block: Block) -> [String] {
    switch block {
    case .heading(let heading):
      let mark = String(repeating: "#", count: min(4, max(1, heading.level)) + 1)
      return anchor(heading.id) + ["\(mark) \(inline(heading.words))"]
    case .paragraph(let parts): return [inline(parts)]
    case .list(let items, let isNumbered):
      return items.enumerated().flatMap { index, item in
        let mark = isNumbered ? "\(index + 1). " : "- "
        let indent = String(repeating: " ", count: mark.count)
        return blocks(item).enumerated().map { line, text in
          line == 0 ? mark + text : text.isEmpty ? "" : indent + text
        }
      }
    case .table(let table): return MarkdownLines.table(table)
    case .quote(let quote): return self.quote(quote)
    case .figure(let figure): return self.figure(figure)
    case .notice(let notice):
      let head = ["**\(phrases.label(notice.kind))**", ""]
      return MarkdownLines.quoted(head + blocks(notice.blocks))
    case .facts(let facts):
      return facts.map { "- \($0.name.onOneLine.markdown): \(inline($0.value))" }
    case .sideBySide(let panels):
      return blocks(
        panels.flatMap { [.paragraph([.strong([.text($0.title)])])] + $0.blocks })
    case .folded(let title, let inner):
      return blocks([.paragraph([.strong([.text(title)])])] + inner)
    case .pageBreak: return ["---"]
    }
  }

  /// Blocks with a blank line between them.
  private func blocks(_ blocks: [Block]) -> [String] {
    Array(blocks.map(block).filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func quote(_ quote: Quote) -> [String] {
    func turn(_ turn: Quote.ContextTurn) -> [String] {
      let words = [turn.speaker, turn.words].compactMap { $0?.onOneLine }.joined(separator: " ")
      return [inline([.emphasis([.text(words.trimmingBlanks)])]), ""]
    }
    var lines = quote.remark.map { ["**\($0.onOneLine.markdown)**", ""] } ?? []
    for context in quote.before { lines += turn(context) }
    for line in quote.words.printable.split(separator: "\n") {
      lines += [String(line).trimmingBlanks.markdown, ""]
    }
    let translation = quote.translation?.text ?? ""
    for line in translation.printable.split(separator: "\n") {
      lines += [String(line).trimmingBlanks.markdown, ""]
    }
    if let credit = quote.translationCredit {
      lines += [inline([.emphasis([.text("[\(credit.onOneLine)]")])]), ""]
    }
    for context in quote.after { lines += turn(context) }
    let source = [quote.speaker, quote.citation].compactMap { $0?.onOneLine.markdown }
    lines.append("— " + source.joined(separator: ", "))
    if !quote.codes.isEmpty {
      let codes = quote.codes.map(\.onOneLine.markdown).joined(separator: " · ")
      lines += ["", "\(phrases.quoteCodes): \(codes)"]
    }
    return anchor(quote.id) + MarkdownLines.quoted(lines)
  }

  private func figure(_ figure: Figure) -> [String] {
    var lines = anchor(figure.id) + ["**\(inline(figure.caption))**"]
    lines += ["", figure.alternative.onOneLine.markdown]
    if let data = figure.data { lines += [""] + MarkdownLines.table(data) }
    return lines
  }

  private func anchor(_ id: String?) -> [String] {
    id.map { ["<a id=\"\(anchorID($0))\"></a>", ""] } ?? []
  }

  private static func quoted(_ lines: [String]) -> [String] {
    lines.map { $0.isEmpty ? ">" : "> " + $0 }
  }

  /// A table with its title above and its notes below.
  static func table(_ table: Table) -> [String] {
    var lines = table.title.map { ["**\($0.onOneLine.markdown)**", ""] } ?? []
    lines.append(row(table.columns.map(\.title.tableMarkdown)))
    lines.append(row(table.columns.map { $0.kind == .number ? "--:" : "---" }))
    for cells in table.rows {
      lines.append(
        row(
          cells.map { cell in
            let words = cell.words.tableMarkdown
            guard case .linked(_, let anchor) = cell else { return words }
            return "[\(words)](#\(anchorID(anchor)))"
          }))
    }
    for note in table.allNotes { lines += ["", "*\(note.onOneLine.markdown)*"] }
    return lines
  }

  private static func row(_ cells: [String]) -> String {
    "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined()
  }
}
