import Fieldwork
import StudyStore
import Testing

/// What is left open, and codings that are new since a moment.
@Suite struct StandingTests {
  @Test func `the last coding is that of the coder, with the next uncoded turn`() throws {
    let study = try CodeFixture()
    #expect(try study.study.standing(of: "ann").last == nil)
    // T-1 is "Q: And the room?" and what Mei says behind it.
    try study.code("T-1", 24, 30, "rent")
    try study.code("T-2", 3, 6, "lease", by: "bo")
    let ann = try #require(try study.study.standing(of: "ann").last)
    #expect(ann.cite.words == "T-1#1" && ann.code == "rent" && ann.place.turn == 2)
    #expect(ann.next == nil)
    let bo = try #require(try study.study.standing(of: "bo").last)
    #expect(bo.cite.words == "T-2#1" && bo.place.turn == 1)
    #expect(bo.next?.label == "T-2" && bo.next?.turn == 2)
  }

  @Test func `codings under an earlier definition, memos and cases are counted`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 5, 9, "rent")
    try study.code("T-1", 5, 9, "lease")
    func standing() throws -> WorkStanding { try study.study.standing(of: "ann") }
    #expect(try standing().staleCount == 0)
    var rent = try #require(try study.study.snapshot([]).codebook.codes.first { $0.slug == "rent" })
    rent.full = "Told anew."
    try study.perform(ImportCodebook([rent]))
    #expect(try standing().staleCount == 1)
    for number in 1...7 {
      var memo = MemoDefinition(slug: "m\(number)", kind: "code", body: "x")
      memo.isOpen = number > 5
      if number == 7 { memo.attach(.code("rent")) }
      try study.perform(WriteMemo(memo))
    }
    #expect(try standing().looseMemos == ["m1", "m2", "m3", "m4", "m5"])
    #expect(try standing().looseMemoCount == 6)
    #expect(try standing().openMemos == ["m6", "m7"])
    try study.perform(DescribeTranscript("T-1", fields: [.init(name: "cases", value: "H-1")]))
    // Without a survey no case can be linked.
    #expect(try standing().unlinkedCount == 0)
  }

  @Test func `codings are new behind an entry, however they came and went`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 5, 9, "rent")
    let entry = try #require(try study.study.journal().last?.number)
    func news(_ number: Int64) throws -> [Int32] {
      try study.study.newCodings(ofCode: "rent", since: .entry(number)).map(\.span.start).sorted()
    }
    #expect(try news(entry).isEmpty)
    try study.code("T-1", 10, 14, "rent")
    #expect(try news(entry) == [10])
    try study.study.undo(by: study.fixture.author())
    #expect(try news(entry).isEmpty)
    try study.study.redo(by: study.fixture.author())
    #expect(try news(entry) == [10])
    #expect(try news(1) == [5, 10])
    for number in [0, -1, 999] as [Int64] {
      #expect(throws: StudyFailure.strangeEntry(number)) { try news(number) }
    }
    let day = try #require(CivilDate("2026-01-02"))
    #expect(try study.study.newCodings(ofCode: "rent", since: .date(day)).count == 2)
  }

  @Test func `sets follow passages that are merged, and are undone`() throws {
    let study = try CodeFixture()
    let a = try #require(PassageCite(try study.code("T-1", 5, 14, "rent")))
    let b = try #require(PassageCite(try study.code("T-1", 10, 20, "lease")))
    try study.expectUndone(AddToSet("开头", [a, b]))
    #expect(try study.perform(AddToSet("开头", [a])).isNothing)
    try study.expectUndone(RemoveFromSet("开头", [b]))
    try study.perform(AddToSet("开头", [b]))
    try study.expectUndone(MergeIntoCode(["lease"], into: "rent", joins: true))
    let sets = try study.study.passageSets()
    #expect(sets.map(\.slug) == ["开头"] && sets[0].passages.count == 1)
    try study.expectUndone(RemoveFromSet("开头"))
    #expect(try study.study.passageSets().isEmpty)
    #expect(throws: StudyFailure.unknown(kind: "set", name: "x")) {
      try study.perform(RemoveFromSet("x"))
    }
    try study.expectRefusal(AddToSet("a b", []), "cannot be the name of a set")
    try study.expectRefusal(
      AddToSet("a", [PassageCite(transcript: "T-1", number: 99)]), "there is no passage T-1#99")
  }
}
