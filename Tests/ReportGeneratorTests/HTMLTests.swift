import Fieldwork
import ReportGenerator
import Testing

/// The tags of a page in order, with their attributes, read by a small scanner of its own.
private func tags(_ page: String) -> [(name: String, attributes: String)] {
  var tags: [(String, String)] = []
  var rest = Substring(page)
  while let open = rest.firstIndex(of: "<") {
    guard let close = rest[open...].firstIndex(of: ">") else { break }
    let inside = rest[rest.index(after: open)..<close]
    let name = inside.prefix { !$0.isWhitespace }
    tags.append((String(name), String(inside.dropFirst(name.count))))
    rest = rest[rest.index(after: close)...]
  }
  return tags
}

private func values(_ attribute: String, in tags: [(name: String, attributes: String)]) -> [String]
{
  tags.flatMap { tag in
    tag.attributes.split(separator: "\(attribute)=\"", omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
  }
}

@Suite struct HTMLTests {
  private static let hostile =
    "</style><script>alert(\"x\")</script><img src=x onerror='y'>&amp;\u{0}"

  private static var hostilePage: Document {
    let h = hostile
    let picture = HeatMap(
      title: h, description: h, rowLabels: [h], columnLabels: [h], counts: [[3]], legend: h
    ).picture(id: h)
    return Document(
      title: h, subtitle: h, language: "en", facts: [Fact(h, h)],
      blocks: [
        .heading(1, h, id: h), .heading(1, h), .heading(2, h),
        .paragraph([
          .text(h), .emphasis([.code(h)]), .foreign(h, language: h), .link([.text(h)], anchor: h),
        ]),
        .quote(
          Quote(
            h, language: h, citation: h, speaker: h, before: [.init(speaker: h, words: h)],
            translation: LocalizedText(language: h, text: h), codes: [h], remark: h, id: h)),
        .table(
          Table(
            title: h, columns: [Column("a", h), .number("n", h)],
            rows: [[.text(h), .undefined(reason: h)], [.linked(.text(h), anchor: h), 1]], notes: [h]
          )),
        .figure(Figure(picture: picture, caption: [.text(h)], alternative: h, id: h)),
        .notice(.internalOnly, h), .sideBySide([Panel(title: h, blocks: [.facts([Fact(h, h)])])]),
        .list([h]),
      ])
  }

  @Test func `no words of the study become markup`() {
    let page = HTMLRenderer().text(HTMLTests.hostilePage)
    let names = Set(tags(page).map(\.name))
    #expect(names.isDisjoint(with: ["script", "img", "/script"]))
    #expect(
      names.allSatisfy {
        $0 == "!DOCTYPE" || $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "/" }
      })
    #expect(!page.contains("onerror='"))
    #expect(tags(page).filter { $0.name == "/style" }.count == 1)
    #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  @Test(arguments: [ReportSample.document, HTMLTests.hostilePage])
  func `every element that is opened is closed, in order`(_ document: Document) {
    var open: [String] = []
    for tag in tags(HTMLRenderer().text(document)) {
      if ["!DOCTYPE", "meta"].contains(tag.name) || tag.attributes.hasSuffix("/") { continue }
      if tag.name.hasPrefix("/") {
        #expect(open.popLast() == String(tag.name.dropFirst()))
      } else {
        open.append(tag.name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test(arguments: [ReportSample.document, HTMLTests.hostilePage])
  func `anchors are unique and every link of the page leads to one`(_ document: Document) {
    let tags = tags(HTMLRenderer().text(document))
    let ids = values(" id", in: tags)
    #expect(Set(ids).count == ids.count)
    let links = values("href", in: tags)
    #expect(
      links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) }, "\(links)")
  }

  @Test func `the page asks for nothing from outside`() {
    let page = HTMLRenderer().text(ReportSample.document)
    let namespace = "http://www.w3.org/2000/svg"
    let others = page.replacing(namespace, with: "").replacing("http-equiv", with: "")
    #expect(!others.contains("http"))
    for word in ["url(", "@import", "src=", "<script", "<link"] { #expect(!page.contains(word)) }
  }

  @Test func `tables have a caption and scopes, figures a title and a description`() {
    let page = HTMLRenderer().text(ReportSample.document)
    #expect(page.contains("<caption>Codes of the theme</caption>"))
    #expect(page.contains("<th scope=\"col\">Code</th>"))
    #expect(page.contains("<th scope=\"row\" class=\"tight\" lang=\"zh\">打算回乡</th>"))
    #expect(page.contains("role=\"img\" aria-labelledby=\"heat-title heat-desc\""))
    #expect(page.contains("<blockquote lang=\"zh\"><p>我们不是客人"))
  }

  @Test func `a document with an internal part is marked on every page`() {
    let inner = Block.notice(.internalOnly, "names")
    for blocks in [
      [inner], [.list(items: [[inner]], isNumbered: false)],
      [.sideBySide([Panel(title: "a", blocks: [inner])])],
    ] {
      let document = Document(title: "t", blocks: blocks)
      #expect(document.isMarkedInternal)
      let page = HTMLRenderer().text(document)
      #expect(page.contains("@top-right { content: \"Internal\\3a"))
      #expect(page.contains("<div class=\"watermark\" aria-hidden=\"true\">Internal</div>"))
    }
    let open = Document(title: "t", blocks: [.notice(.note, "x")])
    #expect(!open.isMarkedInternal && !HTMLRenderer().text(open).contains("class=\"watermark\""))
  }

  @Test func `a Chinese document has Chinese words of the page's own`() {
    let document = Document(
      title: "报告", language: "zh-CN",
      blocks: [.heading(1, "一"), .heading(1, "二"), .heading(1, "一"), .notice(.caution, "少")])
    let page = HTMLRenderer().text(document)
    #expect(page.contains("<nav aria-label=\"目录\">") && page.contains("注意"))
    #expect(page.contains("<h2 id=\"一-2\">") && !page.contains("<p lang=\"zh\">"))
  }
}
