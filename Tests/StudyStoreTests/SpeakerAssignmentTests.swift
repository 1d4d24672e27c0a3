import Fieldwork
import StudyStore
import Testing

/// A label that stands for one participant, for several, or for nobody.
@Suite struct SpeakerAssignmentTests {
  private let fixture: StudyFixture

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("T-1", [("Q", "Who stays?"), ("马", "我不走。"), ("大家", "不走不走。"), ("大家", "对。")]),
        draft("T-2", [("Q", "And here?"), ("大家", "Nobody.")]),
      ]))
  }

  /// For each turn of a transcript who speaks it.
  private func people(_ label: String) throws -> [[String]] {
    let snapshot = try fixture.study.snapshot([.turns])
    let index = try #require(snapshot.transcripts.firstIndex { $0.label == label })
    return (0..<snapshot.turns.count).filter { turn in
      Int(snapshot.texts[Int(snapshot.turns.texts[turn])].transcript) == index
    }.map { turn in snapshot.turns.people(turn).map { snapshot.participants[Int($0)].id } }
  }

  private func present(_ label: String) throws -> [String] {
    let snapshot = try fixture.study.snapshot([])
    let index = try #require(snapshot.transcripts.firstIndex { $0.label == label })
    return snapshot.transcripts[index].participants.map { snapshot.participants[Int($0)].id }
  }

  private func assign(_ speaker: String, _ people: [String]?, role: Role? = nil) throws {
    try fixture.perform(
      AssignSpeakers("T-1", [.init(speaker: speaker, role: role, participants: people)]))
  }

  @Test func `several speak together in the turns of one transcript, and undo brings nobody back`()
    throws
  {
    let before = try fixture.dump()
    let done = try fixture.perform(
      AssignSpeakers(
        "T-1",
        [
          .init(speaker: "马", role: .respondent, participant: "MA"),
          .init(speaker: "大家", role: .respondent, participants: ["MA", "HU"]),
        ]))
    #expect(done.outcome == [1, 2])
    #expect(done.summary == "T-1: 马=respondent, MA; 大家=respondent, MA and HU")
    #expect(try people("T-1") == [[], ["MA"], ["HU", "MA"], ["HU", "MA"]])
    #expect(try people("T-2") == [[], []])
    #expect(try present("T-1") == ["HU", "MA"])
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    // People who were named stay known outside of recorded tables only if they are recorded: none.
    #expect(try fixture.dump() == before)
    try fixture.study.redo(by: fixture.author())
    #expect(try people("T-1") == [[], ["MA"], ["HU", "MA"], ["HU", "MA"]])
  }

  @Test func `who no longer speaks no longer takes part`() throws {
    try assign("大家", ["MA", "HU"])
    try assign("马", ["MA"])
    try assign("大家", ["HU"])
    #expect(try people("T-1") == [[], ["MA"], ["HU"], ["HU"]])
    #expect(try present("T-1") == ["HU", "MA"])
    try assign("大家", [])
    #expect(try people("T-1") == [[], ["MA"], [], []])
    #expect(try present("T-1") == ["MA"])
    try assign("马", nil, role: .other)
    #expect(try people("T-1") == [[], ["MA"], [], []])
  }

  @Test func `a transcript goes with those who speak together in it, and comes back`() throws {
    try assign("大家", ["MA", "HU"])
    let before = try fixture.dump()
    try fixture.perform(RemoveTranscript("T-1", withCodings: true))
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.dump() == before)
    try fixture.perform(
      DescribeTranscript("T-1", fields: [.init(name: "participants", value: "MA")]))
    #expect(try people("T-1") == [[], [], ["MA"], ["MA"]])
  }

  @Test func `a list is taken whole or not at all, and names its line`() throws {
    let before = try fixture.dump()
    let rows: [AssignSpeakers.Row] = [
      .init(
        transcript: "T-1", assignment: .init(speaker: "马", role: .respondent), place: "a, line 2"),
      .init(
        transcript: "T-2", assignment: .init(speaker: "马", role: .respondent), place: "a, line 3"),
    ]
    let failure = #expect(throws: Problem.self) { try fixture.perform(AssignSpeakers(rows)) }
    #expect(failure?.place == "a, line 3, T-2")
    #expect(failure?.what == "no speaker is called '马'")
    #expect(failure?.hint == "its speakers are Q, 大家")
    #expect(try fixture.dump() == before)
  }

  @Test func `words that others said too do not go with one of them`() throws {
    try assign("大家", ["MA", "HU"])
    try assign("马", ["MA"])
    let before = try fixture.dump()
    var target = ErasureTarget(title: "participant MA")
    target.participant = "MA"
    let failure = #expect(throws: Problem.self) {
      try fixture.study.erase(target, marksQuotations: true, by: fixture.author())
    }
    #expect(failure?.what == "in T-1 MA speaks together with others, as '大家'")
    #expect(try fixture.dump() == before)
    try assign("大家", ["HU"])
    _ = try fixture.study.erase(target, marksQuotations: true, by: fixture.author())
    #expect(try people("T-1") == [[], [], ["HU"], ["HU"]])
    try fixture.expectClean()
  }
}
