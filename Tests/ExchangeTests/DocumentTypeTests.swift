import Fieldwork
import Testing

@testable import Exchange

@Suite("Document type declarations in office files")
struct DocumentTypeTests {
  private static let part = "word/document.xml"
  private static let body =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    + "<w:body><w:p><w:r><w:t>says &e; here</w:t></w:r></w:p></w:body></w:document>"

  private func read(_ xml: [UInt8]) throws -> String {
    final class Words: MarkupHandler {
      var words = ""
      func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {}
      func end(_ name: MarkupName) {}
      func text(_ words: String) { self.words += words }
    }
    let words = Words()
    try MarkupEvents.parse(xml, part: Self.part, into: words)
    return words.words
  }

  private func utf16(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit & 255), UInt8(unit >> 8)]
      return little ? bytes : bytes.reversed()
    }
  }

  static let prologs = [
    "<!DOCTYPE a [<!ENTITY e 'x'>]>",
    "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY e 'x'>]>",
    "<!--" + String(repeating: "long ", count: 1000) + "--><!DOCTYPE a [<!ENTITY e 'x'>]>",
    "<?pi <!-- ?>\n<!-- > <?x --><!DOCTYPE a SYSTEM \"x.dtd\">",
    " \n<!DOCTYPE a PUBLIC \"-//a//b\" \"http://localhost/x.dtd\">",
  ]

  @Test("are refused wherever they stand", arguments: prologs)
  func refused(prolog: String) {
    #expect(throws: MarkupFailure.documentType(part: Self.part)) {
      try read(Array((prolog + Self.body).utf8))
    }
    #expect(throws: MarkupFailure.documentType(part: Self.part)) {
      try read([0xEF, 0xBB, 0xBF] + Array((prolog + Self.body).utf8))
    }
  }

  @Test("are refused in UTF-16 too", arguments: prologs, [true, false])
  func wide(prolog: String, little: Bool) {
    #expect(throws: MarkupFailure.documentType(part: Self.part)) {
      try read(utf16(prolog + Self.body, little: little, mark: true))
    }
  }

  @Test("are refused in UTF-16 without a mark", arguments: [true, false])
  func unmarked(little: Bool) {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Self.prologs[0] + Self.body
    #expect(throws: MarkupFailure.documentType(part: Self.part)) {
      try read(utf16(xml, little: little, mark: false))
    }
  }

  @Test("cannot hide in an encoding that office files do not have")
  func otherEncodings() {
    let hidden =
      "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE a [+ADwAIQ-ENTITY e 'x'>]>"
    #expect(throws: MarkupFailure.encoding(part: Self.part, name: "UTF-7")) {
      try read(Array((hidden + Self.body).utf8))
    }
    let wide = Array(("<?xml version=\"1.0\"?>" + Self.prologs[0] + Self.body).unicodeScalars)
      .flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) } }
    #expect(throws: MarkupFailure.self) { try read([0xFF, 0xFE, 0, 0] + wide) }
    #expect(throws: MarkupFailure.self) { try read(wide) }
  }

  @Test("do not stand in the words, and sound documents are read")
  func sound() throws {
    let plain = Self.body.replacing("&e;", with: "&lt;!DOCTYPE a&gt; 好")
    for xml in [
      plain,
      "<?xml version='1.0' encoding='utf-8' standalone=\"yes\"?><!-- <!DOCTYPE x> -->" + plain,
      "<?xml version=\"1.0\" encoding = \"US-ASCII\"?>" + plain.replacing("好", with: "&#x597D;"),
    ] {
      #expect(try read(Array(xml.utf8)) == "says <!DOCTYPE a> 好 here")
    }
    let wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + plain
    for little in [true, false] {
      #expect(
        try read(utf16(wide, little: little, mark: true)) == "says <!DOCTYPE a> 好 here")
    }
    #expect(throws: MarkupFailure.self) { try read(Array(Self.body.utf8)) }
  }
}
