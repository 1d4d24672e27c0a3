import Fieldwork
import Testing

@testable import Exchange

@Suite("Aliases in front matter")
struct FrontMatterAliasTests {
  private func levels(_ width: Int, _ depth: Int) -> String {
    func keys(_ value: String) -> String {
      "{" + (0..<width).map { "k\($0): \(value)" }.joined(separator: ", ") + "}"
    }
    var text = "a0: &a0 \(keys("x"))\n"
    for level in 1..<depth { text += "a\(level): &a\(level) \(keys("*a\(level - 1)"))\n" }
    return "---\n\(text)---\nQ: So?\nA: So.\n"
  }

  @Test("A small file that would grow without end is refused at once")
  func explosion() {
    let text = levels(120, 4)
    #expect(text.utf8.count < 8000)
    let failure = #expect(throws: TranscriptFailure.self) {
      try readTranscript(text, name: "a.md")
    }
    #expect(
      failure?.problem.line
        == "the front matter cannot be used: aliases (*name) repeat too much of the file; "
        + "write the parts out")
  }

  @Test("An alias that is used is read")
  func alias() throws {
    let draft = try readTranscript(
      "---\nid: a\nwhere: &w {town: K}\nagain: *w\n---\nQ: So?\nA: So.\n", name: "a.md")
    #expect(
      draft.metadata.attributes == [
        AttributeValue(name: "where.town", value: "K"),
        AttributeValue(name: "again.town", value: "K"),
      ])
  }
}
