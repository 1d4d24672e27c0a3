import CodingEngine
import Fieldwork
import Testing

/// Which cells of the framework are empty, open, written and stale.
@Suite struct FrameworkMatrixTests {
  private func study() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    for code in ["stay", "school", "leave", "other"] { study.code(code) }
    for number in 1...3 { study.place("R-\(number)") }
    study.interview(
      "GY-1", about: ["R-1"], [.says("We stay. 学校好。", as: "马"), .says("Some day we go.")])
    study.interview("GY-2", about: ["R-2"], [.says("Nothing of it.")])
    study.put("stay", on: "We stay.", in: "GY-1")
    study.put("school", on: "We stay.", in: "GY-1")
    study.put("leave", on: "Some day we go.", in: "GY-1")
    study.put("other", on: "Nothing of it.", in: "GY-2")
    study.themes = [
      ThemeDefinition(
        slug: "anchored", statements: [], rule: .allRequired, required: ["stay", "school"],
        contrary: ["leave"])
    ]
    return study
  }

  private func cell(_ place: String, _ quotes: [(String, Int32, String)], count: Int? = nil)
    -> FrameworkCell
  {
    FrameworkCell(
      theme: "anchored", place: place, summary: "They stay for the school.",
      passages: quotes.map { label, number, words in
        .init(
          cite: PassageCite(transcript: label, number: number),
          words: SHA256Digest(of: Array(words.utf8)))
      }, quotes: count ?? quotes.count, coder: "ann", written: "2026-01-01")
  }

  private func matrix(_ written: [FrameworkCell]) throws -> FrameworkMatrix {
    let study = study()
    return FrameworkMatrix(try study.snapshot(), written: written, texts: study.shelf)
  }

  @Test func `a cell has the quotes of its case and theme, those against it marked`() throws {
    let rows = try matrix([]).rows
    #expect(rows.map { $0[0].place } == ["R-1", "R-2"])
    let quotes = rows[0][0].quotes
    #expect(quotes.map(\.cite.words) == ["GY-1#1", "GY-1#2"])
    #expect(quotes.map(\.codes) == [["stay", "school"], ["leave"]])
    #expect(quotes.map(\.isContrary) == [false, true])
    #expect(rows.map { $0[0].state } == [.unwritten, .empty])
  }

  @Test func `a summary is stale when quotes came, went or have other words`() throws {
    let both: [(String, Int32, String)] = [
      ("GY-1", 1, "We stay."), ("GY-1", 2, "Some day we go."),
    ]
    func changes(_ quotes: [(String, Int32, String)], count: Int? = nil) throws -> [String] {
      try matrix([cell("R-1", quotes, count: count)]).rows[0][0].changes
    }
    #expect(try changes(both) == [])
    #expect(try changes([both[0]]) == ["1 new quote: GY-1#2"])
    #expect(
      try changes([("GY-1", 1, "We leave."), both[1]]) == ["1 quote with other words: GY-1#1"])
    #expect(
      try changes(both + [("GY-1", 7, "Gone.")]) == ["1 quote that is no longer here: GY-1#7"])
    #expect(
      try changes(both, count: 3) == ["1 quote of a transcript that is no longer in the study"])
    // A case of which something is written stays in the matrix, coded or not.
    let odd = try matrix([cell("R-3", [])])
    #expect(odd.rows.map { $0[0].place } == ["R-1", "R-2", "R-3"])
    #expect(odd.rows[2][0].state == .written)
  }
}
