import Fieldwork

/// A page of HTML under construction: the blocks.
struct HTMLPage {
  var output = OutputBuffer()
  let phrases: Phrases
  private let language: String
  private let anchors: [String]
  private var headings = 0
  private var taken: Set<String>

  init(_ outline: Outline, _ phrases: Phrases, language: String) {
    self.phrases = phrases
    self.language = language
    anchors = outline.entries.map(\.id)
    taken = Set(anchors)
  }

  mutating func write(_ blocks: [Block]) {
    for block in blocks { write(block) }
  }

  mutating func write(_ block: Block) {
    switch block {
    case .heading(let heading): write(heading)
    case .paragraph(let parts):
      output.write("<p>")
      write(parts)
      output.write("</p>\n")
    case .list(let items, let isNumbered): write(items, isNumbered)
    case .table(let table): write(table)
    case .quote(let quote): write(quote)
    case .figure(let figure): write(figure)
    case .notice(let notice): write(notice)
    case .facts(let facts): write(facts)
    case .sideBySide(let panels): write(panels)
    case .folded(let title, let blocks):
      output.write("<details class=\"more\"><summary>")
      output.writeHTML(title)
      output.write("</summary>\n")
      write(blocks)
      output.write("</details>\n")
    case .pageBreak: output.write("<div class=\"page-break\"></div>\n")
    }
  }

  private mutating func write(_ heading: Heading) {
    // The title of the page is its only first heading.
    let tag = "h\(min(4, max(1, heading.level)) + 1)"
    output.write("<\(tag) id=\"\(anchors[headings])\">")
    headings += 1
    write(heading.words)
    output.write("</\(tag)>\n")
  }

  private mutating func write(_ items: [[Block]], _ isNumbered: Bool) {
    output.write(isNumbered ? "<ol>\n" : "<ul>\n")
    for item in items {
      output.write("<li>")
      if item.count == 1, case .paragraph(let parts) = item[0] {
        write(parts)
      } else {
        write(item)
      }
      output.write("</li>\n")
    }
    output.write(isNumbered ? "</ol>\n" : "</ul>\n")
  }

  private mutating func write(_ figure: Figure) {
    output.write("<figure\(idAttribute(figure.id))>\n<div class=\"scroll\">")
    output.write(figure.picture.markup)
    output.write("</div>\n<figcaption>")
    write(figure.caption)
    output.write("<span class=\"alternative\"> ")
    output.writeHTML(figure.alternative)
    output.write("</span></figcaption>\n")
    if let data = figure.data {
      output.write("<details><summary>\(phrases.figureData)</summary>\n")
      write(data)
      output.write("</details>\n")
    }
    output.write("</figure>\n")
  }

  private mutating func write(_ notice: Notice) {
    let name =
      switch notice.kind {
      case .note: "note"
      case .caution: "caution"
      case .internalOnly: "internal-only"
      }
    output.write("<aside class=\"notice \(name)\" role=\"note\">\n<p class=\"label\">")
    output.write("\(phrases.label(notice.kind))</p>\n")
    write(notice.blocks)
    output.write("</aside>\n")
  }

  private mutating func write(_ facts: [Fact]) {
    output.write("<dl>\n")
    for fact in facts {
      output.write("<div><dt>")
      output.writeHTML(fact.name)
      output.write("</dt><dd>")
      write(fact.value)
      output.write("</dd></div>\n")
    }
    output.write("</dl>\n")
  }

  private mutating func write(_ panels: [Panel]) {
    // Values need less room than the words beside them; words and words need the same.
    let values = panels.first?.holdsValues == true ? " values" : ""
    output.write("<div class=\"beside of-\(panels.count)\(values)\">\n")
    for panel in panels {
      output.write("<section class=\"panel\">\n<p class=\"label\">")
      output.writeHTML(panel.title)
      output.write("</p>\n")
      write(panel.blocks)
      output.write("</section>\n")
    }
    output.write("</div>\n")
  }

  mutating func write(_ parts: [Inline]) {
    for part in parts {
      switch part {
      case .text(let text): output.writeHTML(text)
      case .foreign(let text, let language):
        output.write("<span lang=\"")
        output.writeHTML(language)
        output.write("\">")
        output.writeHTML(text)
        output.write("</span>")
      case .emphasis(let parts): wrap("em", parts)
      case .strong(let parts): wrap("strong", parts)
      case .code(let text):
        output.write("<code>")
        output.writeHTML(text)
        output.write("</code>")
      case .link(let parts, let anchor):
        output.write("<a href=\"#\(anchorID(anchor))\">")
        write(parts)
        output.write("</a>")
      }
    }
  }

  private mutating func wrap(_ tag: String, _ parts: [Inline]) {
    output.write("<\(tag)>")
    write(parts)
    output.write("</\(tag)>")
  }

  /// The `id` attribute for an anchor; nothing where the anchor stands in the page already.
  mutating func idAttribute(_ anchor: String?) -> String {
    guard let anchor, taken.insert(anchorID(anchor)).inserted else { return "" }
    return " id=\"\(anchorID(anchor))\""
  }

  /// The `lang` attribute for words that are Chinese in a document that is not, so that fonts
  /// and speech are right.
  func languageAttribute(_ text: String) -> String {
    if isChinese(language) { return "" }
    return text.unicodeScalars.contains(where: \.isHan) ? " lang=\"zh\"" : ""
  }
}

extension Panel {
  /// Whether the column shows values (a table, facts) and not words alone.
  fileprivate var holdsValues: Bool {
    blocks.contains { block in
      switch block {
      case .table, .facts, .folded: true
      default: false
      }
    }
  }
}
