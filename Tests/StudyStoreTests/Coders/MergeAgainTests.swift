import Fieldwork
import Foundation
import StudyStore
import Testing

/// The same study merged again: what was decided stands, and nothing is stored twice.
@Suite struct MergeAgainTests {
  private let codings = """
    SELECT code.slug, v.full FROM coding JOIN code_version AS v ON v.id = code_version_id
    JOIN code ON code.id = coding.code_id JOIN segment ON segment.id = segment_id
    ORDER BY segment.end, code.slug
    """

  /// A study in which a code was worded by both, and bea's copy with one coding under hers.
  private func disputed() throws -> (MergeFixture, CoderCopy) {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.perform(ImportCodebook(rent("As bea says.")))
    try bea.code("rent", 20, 30) { $0.memo = "an aside" }
    try fixture.home.perform(ImportCodebook(rent("As ann says.")))
    return (fixture, bea)
  }

  @Test func `a code kept beside ours is found again however it is worded there`() throws {
    let (fixture, bea) = try disputed()
    try fixture.merge(bea, take: .both)
    try bea.perform(ImportCodebook(rent("As bea says today.")))
    try bea.code("rent", 40, 50)
    let again = try fixture.merge(bea, take: .both)
    #expect(again.outcome.added == 1)
    #expect(again.outcome.newCodes.isEmpty)
    let made = try fixture.study.query(codings).rows
    #expect(made == [["rent-bea", "As bea says."], ["rent-bea", "As bea says today."]])
    #expect(try fixture.merge(bea).entry == nil)
    try fixture.home.expectClean()
  }

  @Test func `a code kept beside ours may be worded anew here`() throws {
    let (fixture, bea) = try disputed()
    try fixture.merge(bea, take: .both)
    var tidied = rent("As bea says, tidied.")
    tidied[0].slug = "rent-bea"
    try fixture.home.perform(ImportCodebook(tidied))
    let tables = try fixture.home.dump()
    #expect(try fixture.merge(bea, take: .ours).entry == nil)
    #expect(try fixture.home.dump() == tables)
    try bea.perform(ImportCodebook(rent("As bea says today.")))
    try bea.code("rent", 40, 50)
    let merged = try fixture.merge(bea)
    #expect(merged.outcome.notes.count { $0.hasPrefix("rent-bea was worded anew") } == 1)
    let book = try fixture.study.snapshot([]).codebook
    #expect(book.codes.first { $0.slug == "rent-bea" }?.full == "As bea says, tidied.")
    let made = try fixture.study.query(codings).rows
    #expect(made == [["rent-bea", "As bea says."], ["rent-bea", "As bea says today."]])
  }

  @Test func `a copy that was handed out with both codes means each by itself`() throws {
    let (fixture, bea) = try disputed()
    try fixture.merge(bea, take: .both)
    let second = try fixture.handOut(to: "bea")
    for slug in ["rent", "rent-bea"] { try second.code(slug, 20, 30) }
    // Hers under the code kept beside is here already; the other one is new.
    let merged = try fixture.merge(second)
    #expect(merged.outcome.added == 1)
    #expect(merged.outcome.alreadyThere == 1)
    try second.perform(ImportCodebook(rent("As bea says now.")))
    try fixture.merge(second, take: .both)
    let slugs = "SELECT code.slug FROM coding JOIN code ON code.id = code_id ORDER BY 1"
    #expect(try fixture.study.query(slugs).rows == [["rent-bea"], ["rent-bea-2"]])
    for copy in [bea, second] { #expect(try fixture.merge(copy).entry == nil) }
    try fixture.home.expectClean()
  }

  @Test func `codings that came under ours move when both are kept after all`() throws {
    let (fixture, bea) = try disputed()
    try fixture.merge(bea, take: .ours)
    #expect(try fixture.study.query(codings).rows == [["rent", "As bea says."]])
    // What was decided is not asked again, and not decided anew unless it is named.
    #expect(try fixture.merge(bea, take: .both).entry == nil)
    let merged = try fixture.merge(bea, named: ["rent": .both])
    #expect(merged.outcome.moved == 1)
    #expect(merged.outcome.added == 0)
    #expect(try fixture.study.query(codings).rows == [["rent-bea", "As bea says."]])
    #expect(try fixture.study.query("SELECT count(*) FROM memo_coding").rows == [["1"]])
    #expect(try fixture.merge(bea).entry == nil)
    try fixture.home.expectClean()
    try fixture.study.undo(by: fixture.home.author())
    #expect(try fixture.study.query(codings).rows == [["rent", "As bea says."]])
  }

  @Test func `what a coder takes off is noticed under the code kept beside ours`() throws {
    let (fixture, bea) = try disputed()
    try fixture.merge(bea, take: .both)
    try bea.perform(RemoveCodings(.init(transcript: "T1", number: 1)))
    #expect(try fixture.conflicts(bea).map(\.name) == ["T1@20-30/rent-bea/bea"])
    #expect(try fixture.merge(bea, take: .theirs).outcome.removed == 1)
  }

  @Test func `taking their name leaves our newer definition`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    var named = rent("What is said of rent.")
    named[0].names = [LocalizedText(language: "en", text: "Paying rent")]
    try bea.perform(ImportCodebook(named))
    try fixture.home.perform(ImportCodebook(rent("As ann says.")))
    #expect(try fixture.conflicts(bea).map(\.field) == ["name"])
    try fixture.merge(bea, take: .theirs)
    let book = try fixture.study.snapshot([]).codebook
    let code = try #require(book.codes.first { $0.slug == "rent" })
    #expect(code.full == "As ann says.")
    #expect(code.name == "Paying rent")
    #expect(try fixture.merge(bea).entry == nil)
  }

  @Test func `what only we changed after the handout is no conflict`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    try bea.code("rent", 20, 30)
    var changed = rent("As ann says.")
    changed[0].names = [LocalizedText(language: "en", text: "The rent")]
    changed[0].parent = "school"
    changed[0].isCore = true
    try fixture.home.perform(ImportCodebook(changed))
    let before = try fixture.study.snapshot([]).codebook.codes
    #expect(try fixture.merge(bea).outcome.added == 1)
    #expect(try fixture.study.snapshot([]).codebook.codes == before)
  }

  @Test func `what only they changed is still decided, and asked once`() throws {
    for side in [MergeConflict.Side.ours, .theirs] {
      let fixture = try MergeFixture()
      let bea = try fixture.handOut(to: "bea")
      var named = rent("What is said of rent.")
      named[0].names = [LocalizedText(language: "en", text: "Paying rent")]
      try bea.perform(ImportCodebook(named))
      #expect(try fixture.conflicts(bea).map(\.field) == ["name"])
      let merged = try fixture.merge(bea, take: side)
      #expect(merged.outcome.remembered == 1)
      #expect(try fixture.merge(bea).entry == nil)
      // Something new is asked.
      named[0].names = [LocalizedText(language: "en", text: "Rent paid")]
      try bea.perform(ImportCodebook(named))
      #expect(try fixture.conflicts(bea).map(\.field) == ["name"])
      // A decision goes with the merge that is undone.
      try fixture.study.undo(by: fixture.home.author())
      #expect(try fixture.conflicts(bea).map(\.field) == ["name"])
    }
  }

  @Test func `a merge that would bring nothing says so in a dry run`() throws {
    let (fixture, bea) = try disputed()
    #expect(try !fixture.merge(bea, take: .ours, dryRun: true).isNothing)
    try fixture.merge(bea, take: .ours)
    #expect(try fixture.merge(bea, dryRun: true).isNothing)
    #expect(try fixture.merge(bea).isNothing)
  }

  @Test func `a name that is in no conflict is refused with those that are`() throws {
    let (fixture, bea) = try disputed()
    let before = try fixture.home.dump()
    let failure = try #require(throws: MergeFailure.self) {
      try fixture.merge(bea, take: .ours, named: ["rnt": .theirs])
    }
    #expect(failure == .noConflict(named: ["rnt"], there: ["rent"]))
    #expect(failure.problem.line.contains("'rnt'"))
    #expect(failure.problem.line.contains("to decide: rent"))
    #expect(try fixture.home.dump() == before)
  }

  @Test func `two conflicts on one passage are decided one by one`() throws {
    let fixture = try MergeFixture()
    let bea = try fixture.handOut(to: "bea")
    for slug in ["rent", "school"] {
      try fixture.home.perform(
        AddCodings([
          try coding(slug, 20, 30, coder: "bea", of: fixture.study) { $0.stance = .deny }
        ]))
      try bea.code(slug, 20, 30) { $0.stance = .affirm }
    }
    let names = try fixture.conflicts(bea).map(\.name)
    #expect(names == ["T1@20-30/rent/bea", "T1@20-30/school/bea"])
    let merged = try fixture.merge(
      bea, named: ["T1@20-30/rent/bea": .theirs, "T1@20-30/school/bea": .ours])
    let sql = "SELECT code.slug, stance FROM coding JOIN code ON code.id = code_id ORDER BY 1"
    #expect(try fixture.study.query(sql).rows == [["rent", "affirm"], ["school", "deny"]])
    #expect(merged.outcome.notes.count { $0.hasPrefix("2 codings of bea were made here too") } == 1)
    #expect(try fixture.merge(bea).entry == nil)
  }

  private func rent(_ wording: String) -> [CodeDefinition] {
    var code = codes("housing/rent")[0]
    code.full = wording
    return [code]
  }
}
