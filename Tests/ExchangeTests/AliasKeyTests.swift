import Fieldwork
import Testing

@testable import Exchange

/// The parser compares keys as a whole, before anyone can look at what it made.
@Suite("Aliases inside keys")
struct AliasKeyTests {
  private var levels: String {
    var text = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for (one, next) in zip("abcdefgh", "bcdefghi") {
      let nine = Array(repeating: "*\(one)", count: 9).joined(separator: ",")
      text += "\(next): &\(next) [\(nine)]\n"
    }
    return text
  }

  @Test(
    "that explode are refused before they are compared",
    arguments: [
      "? *i\n: y\n", "? [*i]\n: y\n", "k: {*i : x, *i : y}\n", "k: {? {*i : x} : y}\n",
    ])
  func keys(key: String) {
    #expect(throws: YAMLFailure.self) { try YAMLItem.read(levels + key, fileName: "c.yaml") }
    #expect(throws: TranscriptFailure.self) {
      try readTranscript("---\n\(levels)\(key)---\nQ: So?\nA: So.\n", name: "a.md")
    }
  }

  @Test("A failure shows the file's own words")
  func words() {
    let failure = #expect(throws: YAMLFailure.self) {
      try YAMLItem.read("a: &a b\n*a : x\n*a : y\n", fileName: "c.yaml")
    }
    #expect(failure?.problem.line.contains("the key *a twice") == true)
  }

  @Test("Stars and ampersands in words, and aliases in measure, are no harm")
  func sound() throws {
    let good = "- &one {id: a, name: \"*a* & b\"}\n- *one\n- {n: 2 * 3 & 4}\n- |\n  * a & b\n"
    let item = try YAMLItem.read(good, fileName: "c.yaml")
    let items = try #require(item.items)
    #expect(items.count == 4)
    #expect(try items[1].fields()?.last?.value.scalar == "*a* & b")
    #expect(try items[2].fields()?.first?.value.scalar == "2 * 3 & 4")
    #expect(items[3].scalar == "* a & b\n")
  }
}
