import Fieldwork
import Foundation
import StudyStore
import Testing

/// Written summaries are kept, taken back, and known to whatever goes over the whole study.
@Suite struct FrameworkTests {
  private let fixture: StudyFixture
  private static let said = "We have no lease for the room on the roof"

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("T-1", [("Q", "And where?"), ("Mei", FrameworkTests.said)]) { $0.cases = ["HH-1"] },
        draft("T-2", [("Q", "And then?"), ("Lao", "我们没有合同，就住这里。")]) { $0.cases = ["HH-1"] },
      ]))
    try fixture.perform(ImportCodebook(codes("lease")))
    try fixture.perform(
      ImportThemes([
        ThemeDefinition(slug: "held", statements: [], rule: .allRequired, required: ["lease"])
      ]))
    try fixture.code("T-1", "no lease", as: "lease")
    try fixture.code("T-2", "没有合同", as: "lease")
  }

  private func write(_ summary: String, expected: String? = nil) throws {
    let passages = ["T-1", "T-2"].map {
      FrameworkCell.Passage(
        cite: PassageCite(transcript: $0, number: 1), words: SHA256Digest(of: Array($0.utf8)))
    }
    try fixture.perform(
      WriteFramework([
        .init(
          theme: "held", place: "HH-1", summary: summary, passages: passages, expected: expected)
      ]))
  }

  private func summaries() throws -> [String] {
    try fixture.study.frameworkCells().map {
      "\($0.place) × \($0.theme): \($0.summary) \($0.passages.map(\.cite.words)) of \($0.quotes)"
    }
  }

  @Test func `a summary is written, changed, taken away, and each can be taken back`() throws {
    let before = try fixture.dump()
    try write("No paper. 没有。")
    #expect(try summaries() == [#"HH-1 × held: No paper. 没有。 ["T-1#1", "T-2#1"] of 2"#])
    try write("Other words.", expected: "No paper. 没有。")
    try write("", expected: "Other words.")
    #expect(try summaries() == [])
    try fixture.expectClean()
    for _ in 1...3 { try fixture.study.undo(by: fixture.author()) }
    #expect(try fixture.dump() == before)
  }

  @Test func `a summary that was changed meanwhile is not overwritten`() throws {
    try write("First.")
    let before = try fixture.dump()
    #expect(throws: Problem.self) { try write("Second.") }
    #expect(throws: Problem.self) { try write("Second.", expected: "Other.") }
    #expect(throws: StudyFailure.self) {
      try fixture.perform(
        WriteFramework([
          .init(theme: "none", place: "HH-1", summary: "x", passages: [], expected: nil)
        ]))
    }
    #expect(try fixture.dump() == before)
  }

  @Test func `what goes takes its part along and comes back with it`() throws {
    try write("No paper.")
    let before = try fixture.dump()
    try fixture.perform(RemoveTranscript("T-1", withCodings: true))
    #expect(try summaries() == [#"HH-1 × held: No paper. ["T-2#1"] of 2"#])
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    try fixture.perform(RemoveTheme("held"))
    #expect(try summaries() == [])
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.dump() == before)
  }

  @Test func `a blind copy has none, and a merge names what it does not bring`() throws {
    try write("No paper.")
    let path = fixture.folder.appending(path: "copy.emic").path
    let contents = try fixture.study.handOut(
      ["T-1", "T-2"], to: path, note: "copy", by: fixture.author("bo"))
    #expect(contents.kept.contains { $0.what == "summaries of the framework" && $0.count == 1 })
    let copy = try Study.open(path, for: .writing)
    #expect(try copy.frameworkCells() == [])
    let source = try fixture.study.mergeSource()
    let done = try copy.perform(MergeStudy(source), by: fixture.author("bo"), dryRun: true)
    #expect(
      done.outcome.notes.contains { $0.contains("summaries of the framework: HH-1 × held") },
      "\(done.outcome.notes)")
  }

  @Test func `an erasure names a summary that quotes the words, and takes them out everywhere`()
    throws
  {
    try write("Mei says: no lease for the room on the roof. 她不走。")
    try write(
      "Mei: no lease for the room on the roof!",
      expected: "Mei says: no lease for the room on the roof. 她不走。")
    var target = ErasureTarget(title: "transcript T-1")
    target.transcripts = ["T-1"]
    let failure = #expect(throws: Problem.self) {
      try fixture.study.erase(target, marksQuotations: false, by: fixture.author())
    }
    #expect(
      failure?.candidates.contains { $0.hasPrefix("framework HH-1 × held (summary)") } == true)
    _ = try fixture.study.erase(target, marksQuotations: true, by: fixture.author())
    let cell = try #require(try fixture.study.frameworkCells().first)
    #expect(!cell.summary.contains("room on the roof") && cell.summary.contains("[erased]"))
    #expect(cell.passages.map(\.cite.words) == ["T-2#1"] && cell.quotes == 2)
    try fixture.expectClean()
    let bytes = try Data(contentsOf: URL(filePath: fixture.study.path))
    #expect(bytes.range(of: Data("room on the roof".utf8)) == nil)
  }
}
