import Statistics
import TestSupport
import Testing

struct CircularOverlapTests {
  typealias Stretch = CircularOverlap.Stretch

  private func stretches(_ length: Int, _ random: inout SeededGenerator) -> [Stretch] {
    var found: [Stretch] = []
    var position = Int.random(in: 0...2, using: &random)
    while position < length, found.count < 4 {
      let end = min(length, position + Int.random(in: 1...5, using: &random))
      found.append(Stretch(position, end))
      position = end + Int.random(in: 0...6, using: &random)
    }
    return found
  }

  @Test func everyOffsetGivesWhatCountingPositionsGives() throws {
    var random = SeededGenerator(seed: 30)
    for round in 0..<2_000 {
      let length = Int.random(in: 1...24, using: &random)
      let (first, second) = (stretches(length, &random), stretches(length, &random))
      let overlap = try #require(CircularOverlap(length: length, first: first, second: second))
      let covered = Set(first.flatMap { $0.start..<$0.end })
      var seen: Set<Int> = []
      for offset in 0..<length {
        let turned = second.flatMap { $0.start..<$0.end }.map { ($0 + offset) % length }
        let expected = turned.count(where: covered.contains)
        seen.insert(expected)
        #expect(
          overlap.overlap(shiftedBy: offset) == expected,
          "round \(round): \(first) \(second) of \(length) turned by \(offset)")
      }
      #expect(overlap.isConstant == (seen.count == 1))
    }
  }

  @Test func stretchesThatOverlapOrLeaveTheTextAreRefused() {
    #expect(CircularOverlap(length: 9, first: [Stretch(0, 4), Stretch(3, 5)], second: []) == nil)
    #expect(CircularOverlap(length: 9, first: [Stretch(5, 10)], second: []) == nil)
    #expect(CircularOverlap(length: 9, first: [Stretch(5, 5)], second: []) == nil)
    #expect(CircularOverlap(length: 0, first: [], second: []) == nil)
  }
}
