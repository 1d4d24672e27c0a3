import Fieldwork
import Foundation
import TestSupport
import Testing

@testable import Exchange

@Suite("Documents of LibreOffice")
struct OpenDocumentTests {
  static let bodies: [(String, String, String)] = [
    (
      "paragraphs and headings",
      "<text:h>Title</text:h><text:p>One <text:span>two</text:span></text:p>",
      "Title\nOne two"
    ),
    (
      "blanks collapse, written ones stay",
      "<text:p>\n  a   b<text:s text:c=\"3\"/>c<text:s/><text:tab/>d<text:line-break/>e</text:p>",
      "a b   c \td\ne"
    ),
    (
      "tracked deletions, annotations and notes go",
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        + "</text:changed-region></text:tracked-changes><text:p>a<office:annotation><dc:creator>x"
        + "</dc:creator><text:p>remark</text:p></office:annotation><text:note><text:note-body>"
        + "<text:p>foot</text:p></text:note-body></text:note>b</text:p>", "ab"
    ),
    (
      "lists and tables",
      "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list><table:table>"
        + "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell>"
        + "<text:p>yes</text:p></table:table-cell></table:table-row></table:table>",
      "item\nA\tyes"
    ),
  ]

  @Test("What the XML means", arguments: bodies.indices)
  func body(index: Int) throws {
    let (what, body, text) = Self.bodies[index]
    let draft = try TranscriptReader.read(
      name: "a.odt", bytes: OfficeFiles.odt(body), options: .init())
    expectSound(draft)
    #expect(draft.text == text, "\(what)")
  }

  @Test(
    "The SERDIF transcripts and comments have the letters that are in their XML",
    .enabled(if: SharedFiles.arePresent, "needs ../shared"),
    arguments: ["real/serdif/data/transcripts/raw", "real/serdif/data/PSSUQ/comments"])
  func serdif(folder: String) throws {
    let path = try SharedFiles.url(folder).path
    let batch = try TranscriptFolder.read(paths: [path], options: .init()) { _, _ in }
    #expect(batch.items.count == 17)
    #expect(batch.failures.isEmpty)
    #expect(batch.skipped.isEmpty)
    for item in batch.items {
      expectSound(item.draft)
      #expect(!item.draft.turns.isEmpty)
      // An independent reading: these documents have no changes, notes or comments, so that
      // every letter between the tags of the body is a letter of the text.
      let bytes = try Array(Data(contentsOf: URL(filePath: item.path)))
      let xml = String(decoding: try ZIPContainer(bytes).bytes(of: "content.xml"), as: UTF8.self)
      let body = try #require(xml.range(of: "<office:text"))
      let plain = String(xml[body.lowerBound...]).replacing(/<[^>]*>/, with: "")
        .replacing("&apos;", with: "'").replacing("&amp;", with: "&").replacing("&lt;", with: "<")
        .replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      func letters(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }
      }
      #expect(letters(item.draft.text) == letters(plain), "\(item.path)")
    }
    if folder.hasSuffix("raw") {
      // The moderator is marked, the participant is not.
      let turns = batch.items.flatMap { seen($0.draft) }
      #expect(turns.contains { $0.speaker == "MODERATOR" && $0.role == .interviewer })
      #expect(Set(turns.compactMap(\.speaker)).count == 1, "\(Set(turns.compactMap(\.speaker)))")
    } else {
      #expect(
        batch.items.map(\.draft.metadata.participants.count) == Array(repeating: 1, count: 17))
    }
  }
}
