import CodingEngine
import Fieldwork
import Testing

@Suite struct NewInformationTests {
  private func sequence() throws -> InterviewSequence {
    // New codes: 4, 3, 2, 1, 0, 1, 0, 0.
    InterviewSequence(
      try FieldStudy.plain(["abcd", "efg", "hi", "aj", "abc", "k", "a", "b"]).snapshot())
  }

  @Test func `runs behind the base are measured against the base`() throws {
    let found = try NewInformation(try sequence(), rule: .init(base: 4, run: 2, percent: 5))
    let group = try #require(found.groups.first)
    #expect(group.base == .value(10))
    #expect(group.runs.map(\.notation) == ["4+2", "5+2", "6+2"])
    #expect(group.runs.map(\.new) == [1, 1, 0])
    #expect(group.runs.map(\.interviews) == [["I-5", "I-6"], ["I-6", "I-7"], ["I-7", "I-8"]])
    #expect(group.runs.map(\.isBelowThreshold) == [false, false, true])
    #expect(group.first == 2)
    #expect(found.notes.contains { $0.contains("seed 1") })
  }

  @Test func `too few interviews of a kind give a reason and no random orders`() throws {
    var study = FieldStudy.plain(["abcd", "efg", "hi", "aj", "abc", "k", "a", "b"])
    study.interviews[7].kind = "official"
    let snapshot = try study.snapshot()
    let found = try NewInformation(
      InterviewSequence(snapshot, by: try StudyAttribute("kind", in: snapshot)))
    #expect(found.groups.map(\.name) == ["household", "official"])
    #expect(found.groups[1].base == .undefined("fewer than 4 + 2 interviews"))
    #expect(found.groups[1].never == nil)
    #expect(found.groups[0].never != nil)
  }

  @Test func `random orders are the same for the same seed`() throws {
    let one = try NewInformation(try sequence(), orders: 300, seed: 4)
    let two = try NewInformation(try sequence(), orders: 300, seed: 4)
    #expect(one.groups == two.groups)
    let group = try #require(one.groups.first)
    let never = try #require(group.never)
    #expect((0...300).contains(never))
    if let lower = group.lower, let median = group.median { #expect(lower <= median) }
  }

  @Test func `a rule that cannot be is refused`() throws {
    let sequence = try sequence()
    for rule in [
      NewInformation.Rule(base: 0), .init(run: 0), .init(percent: -1), .init(percent: 100.5),
    ] {
      #expect(throws: SaturationFailure.badRule) { try NewInformation(sequence, rule: rule) }
    }
  }
}
