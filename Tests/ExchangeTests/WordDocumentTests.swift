import Fieldwork
import Testing

@testable import Exchange

@Suite("Documents of Word")
struct WordDocumentTests {
  static let bodies: [(String, String, String)] = [
    (
      "runs make one paragraph", "<w:p><w:r><w:t>One </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p>",
      "One two"
    ),
    (
      "tracked deletions go, insertions stay",
      "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>left</w:delText></w:r></w:del>"
        + "<w:ins><w:r><w:t>stayed</w:t></w:r></w:ins></w:p>", "We stayed"
    ),
    (
      "moved words stand where they went",
      "<w:p><w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t>"
        + "</w:r></w:moveTo></w:p>", "here"
    ),
    (
      "a deleted paragraph mark joins two paragraphs",
      "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>line</w:t></w:r></w:p>", "One line"
    ),
    (
      "an inserted mark does not",
      "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>Two</w:t></w:r></w:p>", "One\nTwo"
    ),
    (
      "controls, links and smart tags are read through",
      "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>a</w:t>"
        + "</w:r></w:hyperlink><w:smartTag><w:r><w:t>b</w:t></w:r></w:smartTag></w:p>"
        + "</w:sdtContent></w:sdt>", "ab"
    ),
    (
      "field codes go, results stay",
      "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r>"
        + "</w:fldSimple></w:p>", "7"
    ),
    (
      "tabs, breaks, hyphens",
      "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>"
        + "<w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a\tb\nc\u{2011}d"
    ),
    (
      "table rows are paragraphs with tabs between cells",
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Q</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Why?</w:t>"
        + "</w:r></w:p></w:tc></w:tr></w:tbl>", "Q\tWhy?"
    ),
    (
      "of two versions of a drawing one is read, its box after its paragraph",
      "<w:p><w:r><w:t>Out</w:t></w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r>"
        + "</w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback>"
        + "</mc:AlternateContent><w:r><w:t>side</w:t></w:r></w:p>", "Outside\nbox"
    ),
    (
      "empty paragraphs stay",
      "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>b</w:t>"
        + "</w:r></w:p>", "a\n\nb"
    ),
    ("references and entities", "<w:p><w:r><w:t>a &amp; b &#x4F60;</w:t></w:r></w:p>", "a & b 你"),
  ]

  @Test("What the XML means", arguments: bodies.indices)
  func body(index: Int) throws {
    let (what, body, text) = Self.bodies[index]
    let draft = try TranscriptReader.read(
      name: "a.docx", bytes: OfficeFiles.docx(body), options: .init())
    expectSound(draft)
    #expect(draft.text == text, "\(what)")
    #expect(draft.source.format == "docx")
  }

  @Test("Deletions are mentioned")
  func note() throws {
    let draft = try TranscriptReader.read(
      name: "a.docx", bytes: OfficeFiles.docx(Self.bodies[1].1), options: .init())
    #expect(draft.notes.count == 1)
    #expect(draft.notes.first?.contains("1 tracked deletion") == true)
  }

  @Test("A transcript typed as a table has turns")
  func table() throws {
    func row(_ a: String, _ b: String) -> String {
      "<w:tr><w:tc><w:p><w:r><w:t>\(a)</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>\(b)</w:t>"
        + "</w:r></w:p></w:tc></w:tr>"
    }
    let body = "<w:tbl>\(row("Interviewer", "Why?"))\(row("Interviewee", "Because."))</w:tbl>"
    let draft = try TranscriptReader.read(
      name: "a.docx", bytes: OfficeFiles.docx(body), options: .init())
    #expect(
      seen(draft) == [
        SeenTurn("Interviewer", .interviewer, "Why?"),
        SeenTurn("Interviewee", .respondent, "Because."),
      ])
  }

  @Test("Broken XML, document types and bombs are refused")
  func refusals() throws {
    func read(_ xml: String) throws {
      _ = try TranscriptReader.read(
        name: "a.docx", bytes: ZIPBuilder.archive([("word/document.xml", xml)]), options: .init())
    }
    #expect(throws: MarkupFailure.self) { try read("<w:document><w:p>") }
    #expect(throws: MarkupFailure.self) { try read("") }
    #expect(throws: MarkupFailure.documentType(part: "word/document.xml")) {
      try read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    }
    let archive = try ZIPContainer(ZIPBuilder.archive([("a", String(repeating: "x", count: 1000))]))
    #expect(try archive.bytes(of: "a", limit: 1000).count == 1000)
    #expect(throws: ZIPFailure.tooLarge("a", limit: 999)) {
      try archive.bytes(of: "a", limit: 999)
    }
    #expect(throws: ZIPFailure.noMember("b")) { try archive.bytes(of: "b") }
    #expect(throws: ZIPFailure.notAnArchive) {
      try TranscriptReader.read(
        name: "a.docx", bytes: [0x50, 0x4B, 3, 4, 0, 0], options: .init())
    }
  }
}
