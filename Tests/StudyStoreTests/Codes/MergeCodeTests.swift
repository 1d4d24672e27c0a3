import Fieldwork
import StudyStore
import Testing

@Suite struct MergeCodeTests {
  @Test func `codings come under the target, equal ones become one with the memos of both`() throws
  {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent", memo: "from rent")
    try study.code("T-1", 3, 8, "lease", memo: "from lease")
    try study.code("T-1", 3, 8, "lease", by: "bo")
    try study.code("T-2", 9, 14, "rent", round: 2)
    let outcome = try study.expectUndone(MergeIntoCode(["rent"], into: "lease"))
    #expect(outcome.codings == 2)
    #expect(outcome.united == 1)
    #expect(
      try study.codings() == ["T-1@3-8/lease/ann", "T-1@3-8/lease/bo", "T-2@9-14/lease/ann/2"])
    let memos = try study.study.query(
      """
      SELECT body, coder.name FROM memo JOIN memo_coding ON memo_id = memo.id
      JOIN coding ON coding.id = coding_id JOIN coder ON coder.id = coding.coder_id ORDER BY body
      """
    ).rows
    #expect(memos == [["from lease", "ann"], ["from rent", "ann"]])
    #expect(try study.study.successors(of: "rent") == ["lease"])
    #expect(throws: Problem.self) { try study.code("T-1", 10, 14, "rent") }
  }

  @Test func `a coding remembers the definition under which it was made`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    try study.perform(MergeIntoCode(["rent"], into: "lease"))
    #expect(try study.study.wordingUses() == ["lease": WordingUse(foreign: 1)])
    let history = try study.study.codeHistory("rent")
    #expect(history.versions == [.init(number: 1, codings: 0, elsewhere: 1)])
    #expect(history.steps.map(\.command) == ["codebook import", "codes merge"])
    #expect(history.steps.last?.differences.map(\.kind) == [.retired, .merged])
    #expect(history.steps.last?.differences.last?.after == "lease")
    let target = try study.study.codeHistory("lease")
    #expect(target.steps.last?.differences.map(\.kind) == [.took])
    #expect(target.foreign == 1)
    // A second merge keeps the first definition.
    try study.expectUndone(MergeIntoCode(["lease"], into: "room"))
    #expect(try study.study.codeHistory("rent").versions.map(\.elsewhere) == [1])
    #expect(try study.study.codeHistory("lease").versions.map(\.elsewhere) == [0])
  }

  @Test func `what was coded after a merge stands under the same identity`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    try study.perform(MergeIntoCode(["rent"], into: "lease"))
    try study.code("T-1", 3, 8, "lease", memo: "again")
    #expect(try study.codings() == ["T-1@3-8/lease/ann"])
    let memos = try study.study.query(
      "SELECT count(*) FROM memo_coding JOIN memo ON memo.id = memo_id"
    ).rows
    #expect(memos == [["1"]])
  }

  @Test func `joined passages are one, with a number of their own`() throws {
    let study = try CodeFixture()
    let first = try study.code("T-2", 9, 14, "rent")
    let second = try study.code("T-2", 14, 20, "lease")
    try study.code("T-2", 12, 16, "rent", by: "bo")
    let outcome = try study.expectUndone(MergeIntoCode(["rent"], into: "lease", joins: true))
    #expect(try study.codings() == ["T-2@12-16/lease/bo", "T-2@9-20/lease/ann"])
    #expect(outcome.joined.map(\.parts) == [["\(second) by ann", "\(first) by ann"]])
    #expect(outcome.joined.map(\.whole) == ["T-2#4"])
    // The passages that carry nothing any more are gone, their numbers stay used.
    #expect(try study.code("T-2", 9, 14, "room") == "T-2#5")
  }

  @Test func `stance that differs is refused with its places, or decided`() throws {
    let study = try CodeFixture()
    let cite = try study.code("T-1", 3, 8, "rent", stance: .deny)
    try study.code("T-1", 3, 8, "lease", stance: .affirm)
    try study.expectRefusal(
      MergeIntoCode(["rent"], into: "lease"), "\(cite) by ann: stance affirm, not deny", "--prefer")
    let outcome = try study.expectUndone(
      MergeIntoCode(["rent"], into: "lease", preference: .from))
    #expect(outcome.settled == ["\(cite) by ann: stance deny, not affirm"])
    let stances = try study.study.query("SELECT stance FROM coding").rows
    #expect(stances == [["deny"]])
  }

  @Test func `themes, relations, memos and queries follow`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    let theme = ThemeDefinition(
      slug: "t", statements: [LocalizedText(language: "en", text: "T.")], rule: .atLeast(1),
      required: ["rent", "lease"], supporting: ["school"])
    try study.perform(DefineTheme(theme))
    try study.perform(
      ImportRelations([RelationDefinition(slug: "R1", from: "rent", kind: "leads-to", to: "school")]
      )
    )
    try study.perform(
      ImportMemos([MemoDefinition(slug: "m", kind: "code", body: "M.", codes: ["rent", "lease"])]))
    try study.perform(
      SaveQuery(try SavedQuery(name: "q", text: "Rent or under rent"), replaces: false))
    let outcome = try study.expectUndone(MergeIntoCode(["rent"], into: "lease"))
    #expect(outcome.followed == ["query @q", "theme t", "relation R1", "memo m"])
    #expect(outcome.notes.count == 1)
    let snapshot = try study.study.snapshot()
    #expect(snapshot.themes.map(\.required) == [["lease"]])
    #expect(snapshot.relations.map(\.from) == ["lease"])
    #expect(snapshot.memos.map(\.codes) == [["lease"]])
    #expect(snapshot.savedQueries.map(\.text) == ["lease or under lease"])
  }

  @Test func `what cannot follow is named`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    let theme = ThemeDefinition(
      slug: "t", statements: [LocalizedText(language: "en", text: "T.")], rule: .atLeast(2),
      required: ["rent", "lease"])
    try study.perform(DefineTheme(theme))
    try study.expectRefusal(MergeIntoCode(["rent"], into: "lease"), "theme t", "at least 2")
    try study.perform(StudyStore.RemoveTheme("t"))
    let roles = ThemeDefinition(
      slug: "r", statements: [LocalizedText(language: "en", text: "R.")], rule: .allRequired,
      required: ["rent"], contrary: ["lease"])
    try study.perform(DefineTheme(roles))
    try study.expectRefusal(MergeIntoCode(["rent"], into: "lease"), "theme r", "roles")
    try study.perform(StudyStore.RemoveTheme("r"))
    try study.perform(
      ImportRelations([
        RelationDefinition(slug: "R1", from: "rent", kind: "leads-to", to: "lease"),
        RelationDefinition(slug: "R2", from: "rent", kind: "leads-to", to: "school"),
        RelationDefinition(slug: "R3", from: "lease", kind: "leads-to", to: "school"),
      ]))
    try study.expectRefusal(
      MergeIntoCode(["rent"], into: "lease"), "relation R1", "relation R2", "same as R3",
      "--drop-relations")
    let outcome = try study.expectUndone(
      MergeIntoCode(["rent"], into: "lease", dropsRelations: true))
    #expect(outcome.dropped.count == 2)
    #expect(try study.study.snapshot(.notes).relations.map(\.slug) == ["R3"])
  }

  @Test func `a query that would mean more stops the merge`() throws {
    let study = try CodeFixture()
    try study.perform(AddCode(CodeDefinition(slug: "deposit", parent: "lease")))
    try study.perform(SaveQuery(try SavedQuery(name: "q", text: "under rent"), replaces: false))
    try study.expectRefusal(MergeIntoCode(["rent"], into: "lease"), "'under rent'", "@q")
  }

  @Test func `merges that mean nothing are refused`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    try study.expectRefusal(MergeIntoCode(["rent"], into: "rent"), "into itself")
    try study.expectRefusal(MergeIntoCode(["rent", "rent"], into: "lease"), "named twice")
    try study.expectRefusal(MergeIntoCode(["housing"], into: "lease"), "has codes below it")
    try study.expectRefusal(MergeIntoCode(["rents"], into: "lease"), "no code is called 'rents'")
    try study.perform(AddCode(CodeDefinition(slug: "group", isCodable: false)))
    try study.expectRefusal(MergeIntoCode(["rent"], into: "group"), "is a category")
    try study.perform(RetireCode("school"))
    try study.expectRefusal(MergeIntoCode(["rent"], into: "school"), "'school' is retired")
    try study.perform(SplitCode("rent", into: ["a", "b"]))
    try study.expectRefusal(MergeIntoCode(["rent"], into: "lease"), "is being split")
  }

  @Test func `a merged code that is taken up again is a code again`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    try study.perform(MergeIntoCode(["rent"], into: "lease"))
    try study.expectUndone(RetireCode("rent", isRetired: false))
    #expect(try study.study.successors(of: "rent") == [])
    try study.code("T-1", 10, 14, "rent")
    #expect(try study.codings() == ["T-1@10-14/rent/ann", "T-1@3-8/lease/ann"])
  }
}
