import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct QueryWordsTests {
  private let study: SnapshotBuilder

  init() {
    var study = SnapshotBuilder()
    for code in ["school", "stay"] { study.code(code) }
    study.interview(
      "T-1",
      [
        .asks("Which school does she go to? Is it good?"),
        .says("The SCHOOL here. It is near. Schooling costs little. We “own” nothing"),
        .says("school gates close. We stay. We have no hukou here.", as: "B"),
      ])
    study.interview("T-2", [.says("我们的户口不在这里。学校要户口。"), .asks("own words")])
    study.put("school", on: "The SCHOOL here", in: "T-1")
    study.put("stay", on: "We stay", in: "T-1")
    study.put("school", on: "学校要户口", in: "T-2")
    self.study = study
  }

  private func ask(_ text: String, clip: Bool = false) throws -> [String] {
    let snapshot = try study.snapshot()
    let query = try CodeQuery(text).resolved(in: QueryNames(codebook: snapshot.codebook), .exact)
    let answer = query.answer(in: snapshot, texts: study.shelf)
    let passages = answer.passages(in: snapshot, isClipped: clip)
    return quotes(of: passages, in: snapshot, texts: study.shelf).map {
      "\($0.cite.prefix { $0 != "@" }) [\($0.code)] \($0.quote)"
    }
  }

  @Test func wordsAreFoundWholeWhateverTheirCaseAndChineseOnesAnywhere() throws {
    #expect(
      try ask("text \"school\"") == ["T-1 [] school", "T-1 [] SCHOOL", "T-1 [] school"])
    #expect(try ask("text \"school*\"").count == 4)
    #expect(try ask("text \"*ool\"").count == 3)
    #expect(try ask("text \"ool\"").isEmpty)
    #expect(try ask("text 「户口」") == ["T-2 [] 户口", "T-2 [] 户口"])
    #expect(try ask("text 「\"own\" nothing」") == ["T-1 [] “own” nothing"])
  }

  @Test func wordsAreNotSaidOverTheEndOfATurnNorByALabel() throws {
    #expect(try ask("text \"nothing school\"").isEmpty)
    #expect(try ask("text \"B\"").isEmpty)
  }

  @Test func aPlaceInsideACodingOfTheAnswerIsNotListedAgain() throws {
    #expect(try ask("school and text \"school\"") == ["T-1#1 [school] The SCHOOL here"])
    #expect(
      try ask("school or text 「户口」")
        == ["T-1#1 [school] The SCHOOL here", "T-2 [] 户口", "T-2#1 [school] 学校要户口"])
  }

  @Test func uncodedMentionsAreWhatIsSaidOutsideOfCodings() throws {
    #expect(try ask("text \"school\" and not school") == ["T-1 [] school", "T-1 [] school"])
  }

  @Test func codesAreAskedByWordsNearThem() throws {
    #expect(try ask("stay near(1 sentence) text \"hukou\"") == ["T-1#2 [stay] We stay"])
    #expect(try ask("stay near(0 sentences) text \"hukou\"").isEmpty)
    #expect(try ask("school near(1 sentence) text \"costs\"").isEmpty)
    #expect(
      try ask("school near(2 sentences) text \"costs\"") == ["T-1#1 [school] The SCHOOL here"])
    #expect(try ask("school not same turn text \"costs\"") == ["T-2#1 [school] 学校要户口"])
    #expect(try ask("text \"hukou\" same turn stay") == ["T-1 [] hukou"])
  }

  @Test func theSmallPictureIsWhatIsShared() throws {
    #expect(try ask("school and text 「户口」", clip: true) == ["T-2 [school] 户口"])
    #expect(try ask("stay", clip: true) == ["T-1#2 [stay] We stay"])
  }

  @Test func withoutTheWordsTheAnswerSaysThatItIsNone() throws {
    let snapshot = try study.snapshot()
    let query = try CodeQuery("text \"school\"")
      .resolved(in: QueryNames(codebook: snapshot.codebook), .exact)
    #expect(query.answer(in: snapshot).notes.contains { $0.contains("words of 2 texts") })
  }
}

@Suite struct ClipModelTests {
  /// The small picture is the set of scalars that a point-by-point model finds.
  @Test func stretchesAreThePointsThatAllPartsShare() throws {
    var random = SeededGenerator(seed: 33)
    var longest = 0
    for round in 0..<500 {
      var study = SnapshotBuilder()
      for code in ["a", "b", "c"] { study.code(code) }
      study.interview("T-1", [.says(String(repeating: "字", count: 40))])
      for _ in 0..<Int.random(in: 3...14, using: &random) {
        let start = Int32.random(in: 0...35, using: &random)
        study.put(
          ["a", "b", "c"].randomElement(using: &random) ?? "a", text: 0, start,
          start + Int32.random(in: 1...7, using: &random))
      }
      let snapshot = try study.snapshot()
      func points(_ code: Int32) -> Set<Int32> {
        let columns = snapshot.codings
        return (0..<columns.count).filter { columns.codes[$0] == code }
          .reduce(into: []) { $0.formUnion(columns.starts[$1]..<columns.ends[$1]) }
      }
      let answer = try CodeQuery("a and (b or c)").resolved(in: snapshot.codebook, .exact)
        .answer(in: snapshot)
      let passages = answer.passages(in: snapshot, isClipped: true)
      let expected = points(0).intersection(points(1).union(points(2)))
      let found = passages.flatMap { $0.span.start..<$0.span.end }
      #expect(Set(found) == expected && found.count == expected.count, "round \(round)")
      for passage in passages {
        let reaching = answer.rows.sorted().filter {
          snapshot.codings.span($0).intersection(passage.span) != nil
        }
        #expect(passage.rows == reaching, "round \(round)")
      }
      longest = max(longest, passages.count)
    }
    #expect(longest > 2)
  }
}
