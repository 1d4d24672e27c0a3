import Fieldwork
import TestSupport
import Testing

@Suite struct CodingMergePlanTests {
  private func coding(
    _ key: Int64, _ start: Int32, _ end: Int32, rank: Int = 1, coder: Int64 = 1, round: Int = 1,
    created: String = "", stance: Stance? = nil, voice: Voice? = nil, weight: Int? = nil
  ) throws -> MovingCoding {
    MovingCoding(
      key: key, text: 1, span: try #require(Span(start: start, end: end)), rank: rank,
      coder: coder, round: round, created: created, stance: stance, voice: voice, weight: weight)
  }

  private static func random(_ random: inout SeededGenerator) -> [MovingCoding] {
    (0..<Int.random(in: 0...12, using: &random)).compactMap { key in
      let start = Int32.random(in: 0..<20, using: &random)
      let length = Int32.random(in: 1...6, using: &random)
      return Span(start: start, end: start + length).map { span in
        MovingCoding(
          key: Int64(key), text: Int64.random(in: 1...2, using: &random), span: span,
          rank: Int.random(in: 0...2, using: &random),
          coder: Int64.random(in: 1...2, using: &random),
          round: Int.random(in: 1...2, using: &random),
          created: "2026-01-0\(Int.random(in: 1...3, using: &random))",
          stance: Bool.random(using: &random) ? .affirm : nil)
      }
    }
  }

  /// Who covers which character of which text in which round.
  private struct Place: Hashable {
    var text: Int64
    var coder: Int64
    var round: Int
    var at: Int32
  }

  private static func characters(_ codings: [MovingCoding]) -> Set<Place> {
    Set(
      codings.flatMap { coding in
        (coding.span.start..<coding.span.end).map {
          Place(text: coding.text, coder: coding.coder, round: coding.round, at: $0)
        }
      })
  }

  private static func covered(_ groups: [CodingMergePlan.Group]) -> [Place] {
    groups.flatMap { group in
      (group.span.start..<group.span.end).map {
        Place(
          text: group.survivor.text, coder: group.survivor.coder, round: group.survivor.round,
          at: $0)
      }
    }
  }

  /// The runs of covered characters, found by walking over every character.
  private static func runs(_ codings: [MovingCoding]) -> Int {
    let places = characters(codings)
    return places.count { place in
      var before = place
      before.at -= 1
      return !places.contains(before)
    }
  }

  @Test(arguments: 0..<10)
  func `joined passages are the union of intervals, character by character`(block: Int) {
    for step in 0..<1_000 {
      let seed = UInt64(block * 1_000 + step)
      var random = SeededGenerator(seed: seed)
      let codings = CodingMergePlanTests.random(&random)
      let plan = CodingMergePlan(codings, joins: true)
      let covered = CodingMergePlanTests.covered(plan.groups)
      #expect(Set(covered) == CodingMergePlanTests.characters(codings), "seed \(seed)")
      // Nothing overlaps or touches any more: no character twice, as many passages as runs.
      #expect(covered.count == Set(covered).count, "seed \(seed)")
      #expect(plan.groups.count == CodingMergePlanTests.runs(codings), "seed \(seed)")
      let members = plan.groups.flatMap(\.members).map(\.key).sorted()
      #expect(members == codings.map(\.key).sorted(), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<10)
  func `without joining only the same passage by the same hand becomes one`(block: Int) {
    for step in 0..<1_000 {
      let seed = UInt64(100_000 + block * 1_000 + step)
      var random = SeededGenerator(seed: seed)
      let codings = CodingMergePlanTests.random(&random)
      let plan = CodingMergePlan(codings, joins: false)
      let hands = Set(codings.map { "\($0.text) \($0.coder) \($0.round) \($0.span)" })
      #expect(plan.groups.count == hands.count, "seed \(seed)")
      for group in plan.groups {
        #expect(group.members.allSatisfy { $0.span == group.span }, "seed \(seed)")
      }
      let covered = Set(CodingMergePlanTests.covered(plan.groups))
      #expect(covered == CodingMergePlanTests.characters(codings), "seed \(seed)")
    }
  }

  @Test func `passages that touch are joined, a character between keeps them apart`() throws {
    let touching = CodingMergePlan(
      [try coding(1, 0, 4), try coding(2, 4, 9)], joins: true)
    #expect(touching.groups.map(\.span) == [Span(start: 0, end: 9)])
    let apart = CodingMergePlan([try coding(1, 0, 4), try coding(2, 5, 9)], joins: true)
    #expect(apart.groups.count == 2)
  }

  @Test func `coders and rounds stay apart`() throws {
    let plan = CodingMergePlan(
      [try coding(1, 0, 4), try coding(2, 0, 4, coder: 2), try coding(3, 0, 4, round: 2)],
      joins: true)
    #expect(plan.groups.count == 3)
  }

  @Test func `the coding that is there stays, else the earliest`() throws {
    let there = CodingMergePlan(
      [try coding(1, 0, 4, created: "2026-01-01"), try coding(2, 0, 4, rank: 0, created: "2027")],
      joins: false)
    #expect(there.groups.map(\.survivor.key) == [2])
    let moved = CodingMergePlan(
      [try coding(1, 0, 4, created: "2026-02"), try coding(2, 2, 4, created: "2026-01")],
      joins: true)
    #expect(moved.groups.map(\.survivor.key) == [2])
  }

  @Test func `what one leaves open the other fills, what both say differently is a conflict`()
    throws
  {
    let into = try coding(1, 0, 4, rank: 0, stance: .affirm)
    let from = try coding(2, 0, 4, stance: .deny, voice: .own, weight: 40)
    let plan = CodingMergePlan([into, from], joins: false)
    #expect(plan.conflicts.map(\.field) == ["stance"])
    #expect(plan.conflicts.map(\.keptWords) == ["affirm"])
    #expect(plan.conflicts.map(\.lostWords) == ["deny"])
    #expect(plan.groups[0].stance == .affirm)
    #expect(plan.groups[0].voice == .own)
    #expect(plan.groups[0].weight == 40)
    let other = CodingMergePlan([into, from], joins: false, preference: .from)
    #expect(other.groups[0].stance == .deny)
    #expect(other.groups[0].survivor.key == 1)
  }
}
