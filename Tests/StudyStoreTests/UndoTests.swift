import Fieldwork
import Foundation
import StudyStore
import Testing

@Suite struct UndoTests {
  let interview = draft(
    "GY-1", [("Q", "Where do you live?"), ("Mei", "我们住在城中村, one room, no lease.")]
  ) {
    $0.participants = ["GY-1-A"]
    $0.cases = ["HH-1"]
    $0.site = "village-k"
  }

  func coding(
    _ fixture: StudyFixture, _ code: String, _ start: Int32, _ end: Int32, coder: String = "ann"
  )
    throws -> NewCoding
  {
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    return NewCoding(
      text: text.key, span: try #require(Span(start: start, end: end)), code: code, coder: coder)
  }

  @Test func everyCommandIsTakenBackAndDoneAgainToTheSameRows() throws {
    let fixture = try StudyFixture()
    var states = [try fixture.dump()]
    func step(_ body: () throws -> Void) throws {
      try body()
      let state = try fixture.dump()
      #expect(state != states.last)
      states.append(state)
    }
    try step { try fixture.perform(ImportTranscripts([interview])) }
    try step {
      try fixture.perform(ImportCodebook(codes("housing", "housing/rent", "housing/lease")))
    }
    try step {
      try fixture.perform(
        AddCodings([try coding(fixture, "rent", 28, 40), try coding(fixture, "lease", 28, 40)]))
    }
    try step {
      try fixture.perform(
        ImportCases([CaseRow(line: 2, id: "HH-1", kind: "household", site: "village-k")]))
    }
    try step {
      try fixture.perform(
        ImportSites([
          SiteRow(line: 2, id: "city", kind: "city"),
          SiteRow(line: 3, id: "village-k", kind: "village", parent: "city"),
        ]))
    }
    try step {
      try fixture.perform(
        AssignSpeakers("GY-1", [.init(speaker: "Mei", role: .other, participant: "GY-1-B")]))
    }
    try step {
      try fixture.perform(
        DescribeTranscript("GY-1", fields: [.init(name: "date", value: "2016-06-22")]))
    }
    try step {
      try fixture.perform(RemoveCodings(.init(transcript: "GY-1", number: 1, codes: ["lease"])))
    }
    try step { try fixture.perform(RemoveTranscript("GY-1", withCodings: true)) }
    try fixture.expectClean()
    for state in states.dropLast().reversed() {
      try fixture.study.undo(by: fixture.author())
      #expect(try fixture.dump() == state)
    }
    try fixture.expectClean("after undoing all")
    #expect(throws: StudyFailure.nothingToUndo) { try fixture.study.undo(by: fixture.author()) }
    for state in states.dropFirst() {
      try fixture.study.redo(by: fixture.author())
      #expect(try fixture.dump() == state)
    }
    try fixture.expectClean("after doing all again")
    #expect(throws: StudyFailure.self) { try fixture.study.redo(by: fixture.author()) }
  }

  @Test func undoingAnImportOnWhichACodingDependsIsRefusedByName() throws {
    let fixture = try StudyFixture()
    let imported = try #require(try fixture.perform(ImportTranscripts([interview])).entry)
    try fixture.perform(ImportCodebook(codes("rent")))
    let coded = try #require(
      try fixture.perform(AddCodings([try coding(fixture, "rent", 28, 40)])).entry)
    let before = try fixture.dump()
    let failure = #expect(throws: StudyFailure.self) {
      try fixture.study.undo(entry: imported, by: fixture.author())
    }
    guard case .undoBlocked(let entry, let by)? = failure else {
      Issue.record("not refused: \(String(describing: failure))")
      return
    }
    #expect(entry.hasPrefix("entry \(imported) (import"))
    #expect(by.count == 1 && by[0].hasPrefix("entry \(coded) (code"))
    #expect(try fixture.dump() == before)
    try fixture.study.undo(entry: coded, by: fixture.author())
    try fixture.study.undo(entry: imported, by: fixture.author())
    try fixture.expectClean()
    #expect(try fixture.study.snapshot().transcripts.isEmpty)
  }

  @Test func anEarlierEntryThatNothingBuildsOnCanGoFirst() throws {
    let fixture = try StudyFixture()
    let book = try #require(try fixture.perform(ImportCodebook(codes("rent"))).entry)
    try fixture.perform(ImportTranscripts([interview]))
    try fixture.study.undo(entry: book, by: fixture.author())
    #expect(try fixture.study.snapshot().codebook.codes.isEmpty)
    #expect(try fixture.study.snapshot().transcripts.count == 1)
  }

  @Test func aNewCommandEndsRedo() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportCodebook(codes("rent")))
    try fixture.study.undo(by: fixture.author())
    try fixture.perform(ImportCodebook(codes("lease")))
    #expect(throws: StudyFailure.nothingToRedo(after: 4)) {
      try fixture.study.redo(by: fixture.author())
    }
  }

  @Test func passageNumbersSurviveUndoAndAreNeverReused() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    try fixture.perform(ImportCodebook(codes("rent")))
    let first = try fixture.perform(AddCodings([try coding(fixture, "rent", 28, 40)]))
    #expect(first.outcome.cites == ["GY-1#1"])
    try fixture.study.undo(by: fixture.author())
    let second = try fixture.perform(AddCodings([try coding(fixture, "rent", 3, 8)]))
    #expect(second.outcome.cites == ["GY-1#2"])
  }

  @Test func aCommandThatChangesNothingLeavesNoEntry() throws {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([interview]))
    let again = try fixture.perform(ImportTranscripts([interview]))
    #expect(again.entry == nil)
    #expect(again.outcome.reports.map(\.result) == [.alreadyThere])
    #expect(try fixture.study.journal().count == 2)
  }

  @Test func aDryRunChangesNothing() throws {
    let fixture = try StudyFixture()
    let before = try fixture.dump()
    let performed = try fixture.study.perform(
      ImportTranscripts([interview]), by: fixture.author(), dryRun: true)
    #expect(performed.outcome.addedCount == 1)
    #expect(try fixture.dump() == before)
    #expect(try fixture.study.search("lease", limit: 5).total == 0)
  }
}
