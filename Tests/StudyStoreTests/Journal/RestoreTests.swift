import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// A backup put in the place of a study, and a state brought back.
@Suite struct RestoreTests {
  private let study: CodeFixture
  private let copy: String
  private let kept: String

  init() throws {
    study = try CodeFixture()
    copy = study.fixture.folder.appending(path: "copy.emic").path
    kept = study.fixture.folder.appending(path: "study.emic.2026-01-02.backup").path
    try study.code("T-1", 3, 8, "rent")
    try study.study.backup(to: copy)
  }

  private func backup() throws -> Study { try Study.open(copy, for: .reading) }

  @Test func `a backup comes back, and the study as it was is kept beside it`() throws {
    let before = try study.fixture.dump()
    try study.code("T-2", 3, 8, "lease", by: "bea", memo: "why")
    try study.perform(RemoveTranscript("T-1", withCodings: true))
    let later = try study.fixture.dump()
    let plan = try study.study.restorePlan(from: try backup())
    #expect(plan.lost.map(\.command) == ["code", "remove"])
    #expect(plan.coders == ["ann", "bea"])
    // The transcript that was removed is in the backup; what was coded since is not.
    #expect(plan.losses.map { "\($0.count) \($0.what)" } == ["1 coding", "1 memo"])
    #expect(plan.strange == 0)
    try study.study.restore(from: try backup(), keeping: kept, by: study.fixture.author())
    #expect(try study.fixture.dump() == before)
    #expect(try StudyFixture.dump(of: Study.open(kept, for: .reading)) == later)
    try study.fixture.expectClean()
    let last = try #require(try study.study.journal().last)
    #expect(last.summary.contains("2 entries kept in study.emic.2026-01-02.backup"))
    // The restoring itself is not undone, what was done before it is.
    #expect(try study.study.undo(by: study.fixture.author()).command == "code")
    try study.study.restore(
      from: Study.open(kept, for: .reading), keeping: kept + "-2", by: study.fixture.author())
    #expect(try study.fixture.dump() == later)
  }

  @Test func `another study's copy is refused and nothing changes`() throws {
    let other = try StudyFixture()
    let before = try other.dump()
    #expect(throws: Problem.self) {
      try other.study.restore(from: try backup(), keeping: kept, by: other.author())
    }
    #expect(try other.dump() == before)
    #expect(!FileManager.default.fileExists(atPath: kept))
  }

  @Test func `a copy that would be overwritten stops everything`() throws {
    try study.code("T-2", 3, 8, "lease")
    let before = try study.fixture.dump()
    try Data("mine".utf8).write(to: URL(filePath: kept))
    #expect(throws: StudyFailure.wouldOverwrite(path: kept)) {
      try study.study.restore(from: try backup(), keeping: kept, by: study.fixture.author())
    }
    #expect(try study.fixture.dump() == before)
    #expect(try Data(contentsOf: URL(filePath: kept)) == Data("mine".utf8))
  }

  @Test func `while another program writes, the study stays and no copy is left`() throws {
    try study.code("T-2", 3, 8, "lease")
    let before = try study.fixture.dump()
    let vandal = try LockHolder(study.study.path)
    #expect(throws: StudyFailure.busy(path: study.study.path)) {
      try study.study.restore(from: try backup(), keeping: kept, by: study.fixture.author())
    }
    vandal.end()
    #expect(try study.fixture.dump() == before)
    #expect(!FileManager.default.fileExists(atPath: kept))
    try study.fixture.expectClean()
  }

  @Test func `a state of the journal comes back as one entry that can be undone`() throws {
    let before = try study.fixture.dump()
    try study.perform(TagState("submitted"))
    try study.code("T-2", 3, 8, "lease")
    try study.perform(RemoveTranscript("T-1", withCodings: true))
    try study.perform(ImportTranscripts([draft("T-3", [("Mei", "晚上才回来。")])]))
    let later = try study.fixture.dump()
    let done = try study.perform(ReturnToState(.tag("submitted")))
    let tags = try study.fixture.dump().filter { $0.hasPrefix("tag|") }
    #expect(try study.fixture.dump().filter { !$0.hasPrefix("tag|") } == before)
    #expect(tags.count == 1)
    #expect(done.outcome.undone.count == 4)
    #expect(try study.study.search("lease", limit: 9).total == 1)
    try study.fixture.expectClean()
    #expect(try study.perform(ReturnToState(.tag("submitted"))).isNothing)
    try study.study.undo(by: study.fixture.author())
    #expect(try study.fixture.dump() == later)
    #expect(try study.study.search("晚上", limit: 9).total == 1)
    try study.fixture.expectClean()
  }
}
