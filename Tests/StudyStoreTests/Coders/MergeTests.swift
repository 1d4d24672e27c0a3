import Fieldwork
import Foundation
import StudyStore
import Testing

/// Another coder's study comes back: what is brought, what is refused, what is decided.
@Suite struct MergeTests {
  @Test func `codings come with all that their coder said of them`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30) {
      $0.memo = "an aside"
      $0.stance = .deny
      $0.voice = .reported
      $0.weight = 40
      $0.round = 2
      $0.created = "2026-02-03T10:00:00Z"
    }
    let merged = try fixture.merge(bea)
    #expect(merged.outcome.added == 1)
    #expect(merged.outcome.memos == 1)
    #expect(merged.outcome.newCoders == ["bea"])
    let sql = """
      SELECT coding.uuid, coder.name, round, created, stance, voice, weight, body
      FROM coding JOIN coder ON coder.id = coding.coder_id
      JOIN memo_coding ON coding_id = coding.id JOIN memo ON memo.id = memo_id
      """
    let rows = try fixture.study.query(sql).rows
    #expect(rows == (try bea.study.query(sql).rows))
    #expect(
      rows.map { $0.dropFirst() } == [
        ["bea", "2", "2026-02-03T10:00:00Z", "deny", "reported", "40", "an aside"]
      ])
    try fixture.home.expectClean()
  }

  @Test func `nothing of one's own goes, and a second merge brings nothing`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try fixture.home.perform(
      AddCodings([try coding("rent", 20, 30, coder: "ann", of: fixture.study)]))
    try bea.code("rent", 20, 30)
    try bea.code("long-walk", 40, 50, new: codes("long-walk"))
    try bea.perform(
      ImportMemos([MemoDefinition(slug: "b", kind: "code", body: "B.", codes: ["long-walk"])]))
    let own = try fixture.study.identityDump()
    let merged = try fixture.merge(bea)
    #expect(merged.entry != nil)
    #expect(merged.outcome.newCodes == ["long-walk"])
    let after = try fixture.study.identityDump()
    #expect(Set(own).isSubset(of: after))
    #expect(after.count { $0.hasPrefix("coding|") } == 3)
    let tables = try fixture.home.dump()
    let again = try fixture.merge(bea)
    #expect(again.entry == nil)
    #expect(again.outcome.alreadyThere == 2)
    #expect(try fixture.home.dump() == tables)
    try fixture.home.expectClean()
  }

  @Test func `a merge is one entry that undo takes back and a later merge brings again`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30) { $0.memo = "an aside" }
    let before = try fixture.home.dump()
    let rehearsed = try fixture.merge(bea, dryRun: true)
    #expect(rehearsed.outcome.added == 1)
    #expect(try fixture.home.dump() == before)
    let entries = try fixture.study.journal().count
    try fixture.merge(bea)
    #expect(try fixture.study.journal().count == entries + 1)
    let merged = try fixture.home.dump()
    try fixture.study.undo(by: fixture.home.author())
    #expect(try fixture.home.dump() == before)
    try fixture.study.redo(by: fixture.home.author())
    #expect(try fixture.home.dump() == merged)
    try fixture.study.undo(by: fixture.home.author())
    // That the merge was undone is no verdict on the coding.
    let again = try fixture.merge(bea)
    #expect(again.outcome.added == 1)
    try fixture.home.expectClean()
  }

  @Test func `other words under the same label are refused by name`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try fixture.home.perform(RemoveTranscript("T1", withCodings: true))
    try fixture.home.perform(ImportTranscripts([draft("T1", [("Q", "Other words?")])]))
    let before = try fixture.home.dump()
    let failure = try #require(throws: MergeFailure.self) { try fixture.merge(bea) }
    guard case .transcripts(let lines) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(lines.count == 1)
    for study in [fixture.study, bea.study] {
      let hash = try study.query(
        "SELECT hash FROM text JOIN layer ON layer.id = layer_id WHERE label = 'T1'"
      ).rows[0][0]
      let short = String(try #require(hash).dropFirst(2).prefix(8))
      #expect(lines[0].contains(short), "\(lines)")
    }
    #expect(lines[0].hasPrefix("T1: "))
    #expect(try fixture.home.dump() == before)
  }

  @Test func `a transcript is found by its words where its label is another`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try fixture.home.perform(RemoveTranscript("T1", withCodings: true))
    try fixture.home.perform(ImportTranscripts([draft("U1", MergeFixture.lines)]))
    let merged = try fixture.merge(bea)
    #expect(merged.outcome.added == 1)
    #expect(merged.outcome.notes.contains("T1 of the other study is U1 here"))
    #expect(try fixture.study.query("SELECT cite FROM v_codings").rows == [["U1#1"]])
    #expect(try fixture.merge(bea).entry == nil)
    try fixture.home.expectClean()
  }

  @Test func `a transcript that is not here is refused where it is coded, else noted`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try bea.perform(ImportTranscripts([draft("T3", [("Q", "Only there?")])]))
    #expect(
      try fixture.merge(bea, dryRun: true).outcome.notes
        == ["T3 is only in the other study, where nobody coded it"])
    try bea.code("rent", 3, 8, in: "T3")
    let failure = try #require(throws: MergeFailure.self) { try fixture.merge(bea) }
    #expect(failure.problem.candidates.contains { $0.hasPrefix("T3: it is coded there") })
  }

  @Test func `a definition that both changed is decided, and its wordings are kept`() throws {
    for side in MergeConflict.Side.allCases {
      let fixture = try MergeFixture()
      let bea = try fixture.handOut(to: "bea")
      try bea.code("rent", 20, 24)
      try bea.perform(ImportCodebook(redefined("rent", "As bea says.")))
      try bea.code("rent", 20, 30)
      try fixture.home.perform(ImportCodebook(redefined("rent", "As ann says.")))
      let before = try fixture.home.dump()
      let conflicts = try fixture.conflicts(bea)
      #expect(conflicts.map(\.kind) == [.code])
      #expect(
        conflicts.map(\.line) == [
          "rent, definition: here “As ann says.”; there “As bea says.”"
        ])
      #expect(try fixture.home.dump() == before)
      let merged = try fixture.merge(bea, take: side)
      #expect(merged.outcome.added == 2)
      let snapshot = try fixture.study.snapshot([])
      let today = snapshot.codebook.codes.first { $0.slug == "rent" }?.full
      #expect(today == (side == .theirs ? "As bea says." : "As ann says."))
      // Each coding stands under the definition by which it was made.
      let made = try fixture.study.query(
        """
        SELECT code.slug, v.full FROM coding JOIN code_version AS v ON v.id = code_version_id
        JOIN code ON code.id = coding.code_id JOIN segment ON segment.id = segment_id
        ORDER BY segment.end
        """
      ).rows
      let slug = side == .both ? "rent-bea" : "rent"
      #expect(made == [[slug, "What is said of rent."], [slug, "As bea says."]])
      let tables = try fixture.home.dump()
      // What was decided once stays decided, with and without saying it again.
      #expect(try fixture.merge(bea).entry == nil)
      #expect(try fixture.merge(bea, take: side).entry == nil)
      #expect(try fixture.home.dump() == tables)
      try fixture.home.expectClean("\(side)")
      try fixture.study.undo(by: fixture.home.author())
      #expect(try fixture.home.dump() == before)
    }
  }

  @Test func `an older wording that we have left behind is no conflict`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try fixture.home.perform(ImportCodebook(redefined("rent", "As ann says.")))
    #expect(try fixture.merge(bea).outcome.added == 1)
    #expect(
      try fixture.study.query(
        "SELECT full FROM coding JOIN code_version AS v ON v.id = code_version_id"
      ).rows == [["What is said of rent."]])
  }

  @Test func `one slug made on both sides with other meanings is a conflict`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("walk", 20, 30, new: redefined("walk", "To school.", under: "school"))
    try fixture.home.perform(ImportCodebook(redefined("walk", "To work.")))
    let fields = try fixture.conflicts(bea).map(\.field)
    #expect(fields == ["place", "definition"])
    let failure = try #require(throws: MergeFailure.self) { try fixture.merge(bea) }
    #expect(failure.problem.line.contains("here “To work.”; there “To school.”"))
    try fixture.merge(bea, take: .ours, named: ["walk": .both])
    let book = try fixture.study.snapshot([]).codebook
    #expect(book.codes.first { $0.slug == "walk" }?.full == "To work.")
    #expect(book.codes.first { $0.slug == "walk-bea" }?.full == "To school.")
    #expect(book.codes.first { $0.slug == "walk-bea" }?.parent == "school")
    #expect(try fixture.study.query("SELECT code FROM v_codings").rows == [["walk-bea"]])
  }

  @Test func `a category that is kept twice has the codes below it that each side gave it`() throws
  {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.perform(ImportCodebook(redefined("town", "As bea says.")))
    try bea.perform(ImportCodebook(redefined("bus", "To town.", under: "town")))
    try fixture.home.perform(ImportCodebook(redefined("town", "As ann says.")))
    try fixture.merge(bea, take: .both)
    let book = try fixture.study.snapshot([]).codebook
    #expect(book.codes.first { $0.slug == "bus" }?.parent == "town-bea")
    #expect(try fixture.merge(bea).entry == nil)
    try fixture.home.expectClean()
  }

  @Test func `a code that has another slug there is found by its identifier`() throws {
    for side in [MergeConflict.Side.ours, .theirs] {
      let fixture = try MergeFixture()
      let bea = try fixture.handOut(to: "bea")
      try Vandal.execute("UPDATE code SET slug = 'lease' WHERE slug = 'rent'", on: bea.study.path)
      try bea.code("lease", 20, 30)
      #expect(try fixture.conflicts(bea).map(\.field) == ["slug"])
      try fixture.merge(bea, take: side)
      let slug = side == .ours ? "rent" : "lease"
      #expect(try fixture.study.query("SELECT code FROM v_codings").rows == [[slug]])
      #expect(try fixture.study.query("SELECT count(*) FROM code").rows == [["3"]])
      #expect(try fixture.merge(bea, take: side).entry == nil)
      try fixture.home.expectClean()
    }
  }

  @Test func `a study of an earlier release can be merged`() throws {
    for version in UpgradeTests.versions {
      let (folder, path) = try UpgradeTests().copy(of: version)
      defer { try? FileManager.default.removeItem(at: folder) }
      let before = try Data(contentsOf: URL(filePath: path))
      let source = try Study.open(path, for: .reading).mergeSource()
      let fixture = try StudyFixture()
      // Its transcripts are not here, and are named.
      #expect(throws: MergeFailure.self) { try fixture.perform(MergeStudy(source)) }
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }

  @Test func `a coding that was taken off here does not come back unasked`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try fixture.merge(bea)
    try fixture.home.perform(RemoveCodings(.init(transcript: "T1", number: 1)))
    let conflicts = try fixture.conflicts(bea)
    #expect(conflicts.map(\.kind) == [.retraction])
    #expect(conflicts.map(\.name) == ["T1@20-30/rent/bea"])
    #expect(conflicts[0].ours.contains("uncode"))
    #expect(try fixture.merge(bea, take: .ours).outcome.added == 0)
    #expect(try fixture.merge(bea).entry == nil)
    #expect(try fixture.merge(bea, named: ["T1@20-30/rent/bea": .theirs]).outcome.added == 1)
    #expect(try fixture.merge(bea).entry == nil)
  }

  @Test func `a coding that was taken off there does not go unasked`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    try bea.code("school", 20, 30)
    try fixture.merge(bea)
    try bea.perform(RemoveCodings(.init(transcript: "T1", number: 1, codes: ["rent"])))
    #expect(try fixture.conflicts(bea).map(\.theirs).count { $0.contains("uncode") } == 1)
    #expect(try fixture.merge(bea, take: .both).outcome.removed == 0)
    #expect(try fixture.merge(bea, take: .theirs).entry == nil)
    let merged = try fixture.merge(bea, named: ["T1@20-30/rent/bea": .theirs])
    #expect(merged.outcome.removed == 1)
    #expect(try fixture.study.query("SELECT code FROM v_codings").rows == [["school"]])
    try bea.study.undo(by: bea.author)
    #expect(try fixture.conflicts(bea).map(\.kind) == [.retraction])
    try fixture.home.expectClean()
  }

  @Test func `what one side left open is filled, what both say is decided`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try fixture.home.perform(
      AddCodings([
        try coding("rent", 20, 30, coder: "bea", of: fixture.study) { $0.voice = .own }
      ]))
    try bea.code("rent", 20, 30) { $0.stance = .deny }
    #expect(try fixture.merge(bea).outcome.changed == 1)
    let said = "SELECT stance, voice FROM coding"
    #expect(try fixture.study.query(said).rows == [["deny", "own"]])

    let cem = try fixture.handOut(to: "cem")
    try cem.perform(
      AddCodings([
        try coding("rent", 20, 30, coder: "bea", of: cem.study) { $0.stance = .affirm }
      ]))
    // One coding cannot have two stances.
    for side in [nil, MergeConflict.Side.both] {
      let conflicts = try fixture.conflicts(cem, take: side)
      #expect(conflicts.map(\.field) == ["stance of rent by bea"])
      #expect(conflicts.map { [$0.ours, $0.theirs] } == [["deny", "affirm"]])
      #expect(conflicts.map { $0.line.contains("one stance") } == [side == .both])
    }
    #expect(try fixture.merge(cem, take: .ours).outcome.changed == 0)
    #expect(try fixture.merge(cem).entry == nil)
    try fixture.merge(cem, named: ["T1@20-30/rent/bea": .theirs])
    #expect(try fixture.study.query(said).rows == [["affirm", "own"]])
  }

  @Test func `memos with one id and other words are decided`() throws {
    for side in MergeConflict.Side.allCases {
      let fixture = try MergeFixture()
      let bea = try fixture.handOut(to: "bea")
      try fixture.home.perform(
        ImportMemos([MemoDefinition(slug: "m", kind: "code", body: "Ann's.", codes: ["rent"])]))
      try bea.perform(
        ImportMemos([MemoDefinition(slug: "m", kind: "code", body: "Bea's.", codes: ["school"])]))
      #expect(try fixture.conflicts(bea).map(\.kind) == [.memo])
      try fixture.merge(bea, take: side)
      let bodies = try fixture.study.query("SELECT slug, body FROM memo ORDER BY slug").rows
      switch side {
      case .ours: #expect(bodies == [["m", "Ann's."]])
      case .theirs: #expect(bodies == [["m", "Bea's."]])
      case .both: #expect(bodies == [["m", "Ann's."], ["m-bea", "Bea's."]])
      }
      #expect(try fixture.merge(bea, take: side).entry == nil)
    }
  }

  @Test func `what a merge does not bring is said`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.perform(
      ImportThemes([
        ThemeDefinition(
          slug: "own-theme", statements: [], rule: .allRequired, required: ["rent"])
      ]))
    #expect(try fixture.merge(bea).outcome.notes == ["not brought, themes: own-theme"])
  }

  private func redefined(_ slug: String, _ wording: String, under parent: String? = nil)
    -> [CodeDefinition]
  {
    var code = codes(slug)[0]
    if slug == "rent" { code = codes("housing/rent")[0] }
    if let parent { code.parent = parent }
    code.full = wording
    return [code]
  }
}
