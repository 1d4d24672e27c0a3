import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Memos are found by their words, chosen by what they are, and named when nobody does.
@Suite struct MemoSearchTests {
  private func memo(_ slug: String, _ title: String, _ body: String) -> MemoDefinition {
    MemoDefinition(slug: slug, kind: "code", title: title, body: body)
  }

  private func found(_ words: String, in memos: [MemoDefinition]) throws -> [String] {
    try #require(MemoSearch(words)).matches(in: memos).map(\.memo.slug)
  }

  @Test func `all words must be there, in title or words, whatever their case and width`() throws {
    let memos = [
      memo("a", "One Room", "A lease\nwithout paper."), memo("b", "", "A room without a LEASE"),
      memo("c", "", "nothing"),
    ]
    #expect(try found("room lease", in: memos) == ["a", "b"])
    #expect(try found("ＲＯＯＭ", in: memos) == ["a", "b"])
    #expect(try found("\"lease without\"", in: memos) == ["a"])
    #expect(try found("\"without lease\"", in: memos) == [])
    #expect(MemoSearch(" \" \" ") == nil)
  }

  @Test func `Chinese needs no blanks, simplified and traditional are one`() throws {
    let memos = [memo("a", "", "户口挡着学校。"), memo("b", "學校", "戶口")]
    #expect(try found("学校", in: memos) == ["a", "b"])
    #expect(try found("戶口 学校", in: memos) == ["a", "b"])
    #expect(try found("户口学校", in: memos) == [])
  }

  @Test func `a match stands among its words, cut at both sides`() throws {
    let long = String(repeating: "前", count: 50) + "户口" + String(repeating: "后", count: 50)
    let match = try #require(MemoSearch("户口")?.matches(in: [memo("a", "", long)], context: 3).first)
    #expect(match.before == "…前前前" && match.match == "户口" && match.after == "后后后…")
    #expect(match.count == 1)
  }

  /// The slow way: a memo is found where every word occurs in the folded text.
  @Test(arguments: 0..<10)
  func `random searches find what a plain look finds`(block: Int) throws {
    for step in 0..<1000 {
      let seed = UInt64(block * 1000 + step)
      var random = SeededGenerator(seed: seed)
      let isChinese = seed.isMultiple(of: 2)
      let alphabet = isChinese ? ["户", "戶", "口", "学", "，"] : ["a", "B", "b", " ", "é"]
      func text(_ count: Int) -> String {
        (0..<count).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
      }
      let memos = (0..<4).map { memo("\($0)", "", text(Int.random(in: 1...12, using: &random))) }
      let word = text(Int.random(in: 1...2, using: &random)).filter { !$0.isWhitespace }
      guard let search = MemoSearch(word) else { continue }
      let plain = memos.filter {
        $0.body.foldedName.simplifiedForms.contains(word.foldedName.simplifiedForms)
      }.map(\.slug)
      #expect(search.matches(in: memos).map(\.memo.slug) == plain, "seed \(seed)")
    }
  }

  @Test func `a choice leaves out what is not said to be wanted`() {
    var a = MemoDefinition(
      slug: "a", kind: "code", body: "x", coder: "Ann", written: "2026-01-01T08:00:00Z",
      codes: ["rent"])
    a.passages = [PassageCite(transcript: "T-1", number: 3)]
    var b = MemoDefinition(
      slug: "b", kind: "case", body: "x", coder: "bo", written: "2026-01-02T08:00:00Z")
    b.isOpen = true
    func chosen(_ change: (inout MemoChoice) -> Void) -> [String] {
      var choice = MemoChoice()
      change(&choice)
      return [a, b].filter(choice.includes).map(\.slug)
    }
    #expect(chosen { _ in } == ["a", "b"])
    #expect(chosen { $0.kind = "case" } == ["b"])
    #expect(chosen { $0.coder = "ann" } == ["a"])
    #expect(chosen { $0.isOpen = true } == ["b"])
    #expect(chosen { $0.isLoose = true } == ["b"])
    #expect(chosen { $0.since = CivilDate("2026-01-02") } == ["b"])
    #expect(chosen { $0.targets = [.transcript("T-1")] } == ["a"])
    #expect(chosen { $0.targets = [.code("rent"), .transcript("T-2")] } == [])
    a.changed = "2026-03-01T08:00:00Z"
    #expect(chosen { $0.since = CivilDate("2026-02-01") } == ["a"])
  }

  @Test func `a memo that nobody named gets a short name of its own`() {
    func slug(_ title: String, _ body: String, _ taken: Set<String> = []) -> String {
      MemoNaming.slug(title: title, body: body, taken: taken)
    }
    #expect(slug("Two kinds of staying", "x") == "two-kinds-of-staying")
    #expect(slug("", "户口挡着学校。别的") == "户口挡着学校-别的")
    #expect(slug("m", "x", ["m", "m-2"]) == "m-3")
    #expect(slug("", "——") == "memo")
    let long = slug("", String(repeating: "word ", count: 40))
    #expect(long.displayWidth <= 32 && CodeDefinition.isSlug(long))
    #expect(slug("", String(repeating: "字", count: 90)).count == 24)
  }

  @Test func `the kind follows what a memo is on`() {
    #expect(MemoNaming.kind(on: [.code("a"), .code("b")]) == "code")
    #expect(MemoNaming.kind(on: [.case("a"), .participant("b")]) == "case")
    #expect(MemoNaming.kind(on: [.code("a"), .case("b")]) == "theoretical")
    #expect(MemoNaming.kind(on: []) == "theoretical")
  }
}
