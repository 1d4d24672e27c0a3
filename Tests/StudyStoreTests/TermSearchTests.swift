import Fieldwork
import Patterns
import StudyStore
import TestSupport
import Testing

/// Searches for any of several terms, and for patterns.
@Suite struct TermSearchTests {
  private func study() throws -> StudyFixture {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft(
          "A",
          [
            ("Mei", "Our hukou is elsewhere. Household registration, they say."),
            ("Wu", "我们的户口不在这里，孩子上学要户口本。"), ("Lin", "我們的戶口不在這裡。"),
            ("Wu", "口户，户外。The household has no registrations."),
          ])
      ]))
    return fixture
  }

  private func found(_ fixture: StudyFixture, _ terms: [String]) throws -> [String] {
    let hits = try fixture.study.search(anyOf: terms)
    let texts = try fixture.study.words(of: hits.map(\.text))
    return zip(hits, texts).flatMap { hit, text in
      zip(hit.matches, hit.terms).map { "t\(hit.turn) \(text.words(in: $0)) = \(terms[$1])" }
    }
  }

  @Test func `one set across scripts and languages`() throws {
    let fixture = try study()
    #expect(
      try found(fixture, ["户口", "hukou", "household registration"]) == [
        "t1 hukou = hukou", "t1 Household registration = household registration",
        "t2 户口 = 户口", "t2 户口 = 户口", "t3 戶口 = 户口",
      ])
    // It does not matter in which script the term is written.
    #expect(try found(fixture, ["戶口"]) == ["t2 户口 = 戶口", "t2 户口 = 戶口", "t3 戶口 = 戶口"])
    #expect(try found(fixture, ["这裏"]) == ["t2 这里 = 这裏", "t3 這裡 = 这裏"])
  }

  @Test func `where two terms meet the longer one counts`() throws {
    #expect(try found(try study(), ["户口", "户口本"]).contains("t2 户口本 = 户口本"))
    #expect(try found(try study(), ["户口", "户口本"]).count { $0.hasPrefix("t2") } == 2)
  }

  @Test func `words of a term stand side by side, English ones by stem`() throws {
    let fixture = try study()
    #expect(try found(fixture, ["registration household"]).isEmpty)
    #expect(try found(fixture, ["registration"]).count == 2)
    #expect(try found(fixture, ["口户"]) == ["t4 口户 = 口户"])
  }

  @Test func `a term without words is refused`() throws {
    let fixture = try study()
    #expect(throws: Problem.self) { try fixture.study.search(anyOf: ["户口", "。"]) }
    #expect(try fixture.study.search(anyOf: []).isEmpty)
  }

  @Test func `a pattern matches within turns and counts in characters`() throws {
    let fixture = try study()
    func found(_ pattern: String) throws -> [String] {
      let hits = try fixture.study.search(try Pattern(pattern))
      let texts = try fixture.study.words(of: hits.map(\.text))
      return zip(hits, texts).flatMap { hit, text in
        hit.matches.map { "t\(hit.turn) \(text.words(in: $0))" }
      }
    }
    #expect(try found("[户戶]口本?") == ["t2 户口", "t2 户口本", "t3 戶口"])
    #expect(try found("^口户") == ["t4 口户"])
    #expect(try found("say\\.\\s+我们").isEmpty)
    #expect(try found("(?i)household \\w+") == ["t1 Household registration", "t4 household has"])
  }
}
