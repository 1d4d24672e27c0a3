import CodingEngine
import Fieldwork
import Testing

/// Who speaks in a group interview: one, several together, or nobody who is known.
@Suite struct SpeakerTests {
  /// Three households in one room: Ma and Hu of one each, Lei and his wife of a third.
  private func group() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    for code in ["stay", "school"] { study.code(code) }
    for number in 1...3 { study.place("R-\(number)") }
    study.person("HU", of: "R-2")
    study.person("LEI", of: "R-3")
    study.person("LEI-WIFE", of: "R-3")
    study.person("MA", of: "R-1")
    study.choruses = ["两口子": ["LEI", "LEI-WIFE"], "大家": ["HU", "MA"]]
    study.interview(
      "GY-1", kind: "focus-group", about: ["R-1", "R-2", "R-3"],
      [
        .asks("Who stays?"),
        .says("我不走。", by: "MA", as: "马"),
        .says("The school is near.", by: "HU", as: "胡"),
        .says("We two stay.", as: "两口子"),
        .says("不走不走。", as: "大家"),
        .says("Me neither.", as: "有人"),
      ])
    study.interview("GY-2", about: ["R-1"], [.says("The school again.", by: "MA", as: "马")])
    study.put("stay", on: "我不走。", in: "GY-1")
    study.put("school", on: "The school is near.", in: "GY-1")
    study.put("stay", on: "We two stay.", in: "GY-1")
    study.put("stay", on: "不走不走。", in: "GY-1")
    study.put("stay", on: "Me neither.", in: "GY-1")
    study.put("school", on: "走。\n胡: The school", in: "GY-1")
    study.put("school", on: "The school again.", in: "GY-2")
    return study
  }

  private func asked(_ filter: String) throws -> StudySnapshot {
    try ResolvedFilter(try Filter(filter), in: try group().snapshot()).limited()
  }

  private func found(_ filter: String) throws -> [String] {
    let snapshot = try asked(filter)
    return snapshot.spelled(Array(0..<snapshot.codings.count))
  }

  @Test func `a label means whoever speaks under it, alone or with others`() throws {
    #expect(try found("speaker is 马") == ["GY-1#1 stay", "GY-1#6 school", "GY-2#1 school"])
    // The person is meant as well by the id, and then also where several speak.
    #expect(
      try found("participant is MA") == [
        "GY-1#1 stay", "GY-1#6 school", "GY-1#4 stay", "GY-2#1 school",
      ])
    #expect(try found("speaker is LEI-WIFE") == ["GY-1#3 stay"])
    #expect(try found("speaker is 有人") == ["GY-1#5 stay"])
    #expect(try found("participant is missing") == ["GY-1#5 stay"])
  }

  @Test
  func `one who speaks has to meet the whole filter, not this one half and that one the other`()
    throws
  {
    #expect(try found("participant is MA and speaker is 胡") == [])
    #expect(try found("participant is MA and transcript is GY-2") == ["GY-2#1 school"])
    #expect(try found("not speaker is 马 and case is R-2") == ["GY-1#2 school"])
    // Words of both belong to both: Hu, who is not Ma, says them too.
    #expect(
      try found("participant is HU and not participant is MA") == [
        "GY-1#6 school", "GY-1#2 school", "GY-1#4 stay",
      ])
  }

  @Test func `turns, characters and cases are those of the speaker`() throws {
    let snapshot = try asked("speaker is 马")
    #expect(snapshot.limits?.turns?.count == 2)
    #expect((0..<3).map { snapshot.holds(case: Int32($0)) } == [true, false, false])
    #expect(
      snapshot.limits?.notes == ["1 coding of several speakers counts for each of them"])
    let turns = try cooccurrence(
      in: snapshot, codes: nil, asking: CooccurrenceQuery(unit: .turn))
    #expect(turns.total == 2)
    // stay: one turn; school: the end of it, and the other interview.
    #expect(turns.n == [1, 2])
    // 走。 in the passage of both is hers, what Hu says there is not.
    let school = "走。".count + "The school again.".count
    let characters = try cooccurrence(
      in: snapshot, codes: nil, asking: CooccurrenceQuery(unit: .characters))
    #expect(characters.n == ["我不走。".count, school])
  }

  @Test func `several of one household speak for it, several of two for none`() throws {
    let snapshot = try group().snapshot()
    let attribution = CaseAttribution(snapshot)
    let places = snapshot.spelled(Array(0..<snapshot.codings.count)).enumerated().map {
      let place = attribution.caseIndex(ofCoding: $0.offset)
      return "\($0.element) \(place < 0 ? "-" : snapshot.cases[Int(place)].id)"
    }
    #expect(
      places == [
        "GY-1#1 stay R-1", "GY-1#6 school -", "GY-1#2 school R-2", "GY-1#3 stay R-3",
        "GY-1#4 stay -", "GY-1#5 stay -", "GY-2#1 school R-1",
      ])
  }

  @Test func `what several say counts for each of them in a theme`() throws {
    var study = group()
    study.themes = [
      ThemeDefinition(
        slug: "anchored", statements: [], rule: .atLeast(1), required: ["stay", "school"])
    ]
    let snapshot = try study.snapshot()
    let report = ThemeReport(study.themes[0], in: snapshot)
    let voices = ThemeVoices(report, in: snapshot)
    #expect(
      voices.voices.map { "\($0.id) \($0.codings)" } == ["MA 4", "HU 3", "LEI 1", "LEI-WIFE 1"])
    #expect(voices.codings == 7)
    #expect(voices.shared == 3)
    #expect(voices.unattributed == 1)
    #expect(
      voices.words
        == "4 people; most from MA: 4 of 7 codings; 3 said by several, counted for each; "
        + "1 of no one known person")
  }
}
