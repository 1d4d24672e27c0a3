import Fieldwork
import StudyStore
import Testing

@Suite struct CodeCommandTests {
  private func book(_ study: CodeFixture) throws -> [String] {
    let book = try study.study.snapshot([]).codebook
    return book.codes.indices.map { book.path($0).joined(separator: "/") }
  }

  @Test func `a new code comes last below the one above it`() throws {
    let study = try CodeFixture()
    var code = CodeDefinition(slug: "owner", parent: "housing")
    code.names = [LocalizedText(language: "zh", text: "房东")]
    try study.expectUndone(AddCode(code))
    #expect(
      try book(study) == [
        "housing", "housing/rent", "housing/lease", "housing/room", "housing/owner", "school",
      ])
  }

  @Test func `a code that cannot be made is refused`() throws {
    let study = try CodeFixture()
    try study.expectRefusal(AddCode(CodeDefinition(slug: "rent")), "'rent' is there already")
    try study.expectRefusal(AddCode(CodeDefinition(slug: "long walk")), "'long-walk'")
    try study.expectRefusal(
      AddCode(CodeDefinition(slug: "owner", parent: "house")), "no code is called 'house'")
    var named = CodeDefinition(slug: "flat")
    named.names = [LocalizedText(language: "en", text: "ROOM")]
    try study.expectRefusal(AddCode(named), "the code 'room'")
    try study.perform(RetireCode("school"))
    try study.expectRefusal(
      AddCode(CodeDefinition(slug: "walk", parent: "school")), "'school' is retired")
  }

  @Test func `a study has one core category`() throws {
    let study = try CodeFixture()
    var core = CodeDefinition(slug: "settling", isCodable: false)
    core.isCore = true
    try study.perform(AddCode(core))
    var other = CodeDefinition(slug: "leaving", isCodable: false)
    other.isCore = true
    try study.expectRefusal(AddCode(other), "'leaving'", "'settling' is")
    try study.expectRefusal(ImportCodebook([other]), "'settling' is")
    try study.expectRefusal(
      MoveCode("settling", to: .init(parent: .under("housing"))), "stays at the top")
  }

  @Test func `a renamed code keeps its codings, and what names it in words follows`() throws {
    let study = try CodeFixture()
    try study.code("T-2", 9, 14, "rent")
    try study.perform(
      SaveQuery(try SavedQuery(name: "q", text: "rent and not under school"), replaces: false))
    let theme = ThemeDefinition(
      slug: "t", statements: [LocalizedText(language: "en", text: "T.")],
      rule: .query("rent overlaps lease"), required: ["rent"])
    try study.perform(DefineTheme(theme))
    let followed = try study.expectUndone(RenameCode("rent", to: "房租"))
    #expect(followed == ["query @q", "rule of theme t"])
    #expect(try study.codings() == ["T-2@9-14/房租/ann"])
    let snapshot = try study.study.snapshot()
    #expect(snapshot.savedQueries.map(\.text) == ["房租 and not under school"])
    #expect(snapshot.themes.map(\.rule.words) == ["when 房租 overlaps lease"])
    #expect(snapshot.themes.map(\.required) == [["房租"]])
  }

  @Test func `a name that cannot be taken is refused`() throws {
    let study = try CodeFixture()
    try study.expectRefusal(RenameCode("rent", to: "lease"), "'lease' is there already")
    try study.expectRefusal(RenameCode("rent", to: "SCHOOL"), "'school'")
    try study.expectRefusal(RenameCode("rent", to: "no way"), "'no-way'")
    try study.expectRefusal(RenameCode("rents", to: "rental"), "no code is called 'rents'")
    let done = try study.perform(RenameCode("rent", to: "rent"))
    #expect(done.isNothing)
  }

  @Test func `a file with the old id means the renamed code, another code may have the id`() throws
  {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    try study.perform(RenameCode("rent", to: "rental"))
    var entries = codes("housing", "housing/rent")
    entries[1].full = "Another wording."
    let outcome = try study.perform(
      ImportCodebook(entries.map { CodebookDraft.Entry(definition: $0, line: 1) })
    ).outcome
    #expect(outcome.renamed == ["rent": "rental"])
    #expect(outcome.added == [])
    #expect(outcome.redefined == ["rental"])
    #expect(try study.codings() == ["T-1@3-8/rental/ann"])
    // Its name is still 'Rent'; one without a name leaves the id to others.
    try study.expectRefusal(AddCode(CodeDefinition(slug: "rent")), "'rental' is called 'Rent'")
    try study.perform(AddCode(CodeDefinition(slug: "walk")))
    try study.perform(RenameCode("walk", to: "way"))
    try study.expectUndone(AddCode(CodeDefinition(slug: "walk")))
  }

  @Test func `a code moves with what lies below it, and only neighbours change`() throws {
    let study = try CodeFixture()
    try study.expectUndone(MoveCode("room", to: .init(parent: nil, neighbour: .before("rent"))))
    #expect(
      try book(study) == [
        "housing", "housing/room", "housing/rent", "housing/lease", "school",
      ])
    try study.expectUndone(MoveCode("housing", to: .init(parent: .under("school"))))
    #expect(
      try book(study) == [
        "school", "school/housing", "school/housing/room", "school/housing/rent",
        "school/housing/lease",
      ])
    try study.expectUndone(MoveCode("rent", to: .init(parent: .top)))
    try study.expectUndone(
      MoveCode("lease", to: .init(parent: .top, neighbour: .after("school"))))
    #expect(
      try book(study) == ["school", "school/housing", "school/housing/room", "lease", "rent"])
    #expect(try study.perform(MoveCode("rent", to: .init(parent: .top))).isNothing)
  }

  @Test func `a place below itself or beside a code from elsewhere is refused`() throws {
    let study = try CodeFixture()
    try study.expectRefusal(
      MoveCode("housing", to: .init(parent: .under("rent"))), "lies under it")
    try study.expectRefusal(MoveCode("rent", to: .init(parent: .under("rent"))), "under itself")
    try study.expectRefusal(
      MoveCode("rent", to: .init(parent: nil, neighbour: .after("rent"))), "beside itself")
    try study.expectRefusal(
      MoveCode("rent", to: .init(parent: .top, neighbour: .after("lease"))), "lies under 'housing'")
    try study.perform(RetireCode("school"))
    try study.expectRefusal(
      MoveCode("rent", to: .init(parent: .under("school"))), "'school' is retired")
  }

  @Test func `another definition is a new version, and codings keep theirs`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    let old = try #require(
      try study.study.snapshot([]).codebook.codes.first { $0.slug == "rent" })
    var new = old
    new.full = "Rent that is paid."
    let outcome = try study.expectUndone(EditCode(old, to: new))
    #expect(outcome.redefined == ["rent"])
    try study.code("T-1", 10, 14, "rent")
    let versions = try study.study.query(
      "SELECT definition_version FROM v_codings ORDER BY start"
    ).rows
    #expect(versions == [["1"], ["2"]])
    #expect(try study.study.wordingUses() == ["rent": WordingUse(earlier: 1)])
    try study.expectRefusal(EditCode(old, to: new), "was changed meanwhile")
    var category = new
    category.isCodable = false
    try study.expectRefusal(EditCode(new, to: category), "carries 2 codings")
    var slug = new
    slug.slug = "rental"
    try study.expectRefusal(EditCode(new, to: slug), "cannot be edited")
    var taken = new
    taken.names = [LocalizedText(language: "en", text: "School")]
    try study.expectRefusal(EditCode(new, to: taken), "'school'")
  }

  @Test func `a retired code keeps its codings and takes no new ones`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 3, 8, "rent")
    #expect(try study.expectUndone(RetireCode("rent")).codings == 1)
    #expect(
      try study.study.snapshot([]).codebook.codes.first { $0.slug == "rent" }?.isRetired == true)
    #expect(throws: Problem.self) { try study.code("T-1", 10, 14, "rent") }
    // What is there may be said again.
    try study.code("T-1", 3, 8, "rent", stance: .deny)
    #expect(try study.codings() == ["T-1@3-8/rent/ann"])
    try study.expectRefusal(RetireCode("rent"), "retired already")
    try study.expectUndone(RetireCode("rent", isRetired: false))
    try study.code("T-1", 10, 14, "rent")
    try study.expectRefusal(RetireCode("rent", isRetired: false), "is not retired")
  }

  @Test func `a codebook file does not take a retired code up again`() throws {
    let study = try CodeFixture()
    try study.perform(RetireCode("rent"))
    let entries = codes("housing", "housing/rent").map {
      CodebookDraft.Entry(definition: $0, line: 1, silent: [.retired])
    }
    #expect(try study.perform(ImportCodebook(entries)).isNothing)
  }
}
