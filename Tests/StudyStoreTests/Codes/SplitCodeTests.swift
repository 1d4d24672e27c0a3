import Fieldwork
import StudyStore
import Testing

@Suite struct SplitCodeTests {
  private func assign(
    _ label: String, _ number: Int32, _ parts: String..., by coder: String? = nil
  ) -> AssignSplit.Assignment {
    AssignSplit.Assignment(transcript: label, number: number, coder: coder, parts: parts)
  }

  private func started() throws -> CodeFixture {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent", memo: "why")
    try study.code("T-1", 3, 8, "rent", by: "bo")
    try study.code("T-2", 9, 14, "rent")
    return study
  }

  @Test func `a split makes its parts behind the code and loses nothing`() throws {
    let study = try started()
    let before = try study.codings()
    let outcome = try study.expectUndone(SplitCode("rent", into: ["paid", "owed", "room"]))
    #expect(outcome.made == ["paid", "owed"])
    #expect(outcome.left == 3)
    #expect(try study.codings() == before)
    let slugs = try study.study.snapshot([]).codebook.codes.map(\.slug)
    #expect(slugs == ["housing", "rent", "paid", "owed", "lease", "room", "school"])
    #expect(throws: Problem.self) { try study.code("T-1", 10, 14, "rent") }
    let split = try #require(try study.study.openSplits().first)
    #expect(split.code == "rent" && split.left == 3)
    #expect(split.parts.map(\.code) == ["paid", "owed", "room"])
    #expect(try study.study.status().splits == [split])
  }

  @Test func `codings wait under the code until they are assigned, then it is retired`() throws {
    let study = try started()
    try study.perform(SplitCode("rent", into: ["paid", "owed"]))
    let first = try study.expectUndone(
      AssignSplit("rent", [assign("T-1", 1, "paid", by: "ann")]))
    #expect(first.assigned == 1 && first.left == 2 && !first.isDone)
    #expect(
      try study.codings() == ["T-1@3-8/paid/ann", "T-1@3-8/rent/bo", "T-2@9-14/rent/ann"])
    let rest = try study.expectUndone(
      AssignSplit("rent", [assign("T-1", 1, "owed"), assign("T-2", 1, "owed")]))
    #expect(rest.counts.map { "\($0.part) \($0.codings)" } == ["owed 2"])
    #expect(rest.isDone)
    #expect(try study.study.openSplits() == [])
    #expect(
      try study.study.snapshot([]).codebook.codes.first { $0.slug == "rent" }?.isRetired == true)
    #expect(try study.study.successors(of: "rent") == ["paid", "owed"])
    let history = try study.study.codeHistory("rent")
    #expect(history.steps.last?.differences.map(\.kind) == [.retired])
    #expect(history.steps.dropLast().last?.differences.map(\.after) == ["paid", "owed"])
    #expect(history.versions.map(\.elsewhere) == [3])
  }

  @Test func `a coding can go to several parts, with its memos`() throws {
    let study = try started()
    try study.perform(SplitCode("rent", into: ["paid", "owed"]))
    try study.expectUndone(AssignSplit("rent", [assign("T-1", 1, "paid", "owed", by: "ann")]))
    #expect(
      try study.codings() == [
        "T-1@3-8/owed/ann", "T-1@3-8/paid/ann", "T-1@3-8/rent/bo", "T-2@9-14/rent/ann",
      ])
    let memos = try study.study.query(
      """
      SELECT code.slug FROM memo_coding JOIN coding ON coding.id = coding_id
      JOIN code ON code.id = code_id ORDER BY 1
      """
    ).rows
    #expect(memos == [["owed"], ["paid"]])
    #expect(try study.study.codeHistory("owed").foreign == 1)
    // Somebody read it against the part when it was assigned.
    #expect(try study.study.wordingUses() == [:])
  }

  @Test func `a part that lies on the words already takes the memos and says no less`() throws {
    let study = try started()
    try study.code("T-1", 3, 8, "room", stance: .affirm)
    try study.perform(SplitCode("rent", into: ["room", "paid"]))
    try study.expectUndone(AssignSplit("rent", [assign("T-1", 1, "room", by: "ann")]))
    #expect(
      try study.codings() == ["T-1@3-8/rent/bo", "T-1@3-8/room/ann", "T-2@9-14/rent/ann"])
    let both = try study.study.query(
      "SELECT stance, (SELECT count(*) FROM memo_coding WHERE coding_id = coding.id) FROM coding "
        + "WHERE code_id = (SELECT id FROM code WHERE slug = 'room')"
    ).rows
    #expect(both == [["affirm", "1"]])
  }

  @Test func `what says something else on the same words is refused`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent", stance: .deny)
    try study.code("T-1", 3, 8, "room", stance: .affirm)
    try study.perform(SplitCode("rent", into: ["room", "paid"]))
    try study.expectRefusal(
      AssignSplit("rent", [assign("T-1", 1, "room")]), "stance affirm, not deny")
  }

  @Test func `assignments that lead nowhere are refused, all of them`() throws {
    let study = try started()
    try study.expectRefusal(AssignSplit("rent", [assign("T-1", 1, "room")]), "is not being split")
    try study.perform(SplitCode("rent", into: ["paid", "owed"]))
    try study.expectRefusal(
      AssignSplit("rent", [assign("T-2", 1, "paid"), assign("T-1", 1, "room")]),
      "'room' is no part", "paid, owed")
    try study.expectRefusal(
      AssignSplit("rent", [assign("T-1", 9, "paid")]), "there is no passage T-1#9")
    try study.perform(AssignSplit("rent", [assign("T-2", 1, "paid")]))
    try study.expectRefusal(
      AssignSplit("rent", [assign("T-2", 1, "owed")]), "carries no 'rent' that waits",
      "it carries paid")
    try study.expectRefusal(
      AssignSplit("rent", [assign("T-1", 1, "owed", by: "cy")]), "no coder is called 'cy'")
  }

  @Test func `splits that mean nothing are refused`() throws {
    let study = try started()
    try study.expectRefusal(SplitCode("rent", into: ["paid"]), "needs two parts")
    try study.expectRefusal(SplitCode("rent", into: ["rent", "paid"]), "other codes")
    try study.expectRefusal(SplitCode("rent", into: ["paid", "paid"]), "other codes")
    try study.expectRefusal(SplitCode("rent", into: ["paid", "not paid"]), "'not-paid'")
    try study.expectRefusal(SplitCode("school", into: ["a", "b"]), "carries no codings to split")
    try study.perform(AddCode(CodeDefinition(slug: "group", isCodable: false)))
    try study.expectRefusal(SplitCode("group", into: ["a", "b"]), "is a category")
    try study.expectRefusal(SplitCode("rent", into: ["group", "b"]), "is a category")
    try study.perform(RetireCode("school"))
    try study.expectRefusal(SplitCode("school", into: ["a", "b"]), "is retired")
    try study.expectRefusal(SplitCode("rent", into: ["school", "b"]), "is retired")
    try study.perform(SplitCode("rent", into: ["paid", "owed"]))
    try study.expectRefusal(RetireCode("rent"), "is being split")
    // An open split takes a further part.
    try study.expectUndone(SplitCode("rent", into: ["late"]))
    #expect(try study.study.openSplits().first?.parts.count == 3)
  }
}
