import Fieldwork
import StudyStore
import TestSupport
import Testing

@Suite struct TopicAndReferralTests {
  private let fixture: StudyFixture

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("T-1", [("Q", "And?"), ("Mei", "一"), ("Lao", "Two.")]) {
          $0.cases = ["HH-1"]
          $0.participants = ["T-1-A", "T-1-B"]
        }
      ]))
    try fixture.perform(ImportTopics([Topic(slug: "g1", guide: "g", label: "房租")], []))
  }

  private func set(_ person: String?, _ state: TopicState?) throws {
    try fixture.perform(
      SetTopics("T-1", participant: person, [.init(topic: "g1", state: state)]))
  }

  private func refusal(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch {
      return (error as? any ProblemReporting)?.problem.what
    }
  }

  @Test func `a topic that was not reached cannot be raised by somebody there`() throws {
    try set(nil, .notReached)
    let before = try fixture.dump()
    #expect(
      refusal { try set("T-1-A", .raised) }
        == "'g1' cannot be not reached in T-1 and raised with T-1-A")
    #expect(try fixture.dump() == before)
    try set(nil, nil)
    try set("T-1-A", .raised)
    #expect(refusal { try set(nil, .notReached) } != nil)
  }

  @Test func `whoever does not speak there was asked nothing there`() throws {
    try fixture.perform(ImportParticipants([ParticipantRow(line: 2, participant: "P-9")]))
    #expect(refusal { try set("P-9", .asked) } == "P-9 does not speak in T-1")
  }

  @Test func `states are set, taken back and undone`() throws {
    let before = try fixture.dump()
    try set("T-1-A", .asked)
    try set("T-1-A", .notReached)
    let rows = try fixture.study.snapshot([.notes]).topicRows
    #expect(
      rows == [
        TopicRow(topic: "g1", transcript: "T-1", participant: "T-1-A", state: .notReached)
      ])
    try set("T-1-A", nil)
    #expect(try fixture.study.snapshot([.notes]).topicRows.isEmpty)
    for _ in 0..<3 { try fixture.study.undo(by: fixture.author()) }
    #expect(try fixture.dump() == before)
  }

  @Test func `a referral of the same two is one, whatever is written of it`() throws {
    let first = Referral(from: .person("村支书"), to: .place("HH-1"), date: "2016")
    try fixture.perform(SetReferrals([first]))
    var again = first
    again.how = "at the gate"
    try fixture.perform(SetReferrals([again]))
    #expect(try fixture.study.snapshot([]).referrals == [again])
    try fixture.perform(RemoveReferral(first))
    #expect(try fixture.study.snapshot([]).referrals == [])
    #expect(
      refusal { try fixture.perform(RemoveReferral(first)) }
        == "nobody wrote down that 村支书 led to HH-1")
    #expect(
      refusal {
        try fixture.perform(SetReferrals([Referral(from: .place("HH-1"), to: .place("HH-1"))]))
      } == "HH-1 leads to itself")
    #expect(
      refusal {
        try fixture.perform(SetReferrals([Referral(from: .place("HH-1"), to: .person("x"))]))
      } != nil)
    #expect(
      refusal {
        try fixture.perform(
          SetReferrals([Referral(from: .person("x"), to: .place("HH-1"), date: "soon")]))
      } == "'soon' is no date")
  }
}
