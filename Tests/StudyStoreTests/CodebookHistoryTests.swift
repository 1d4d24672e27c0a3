import Fieldwork
import StudyStore
import Testing

@Suite struct CodebookHistoryTests {
  private func put(_ code: String, on label: String, in fixture: StudyFixture) throws -> NewCoding {
    let snapshot = try fixture.study.snapshot([])
    let index = try #require(snapshot.transcripts.firstIndex { $0.label == label })
    let text = try #require(snapshot.texts.first { Int($0.transcript) == index })
    return NewCoding(
      text: text.key, span: try #require(Span(start: 3, end: 8)), code: code, coder: "ann")
  }

  private func fixture() throws -> StudyFixture {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("T-1", [("Q", "Where do you live?")]), draft("T-2", [("Q", "And your school?")]),
      ]))
    try fixture.perform(ImportCodebook(codes("housing", "housing/rent")))
    return fixture
  }

  @Test func `codes have the entry that made them, interviews that of their last coding`() throws {
    let fixture = try fixture()
    try fixture.perform(AddCodings([put("rent", on: "T-1", in: fixture)]))
    try fixture.perform(AddCodings([put("housing", on: "T-2", in: fixture)]))
    try fixture.perform(ImportCodebook(codes("lease")))
    try fixture.perform(AddCodings([put("lease", on: "T-2", in: fixture)]))
    let history = try fixture.study.codebookHistory()
    // Entry 1 made the study, 2 brought the transcripts in.
    #expect(history.made == ["housing": 3, "rent": 3, "lease": 6])
    #expect(history.lastCoded == ["T-1": 4, "T-2": 7])
    #expect(history.changes.map(\.entry) == [3, 6])
    #expect(history.changes.map(\.made) == [["housing", "rent"], ["lease"]])
    #expect(history.changes.map(\.codes) == [2, 3])
    #expect(history.changes[0].command == "codebook import")
  }

  @Test func `new definitions and new names are told apart`() throws {
    let fixture = try fixture()
    var again = codes("housing", "housing/rent")
    again[1].full = "Rent that is paid or owed."
    try fixture.perform(ImportCodebook(again))
    again[0].names = [LocalizedText(language: "en", text: "Rooms")]
    try fixture.perform(ImportCodebook(again))
    let history = try fixture.study.codebookHistory()
    #expect(history.changes.map(\.redefined) == [[], ["rent"], []])
    #expect(history.changes.map(\.changed) == [[], [], ["housing"]])
    #expect(history.made == ["housing": 3, "rent": 3])
  }

  @Test func `what is undone is not there, and what is done again is`() throws {
    let fixture = try fixture()
    try fixture.perform(ImportCodebook(codes("lease")))
    try fixture.perform(AddCodings([put("rent", on: "T-1", in: fixture)]))
    try fixture.study.undo(by: fixture.author())
    try fixture.study.undo(by: fixture.author())
    var history = try fixture.study.codebookHistory()
    #expect(history.made == ["housing": 3, "rent": 3])
    #expect(history.lastCoded.isEmpty)
    #expect(history.changes.last?.removed == ["lease"])
    #expect(history.changes.last?.codes == 2)
    try fixture.study.redo(by: fixture.author())
    history = try fixture.study.codebookHistory()
    #expect(history.made["lease"] == 8)
    #expect(history.changes.last?.made == ["lease"])
  }

  @Test func `a coding taken off leaves no trace of having read`() throws {
    let fixture = try fixture()
    try fixture.perform(AddCodings([put("rent", on: "T-1", in: fixture)]))
    try fixture.perform(RemoveCodings(.init(transcript: "T-1", number: 1)))
    #expect(try fixture.study.codebookHistory().lastCoded.isEmpty)
  }
}
