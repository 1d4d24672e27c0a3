import Fieldwork
import Foundation
import StudyStore
import Testing

/// Memos that are written, worded anew, put on anything and taken away.
@Suite struct MemoTests {
  private func memo(_ slug: String = "m", _ targets: MemoTarget...) -> MemoDefinition {
    var memo = MemoDefinition(slug: slug, kind: "theoretical", title: "屋", body: "没有合同。")
    for target in targets { memo.attach(target) }
    return memo
  }

  private func stored(_ study: CodeFixture, _ slug: String = "m") throws -> MemoDefinition {
    try #require(try study.study.snapshot(.notes).memos.first { $0.slug == slug })
  }

  private func edit(
    _ study: CodeFixture, _ slug: String = "m", by coder: String = "ann",
    _ change: (inout MemoChanges) -> Void
  ) throws -> Performed<Int> {
    var changes = MemoChanges()
    change(&changes)
    return try study.perform(EditMemo(slug, changes), by: coder)
  }

  @Test func `a memo is put on every kind of thing`() throws {
    let study = try CodeFixture()
    let cite = try study.code("T-1", 5, 9, "rent")
    try study.perform(
      ImportRelations([
        RelationDefinition(slug: "L1", from: "rent", kind: "leads-to", to: "lease", ground: "")
      ]))
    try study.perform(
      ImportThemes([
        ThemeDefinition(
          slug: "walls", statements: [LocalizedText(language: "en", text: "Walls.")],
          rule: .allRequired, required: ["rent"])
      ]))
    try study.perform(
      AssignSpeakers("T-1", [.init(speaker: "Mei", role: .respondent, participant: "P-1")]))
    try study.perform(DescribeTranscript("T-1", fields: [.init(name: "cases", value: "H-1")]))
    let targets: [MemoTarget] = [
      .theme("walls"), .code("rent"), .relation("L1"), .transcript("T-1"),
      .passage(try #require(PassageCite(cite))), .case("H-1"), .participant("P-1"),
    ]
    var all = memo()
    for target in targets { all.attach(target) }
    try study.perform(WriteMemo(all))
    #expect(try stored(study).targets == targets)
    try study.fixture.expectClean()
    for target in targets {
      try study.perform(AttachMemo("m", to: [target], isDetaching: true))
      #expect(try !stored(study).targets.contains(target))
      try study.expectRefusal(
        AttachMemo("m", to: [target], isDetaching: true), "the memo is not on \(target.words)")
    }
    #expect(try stored(study).isLoose)
    #expect(try study.perform(AttachMemo("m", to: targets)).entry != nil)
    #expect(try study.perform(AttachMemo("m", to: targets)).isNothing)
    try study.perform(RemoveMemo("m"))
    #expect(try study.study.snapshot(.notes).memos.isEmpty)
  }

  @Test func `every wording is kept with its date and coder`() throws {
    let study = try CodeFixture()
    try study.perform(WriteMemo(memo()))
    let first = try stored(study)
    #expect(first.version == 1 && first.changed == nil)
    _ = try edit(study, by: "bo") { $0.body = "有合同，没有章。" }
    _ = try edit(study) { $0.title = "Rooms" }
    let history = try study.study.memoHistory("m")
    #expect(history.map(\.number) == [1, 2, 3])
    #expect(history.map(\.coder) == ["ann", "bo", "ann"])
    #expect(history.map(\.title) == ["屋", "屋", "Rooms"])
    #expect(history.map(\.body) == ["没有合同。", "有合同，没有章。", "有合同，没有章。"])
    #expect(Set(history.map(\.written)).count == 3)
    let now = try stored(study)
    #expect(now.version == 3 && now.coder == "ann" && now.written == first.written)
    #expect(now.changed == history.last?.written)
    try study.study.undo(by: study.fixture.author())
    #expect(try study.study.memoHistory("m").map(\.number) == [1, 2])
    try study.fixture.expectClean()
  }

  @Test func `words that only spell an accent otherwise are another wording`() throws {
    let study = try CodeFixture()
    try study.perform(WriteMemo(MemoDefinition(slug: "m", kind: "code", body: "caf\u{e9}")))
    #expect(try edit(study) { $0.body = "caf\u{e9}" }.isNothing)
    #expect(try edit(study) { $0.body = "cafe\u{301}" }.outcome == 2)
  }

  @Test func `a mark for further work is no new wording`() throws {
    let study = try CodeFixture()
    try study.perform(WriteMemo(memo()))
    #expect(try edit(study) { $0.isOpen = true }.outcome == 1)
    #expect(try stored(study).isOpen)
    #expect(try edit(study) { $0.isOpen = true }.isNothing)
    #expect(try study.study.memoHistory("m").count == 1)
  }

  @Test func `a memo that comes in anew keeps the wording that it had`() throws {
    let study = try CodeFixture()
    try study.perform(WriteMemo(memo("m", .code("rent"))))
    var file = memo("m", .code("lease"))
    file.body = "Other words."
    try study.perform(ImportMemos([file]), by: "bo")
    #expect(try stored(study).codes == ["lease"])
    #expect(try study.study.memoHistory("m").map(\.body) == ["没有合同。", "Other words."])
    #expect(try study.study.memoHistory("m").map(\.coder) == ["ann", "bo"])
    #expect(try study.perform(ImportMemos([file]), by: "bo").isNothing)
  }

  @Test func `refusals say what and change nothing`() throws {
    let study = try CodeFixture()
    try study.perform(WriteMemo(memo()))
    try study.expectRefusal(WriteMemo(memo()), "a memo is called 'm' already")
    var bad = memo("n")
    bad.body = " \n"
    try study.expectRefusal(WriteMemo(bad), "the memo has no words")
    bad = memo("n")
    bad.kind = "poem"
    try study.expectRefusal(WriteMemo(bad), "no memo can be 'poem'")
    try study.expectRefusal(WriteMemo(memo("a b")), "'a b' cannot be the short name of a memo")
    try study.expectRefusal(
      WriteMemo(memo("n", .passage(PassageCite(transcript: "T-1", number: 9)))),
      "there is no passage T-1#9")
    for target: MemoTarget in [
      .code("x"), .transcript("x"), .case("x"), .participant("x"), .theme("x"), .relation("x"),
    ] {
      #expect(throws: StudyFailure.unknown(kind: target.kind, name: "x")) {
        try study.perform(AttachMemo("m", to: [target]))
      }
    }
    for unknown in ["EditMemo", "RemoveMemo", "history"] {
      #expect(throws: StudyFailure.unknown(kind: "memo", name: "x")) {
        switch unknown {
        case "EditMemo": _ = try edit(study, "x") { $0.title = "y" }
        case "RemoveMemo": try study.perform(RemoveMemo("x"))
        default: _ = try study.study.memoHistory("x")
        }
      }
    }
    try study.expectRefusal(
      EditMemo(
        "m",
        {
          var changes = MemoChanges()
          changes.body = ""
          return changes
        }()), "the memo has no words")
  }

  @Test func `a passage that nobody codes any more stays named`() throws {
    let study = try CodeFixture()
    let cite = try #require(PassageCite(try study.code("T-1", 5, 9, "rent")))
    try study.perform(WriteMemo(memo("m", .passage(cite))))
    try study.perform(
      RemoveCodings(.init(transcript: cite.transcript, number: cite.number)))
    #expect(try stored(study).passages == [cite])
    try study.fixture.expectClean()
    // Its number is never that of another passage, so that the memo cannot come to lie elsewhere.
    let next = try #require(PassageCite(try study.code("T-1", 10, 14, "rent")))
    #expect(next.number > cite.number)
    try study.expectRefusal(
      WriteMemo(memo("n", .passage(cite))), "there is no passage \(cite.words)")
    // What a file says of it is taken, since the memo names it already.
    try study.perform(ImportMemos([try stored(study)]))
    #expect(try stored(study).passages == [cite])
    try study.perform(AttachMemo("m", to: [.passage(cite)], isDetaching: true))
    #expect(try stored(study).isLoose)
  }

  @Test func `a memo follows what is merged, and goes off a transcript that is removed`() throws {
    let study = try CodeFixture()
    let a = try #require(PassageCite(try study.code("T-1", 5, 14, "rent")))
    let b = try #require(PassageCite(try study.code("T-1", 10, 20, "lease")))
    try study.perform(WriteMemo(memo("m", .passage(a), .passage(b), .code("lease"))))
    try study.perform(MergeIntoCode(["lease"], into: "rent", joins: true))
    let after = try stored(study)
    #expect(after.codes == ["rent"])
    #expect(after.passages.count == 1)
    let cites = try study.study.query("SELECT DISTINCT cite FROM v_codings").rows
    #expect(cites == [[after.passages[0].words]])
    try study.fixture.expectClean()
    try study.study.undo(by: study.fixture.author())
    #expect(try stored(study).passages == [a, b])
    try study.perform(RemoveTranscript("T-1", withCodings: true))
    #expect(try stored(study).passages.isEmpty)
    try study.study.undo(by: study.fixture.author())
    #expect(try stored(study).passages == [a, b])
  }

  @Test func `notes on codings are memos under the passage`() throws {
    let study = try CodeFixture()
    let cite = try study.code("T-2", 5, 9, "rent", memo: "问合同")
    let notes = try study.study.codingNotes()
    #expect(notes.map(\.slug) == [cite] && notes.map(\.body) == ["问合同"])
    #expect(notes.first?.targets.map(\.name) == ["rent", cite])
    #expect(try study.study.snapshot(.notes).memos.isEmpty)
  }

  @Test func `a check finds wordings that are missing and passages that never were`() throws {
    let study = try CodeFixture()
    try study.code("T-1", 5, 9, "rent")
    try study.perform(WriteMemo(memo()))
    _ = try edit(study) { $0.body = "second" }
    _ = try edit(study) { $0.body = "third" }
    try study.fixture.expectClean()
    func findings() throws -> [String] {
      try study.study.check().items.first { $0.title == "memos and sets" }?.findings ?? []
    }
    try Vandal.execute("DELETE FROM memo_version WHERE version = 1", on: study.study.path)
    #expect(try findings() == ["m: one of its wordings is missing"])
    try Vandal.execute("DELETE FROM memo_version", on: study.study.path)
    #expect(try findings() == ["m: was changed, and the wording before is missing"])
    try Vandal.execute(
      """
      UPDATE memo SET changed = NULL, changed_by = NULL;
      INSERT INTO memo_passage SELECT memo.id, transcript.id, 7 FROM memo, transcript
      WHERE label = 'T-1';
      """, on: study.study.path)
    #expect(try findings() == ["memo m: is on T-1#7, which never was a passage"])
  }
}
