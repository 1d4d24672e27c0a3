import Fieldwork
import StudyStore
import TestSupport
import Testing

@Suite struct SearchTests {
  func matches(_ fixture: StudyFixture, _ query: String) throws -> [String] {
    let result = try fixture.study.search(query, limit: 1000)
    let texts = try fixture.study.words(of: result.hits.map(\.text))
    return zip(result.hits, texts).flatMap { hit, text in hit.matches.map { text.words(in: $0) } }
  }

  func study() throws -> StudyFixture {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft(
          "A",
          [
            ("Mei", "The school fees are late. A fee of 300, \"no receipt\"."),
            ("Wu", "我们的户口不在这里，孩子上学要户口本。"), ("Mei", "Fei cafe\u{301} 学 Xué"),
            ("Wu", "fees，户外，开口"),
          ])
      ]))
    return fixture
  }

  @Test func aLimitBelowNothingIsRefusedAndNothingIsCounted() throws {
    let fixture = try study()
    #expect(throws: Problem.self) { try fixture.study.search("fee", limit: -1) }
    let none = try fixture.study.search("fee", limit: 0)
    #expect(none.hits.isEmpty && none.total == 2)
  }

  @Test func englishWordsMatchByStem() throws {
    #expect(try matches(try study(), "fee") == ["fees", "fee", "fees"])
  }

  @Test func chineseMatchesExactlyAtEveryLength() throws {
    let fixture = try study()
    #expect(try matches(fixture, "户口") == ["户口", "户口"])
    #expect(try matches(fixture, "户") == ["户", "户", "户"])
    #expect(try matches(fixture, "孩子上学") == ["孩子上学"])
    #expect(try matches(fixture, "口不") == ["口不"])
    #expect(try matches(fixture, "口户").isEmpty)
  }

  @Test func severalWordsMustStandInOneTurnAndAPhraseInOrder() throws {
    let fixture = try study()
    #expect(try fixture.study.search("fees 户外", limit: 5).total == 1)
    #expect(try fixture.study.search("school late", limit: 5).total == 1)
    #expect(try fixture.study.search("\"late school\"", limit: 5).total == 0)
    #expect(try matches(fixture, "\"school fees\"") == ["school fees"])
  }

  @Test(arguments: [
    "\"", "*", "AND", "fee OR", "NEAR(", "a:b", "fee*", "-fee", "(户", "'", "。", "^fee",
  ])
  func noSignHasAMeaningOfItsOwn(query: String) throws {
    let fixture = try study()
    do {
      _ = try fixture.study.search(query, limit: 5)
    } catch let problem as Problem {
      #expect(problem.kind == .data)
    }
  }

  @Test func allTurnsAreCountedBeyondTheLimit() throws {
    let fixture = try study()
    let result = try fixture.study.search("Mei", limit: 1)
    #expect(result.total == 0)
    let fees = try fixture.study.search("fees", limit: 1)
    #expect(fees.total == 2 && fees.hits.count == 1)
  }

  /// One and two Chinese characters against a plain scan of random turns.
  @Test func chineseSearchEqualsAScan() throws {
    var random = SeededGenerator(seed: 5)
    let letters = Array("户口学校的我。， a")
    let turns = (0..<300).map { _ in
      "x"
        + String(
          (0..<Int.random(in: 1...25, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "户"
          })
    }
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([draft("A", turns.map { ("Wu", $0) })]))
    let han = letters.filter { $0.unicodeScalars.allSatisfy(\.isHan) }
    for first in han {
      for second in [nil] + han.map(Optional.some) {
        let query = String([first] + [second].compactMap(\.self))
        // The index passes over blanks and punctuation between characters; so does the scan.
        let expected = turns.count { turn in
          turn.filter { $0.unicodeScalars.allSatisfy(\.isHan) || $0.isASCII && $0.isLetter }
            .contains(query)
        }
        #expect(try fixture.study.search(query, limit: 0).total == expected, "\(query)")
      }
    }
  }
}
