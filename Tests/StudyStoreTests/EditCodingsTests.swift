import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

@Suite struct EditCodingsTests {
  /// A study with one interview of which ann has coded three passages, and bo one.
  private struct Coded {
    let fixture: StudyFixture
    let text: Int64

    init() throws {
      fixture = try StudyFixture()
      try fixture.perform(
        ImportTranscripts([
          draft("GY-1", [("Q", "Where?"), ("Mei", "我们住在城中村, one room, no lease.")])
        ]))
      try fixture.perform(ImportCodebook(codes("housing", "housing/rent", "housing/lease")))
      text = try #require(try fixture.study.snapshot([]).texts.first).key
      try fixture.perform(
        AddCodings([
          try coding("rent", 16, 24, memo: "first note"), try coding("lease", 16, 24),
          NewCoding(
            text: text, span: try span(26, 34), code: "rent", coder: "ann", stance: .deny,
            weight: 40),
          try coding("rent", 16, 24, coder: "bo"),
        ]))
    }

    func span(_ start: Int32, _ end: Int32) throws -> Span {
      try #require(Span(start: start, end: end))
    }

    func coding(
      _ code: String, _ start: Int32, _ end: Int32, coder: String = "ann", memo: String? = nil
    ) throws -> NewCoding {
      NewCoding(text: text, span: try span(start, end), code: code, coder: coder, memo: memo)
    }

    func state(_ coder: String = "ann", round: Int = 1) throws -> SheetState {
      try fixture.study.sheetState(of: text, coder: coder, round: round)
    }

    @discardableResult
    func edit(_ changes: EditCodings.Changes, at journal: Int64? = nil) throws -> Performed<
      EditCodings.Outcome
    > {
      try fixture.perform(
        EditCodings(
          .init(
            transcript: "GY-1", text: text, coder: "ann", round: 1,
            journal: try journal ?? state().journal), changes))
    }
  }

  @Test func theStateOfASheetIsOneCodersOfOneRound() throws {
    let study = try Coded()
    let state = try study.state()
    #expect(state.codings.map(\.code) == ["rent", "lease", "rent"])
    #expect(state.codings[0].memos == ["first note"])
    #expect(state.codings[2].stance == .deny && state.codings[2].weight == 40)
    #expect(state.others.map(\.coder) == ["bo"])
    #expect(state.turns.map(\.number) == [1, 2])
    #expect(state.version == 1 && state.digest.count == 16 && state.seal.count == 16)
    #expect(state.journal == 4)
    #expect(try study.state(round: 2).codings.isEmpty)
    #expect(try study.state(round: 2).others.count == 4)
  }

  @Test func everythingHappensInOneEntryAndOneUndo() throws {
    let study = try Coded()
    let before = try study.fixture.dump()
    let entries = try study.fixture.study.journal().count
    let state = try study.state()
    var changes = EditCodings.Changes()
    var noted = state.codings[0]
    noted.memos = ["second note", "第三"]
    var fresh = CodeDefinition(slug: "crowding")
    fresh.short = "Many in one room."
    changes.newCodes = [fresh]
    changes.noted = [noted]
    changes.removed = [state.codings[1], state.codings[2]]
    changes.added = [
      SheetCoding(
        span: try study.span(26, 30), code: "crowding", memos: ["a", "b"], stance: .affirm)
    ]
    let performed = try study.edit(changes)
    #expect(performed.summary == "GY-1: 1 added, 2 removed, 1 changed, 1 new code")
    let after = try study.state()
    #expect(after.codings.map(\.code) == ["rent", "crowding"])
    #expect(Set(after.codings[0].memos) == ["second note", "第三"])
    #expect(after.codings[1].memos == ["a", "b"] && after.codings[1].stance == .affirm)
    #expect(after.others == state.others)
    #expect(try study.fixture.study.journal().count == entries + 1)
    try study.fixture.expectClean()
    try study.fixture.study.undo(by: study.fixture.author())
    #expect(try study.fixture.dump() == before)
    try study.fixture.study.redo(by: study.fixture.author())
    #expect(try study.state().codings == after.codings)
    try study.fixture.expectClean("after redo")
  }

  @Test func aPassageThatOnlyGetsAnotherCodeKeepsItsNumber() throws {
    let study = try Coded()
    var changes = EditCodings.Changes()
    let old = try study.state().codings[2]
    changes.removed = [old]
    changes.added = [SheetCoding(span: old.span, code: "lease")]
    try study.edit(changes)
    let codings = try study.fixture.study.snapshot([.codings]).codings
    let numbers = Set((0..<codings.count).map { codings.numbers[$0] })
    #expect(numbers == [1, 2])
  }

  @Test func aChangeWorkedOutForAnEarlierMomentIsRefused() throws {
    let study = try Coded()
    let state = try study.state()
    try study.fixture.perform(AddCodings([try study.coding("lease", 3, 6)]))
    var changes = EditCodings.Changes()
    changes.removed = [state.codings[0]]
    let before = try study.fixture.dump()
    #expect(throws: StudyFailure.movedOn(since: state.journal)) {
      try study.edit(changes, at: state.journal)
    }
    #expect(try study.fixture.dump() == before)
  }

  @Test func nothingLeavesNoEntry() throws {
    let study = try Coded()
    let entries = try study.fixture.study.journal().count
    #expect(try study.edit(.init()).isNothing)
    #expect(try study.fixture.study.journal().count == entries)
  }

  @Test func theBaseOfASheetIsFoundAgainWhateverHappenedSince() throws {
    let study = try Coded()
    let then = try study.state()
    var changes = EditCodings.Changes()
    var noted = then.codings[0]
    noted.memos = []
    changes.noted = [noted]
    changes.removed = [then.codings[1]]
    try study.edit(changes)
    try study.fixture.perform(AddCodings([try study.coding("lease", 3, 6)]))
    try study.fixture.study.undo(by: study.fixture.author())
    try study.fixture.perform(RemoveTranscript("GY-1", withCodings: true))
    try study.fixture.study.undo(by: study.fixture.author())
    try study.fixture.perform(ImportCodebook(codes("papers")))
    #expect(try study.state().codings != then.codings)
    let base = try study.fixture.study.sheetBase(
      at: then.journal, seal: then.seal, of: study.text, coder: "ann", round: 1)
    #expect(base.codings == then.codings)
    #expect(base.slugs == ["housing": "housing", "rent": "rent", "lease": "lease"])
  }

  @Test func anEntryOfAnotherStudyIsNoBase() throws {
    let study = try Coded()
    for (journal, seal) in [(Int64(99), "00"), (2, "0123456789abcdef")] {
      #expect(throws: StudyFailure.strangeEntry(journal)) {
        _ = try study.fixture.study.sheetBase(
          at: journal, seal: seal, of: study.text, coder: "ann", round: 1)
      }
    }
  }

  @Test func codingsThatStayKeepTheirRows() throws {
    let study = try Coded()
    let reader = RawReader(
      path: study.fixture.study.path, tables: ["coding", "memo", "memo_coding"])
    let before = Set(reader.dump())
    var changes = EditCodings.Changes()
    changes.added = [SheetCoding(span: try study.span(3, 6), code: "lease")]
    changes.removed = [try study.state().codings[1]]
    try study.edit(changes)
    let after = Set(reader.dump())
    #expect(before.subtracting(after).count == 1)
    #expect(after.subtracting(before).count == 1)
  }

  /// Random edits leave exactly what they say; taking them back gives every earlier state.
  @Test(arguments: 0..<8)
  func randomEditsSayWhatIsThereAndAreTakenBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let study = try Coded()
    var dumps: [[String]] = []
    for step in 0..<12 {
      let state = try study.state()
      var changes = EditCodings.Changes()
      var expected = Dictionary(state.codings.map { ($0.key, $0) }) { first, _ in first }
      for coding in state.codings where Int.random(in: 0..<3, using: &random) == 0 {
        if Bool.random(using: &random) {
          changes.removed.append(coding)
          expected[coding.key] = nil
        } else {
          var noted = coding
          noted.memos = [["one"], ["two", "三"], []].randomElement(using: &random) ?? []
          changes.noted.append(noted)
          expected[coding.key] = noted
        }
      }
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let start = Int32.random(in: 16..<30, using: &random)
        let coding = SheetCoding(
          span: try study.span(start, start + Int32.random(in: 1...9, using: &random)),
          code: ["rent", "lease"].randomElement(using: &random) ?? "rent",
          memos: Bool.random(using: &random) ? ["step \(step)"] : [])
        if expected[coding.key] == nil, !changes.removed.contains(where: { $0.key == coding.key }) {
          changes.added.append(coding)
          expected[coding.key] = coding
        }
      }
      let before = try study.fixture.dump()
      guard try study.edit(changes).entry != nil else { continue }
      dumps.append(before)
      let after = try study.state()
      #expect(after.codings.map(\.key).sorted() == expected.keys.sorted(), "seed \(seed)")
      for coding in after.codings {
        let wanted = try #require(expected[coding.key])
        #expect(Set(coding.memos) == Set(wanted.memos), "seed \(seed)")
        #expect(coding.stance == wanted.stance && coding.weight == wanted.weight)
      }
      let base = try study.fixture.study.sheetBase(
        at: state.journal, seal: state.seal, of: study.text, coder: "ann", round: 1)
      #expect(base.codings == state.codings, "seed \(seed)")
    }
    try study.fixture.expectClean("seed \(seed)")
    for dump in dumps.reversed() {
      try study.fixture.study.undo(by: study.fixture.author())
      #expect(try study.fixture.dump() == dump, "seed \(seed)")
    }
  }
}
