import Exchange
import Fieldwork
import Testing

/// Files with sets of synonyms.
@Suite struct SynonymsTests {
  @Test func `sets are read in file order, from either form`() throws {
    let yaml = "hukou: [hukou, household registration, 户口]\n# a remark\nno: yes\n"
    #expect(
      try SynonymsYAML.read(yaml, fileName: "s.yaml") == [
        SynonymSet(name: "hukou", terms: ["hukou", "household registration", "户口"]),
        SynonymSet(name: "no", terms: ["yes"]),
      ])
    let csv = "set,term\nhukou,hukou\npapers,证明\nhukou,户口\n"
    #expect(
      try SynonymsCSV.read(csv, fileName: "s.csv") == [
        SynonymSet(name: "hukou", terms: ["hukou", "户口"]),
        SynonymSet(name: "papers", terms: ["证明"]),
      ])
  }

  @Test(arguments: ["- a\n- b\n", "a: []\n", "a:\n", "a: {b: c}\n", "a: ['']\n", "", "a: [b\n"])
  func `what is no set is refused`(_ text: String) {
    #expect(throws: YAMLFailure.self) { try SynonymsYAML.read(text, fileName: "s.yaml") }
  }

  @Test func `a row without a word and a word twice are refused with their line`() {
    #expect(throws: NoteRowFailure.emptyCell(file: "s.csv", line: 3, column: "term")) {
      try SynonymsCSV.read("set,term\na,b\na,\n", fileName: "s.csv")
    }
    #expect(
      throws: NoteRowFailure.twice(file: "s.csv", what: "term", id: "a: b", lines: [2, 3])
    ) {
      try SynonymsCSV.read("set,term\na,b\na,b\n", fileName: "s.csv")
    }
  }
}
