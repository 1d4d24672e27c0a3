import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// A study asked as of an earlier moment.
@Suite struct RewoundTests {
  private let study: CodeFixture

  init() throws { study = try CodeFixture() }

  private func author(_ time: String, why: String? = nil) -> Author {
    Author(coder: "ann", time: time, why: why)
  }

  @Test func `a day is its end in UTC, a number an entry, and anything else a tag`() throws {
    #expect(StudyMoment("2026-10-31") == .day("2026-10-31"))
    #expect(StudyMoment("2026/10/31") == .day("2026-10-31"))
    #expect(StudyMoment("41") == .entry(41))
    #expect(StudyMoment("提交稿") == .tag("提交稿"))
    #expect(StudyMoment("2026-10") == .tag("2026-10"))
    for time in ["2026-02-01T23:59:59Z", "2026-02-02T00:00:00Z"] {
      _ = try study.study.perform(
        AddCode(CodeDefinition(slug: "at-\(time.prefix(10))")), by: author(time))
    }
    let then = try study.study.rewound(to: .day("2026-02-01"))
    #expect(then.asOf?.at == "2026-02-01T23:59:59Z")
    let slugs = try then.snapshot([]).codebook.codes.map(\.slug)
    #expect(slugs.contains("at-2026-02-01") && !slugs.contains("at-2026-02-02"))
  }

  @Test func `a tag names a state whatever is undone, tagged or removed later`() throws {
    try study.code("T-1", 3, 8, "rent")
    try study.perform(TagState("submitted"))
    let tagged = try #require(try study.study.tags().first)
    let before = try StudyFixture.dump(of: study.study.rewound(to: .entry(tagged.entry)))
    try study.code("T-2", 3, 8, "lease")
    try study.study.undo(by: study.fixture.author())
    try study.study.undo(entry: tagged.entry, by: study.fixture.author())
    let then = try study.study.rewound(to: .tag("submitted"))
    #expect(try StudyFixture.dump(of: then) == before)
    #expect(try then.snapshot([.codings]).codings.count == 1)
    #expect(try study.study.journal().first { $0.number == tagged.entry }?.tags == ["submitted"])
    try study.perform(RemoveTag("submitted"))
    #expect(throws: Problem.self) { try study.study.rewound(to: .tag("submitted")) }
    try study.study.undo(by: study.fixture.author())
    #expect(try study.study.rewound(to: .tag("submitted")).asOf?.number == tagged.entry)
  }

  @Test(arguments: ["", "41", "2026-10", "2026-10-31", "now", "a b", "-x", "a/b", "..."])
  func `what could be an entry, a day or an option names no state`(name: String) throws {
    let before = try study.fixture.dump()
    #expect(throws: Problem.self) { try study.perform(TagState(name)) }
    #expect(try study.fixture.dump() == before)
  }

  @Test func `a name is given once, however its accents are written`() throws {
    try study.perform(TagState("e\u{301}tat-1"))
    #expect(throws: Problem.self) { try study.perform(TagState("\u{E9}tat-1")) }
    #expect(try study.study.rewound(to: StudyMoment("\u{E9}tat-1")).asOf != nil)
    try study.perform(RemoveTag("\u{E9}tat-1"))
    #expect(try study.study.tags().isEmpty)
  }

  @Test func `moments before the study and entries that it has not are refused`() throws {
    for moment in [StudyMoment.day("2025-12-31"), .entry(0), .entry(99), .tag("none")] {
      #expect(throws: Problem.self) { try study.study.rewound(to: moment) }
    }
  }

  @Test func `a search in the past finds the words of then and not those of now`() throws {
    let last = try #require(try study.study.journal().last?.number)
    try study.perform(RemoveTranscript("T-2", withCodings: true))
    try study.perform(ImportTranscripts([draft("T-3", [("Q", "合同在哪里？ A late lease.")])]))
    let then = try study.study.rewound(to: .entry(last))
    #expect(try then.search("合同", limit: 9).total == 1)
    #expect(try then.search("late", limit: 9).total == 0)
    #expect(try then.search(anyOf: ["lease"]).count == 1)
    #expect(try study.study.search("late", limit: 9).total == 1)
    try study.fixture.expectClean()
  }

  /// Two codes that swap their names leave no order in which the sum of the changes fits.
  @Test func `names that were swapped are taken back entry by entry`() throws {
    for slug in ["one", "two"] { try study.perform(AddCode(CodeDefinition(slug: slug))) }
    let before = try study.fixture.dump()
    let last = try #require(try study.study.journal().last?.number)
    for (old, new) in [("one", "three"), ("two", "one"), ("three", "two")] {
      try study.perform(RenameCode(old, to: new))
    }
    #expect(try StudyFixture.dump(of: study.study.rewound(to: .entry(last))) == before)
  }

  @Test func `a rewound study cannot be written, and the file is not held`() throws {
    let last = try #require(try study.study.journal().last?.number)
    try study.code("T-1", 3, 8, "rent")
    let then = try study.study.rewound(to: .entry(last))
    #expect(throws: (any Error).self) {
      try then.perform(AddCode(CodeDefinition(slug: "x")), by: study.fixture.author())
    }
    try study.code("T-2", 3, 8, "rent")
    #expect(try then.snapshot([.codings]).codings.count == 0)
  }

  @Test(arguments: UpgradeTests.versions)
  func `the history of an earlier release can be looked back on`(version: Int) throws {
    let (folder, path) = try UpgradeTests().copy(of: version)
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try Study.open(path, for: .writing)
    _ = try study.perform(TagState("new-release"), by: author("2026-03-01T00:00:00Z"))
    for entry in try study.journal().dropLast() {
      let then = try study.rewound(to: .entry(entry.number))
      #expect(try then.journal().count == Int(entry.number))
      if entry.number == 1 { #expect(try then.snapshot().transcripts.isEmpty) }
    }
    #expect(try study.rewound(to: .tag("new-release")).snapshot().codings.count == 1)
  }

  /// The budget, half a second for ten thousand entries, is measured by the benchmark program.
  @Test func `hundreds of entries are taken back in one pass`() throws {
    let before = try study.fixture.dump()
    let last = try #require(try study.study.journal().last?.number)
    for number in 0..<120 {
      try study.perform(AddCode(CodeDefinition(slug: "c\(number % 2)")))
      try study.study.undo(by: study.fixture.author())
      if number % 2 == 1 {
        try study.perform(EditCode(study.code("rent"), to: study.code("rent", "\(number)")))
      }
    }
    let clock = ContinuousClock()
    var then: Study?
    let time = try clock.measure { then = try study.study.rewound(to: .entry(last)) }
    #expect(try StudyFixture.dump(of: #require(then)) == before)
    #expect(time < .seconds(3), "\(time)")
  }
}

extension CodeFixture {
  /// A code of the codebook, with other words for what it means.
  fileprivate func code(_ slug: String, _ full: String? = nil) throws -> CodeDefinition {
    let book = try study.snapshot([]).codebook
    var code = try #require(book.codes.first { $0.slug == slug })
    if let full { code.full = full }
    return code
  }
}
