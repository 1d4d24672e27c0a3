import Fieldwork
import TestSupport
import Testing

/// Where reading goes on.
@Suite struct UncodedTurnsTests {
  private func turns(_ asking: [Bool]) throws -> [UncodedTurns.Turn] {
    try asking.enumerated().map { index, asks in
      let start = Int32(index) * 10
      return UncodedTurns.Turn(
        number: Int32(index) + 1, span: try #require(Span(start: start, end: start + 8)),
        isAsking: asks)
    }
  }

  @Test func `the next turn without a code follows, behind the last come the first`() throws {
    let turns = try turns([true, false, true, false, false])
    let coded = [try #require(Span(start: 32, end: 34))]
    #expect(UncodedTurns.next(after: 4, among: turns, coded: coded) == 5)
    #expect(UncodedTurns.next(after: 5, among: turns, coded: coded) == 2)
    let all = [try #require(Span(start: 0, end: 50))]
    #expect(UncodedTurns.next(after: 1, among: turns, coded: all) == nil)
    #expect(UncodedTurns.next(after: 0, among: [], coded: []) == nil)
    // What lies between two turns codes neither.
    let between = [try #require(Span(start: 18, end: 20))]
    #expect(UncodedTurns.next(after: 0, among: turns, coded: between) == 2)
  }

  /// The slow way: walk on turn by turn, round and round.
  @Test(arguments: 0..<10)
  func `random readings go where a walk from turn to turn goes`(block: Int) throws {
    for step in 0..<1000 {
      let seed = UInt64(block * 1000 + step)
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...8, using: &random)
      let turns = try turns((0..<count).map { _ in Bool.random(using: &random) })
      let coded = (0..<Int.random(in: 0...6, using: &random)).compactMap { _ -> Span? in
        let start = Int32.random(in: 0..<80, using: &random)
        return Span(start: start, end: start + Int32.random(in: 1...12, using: &random))
      }
      let from = Int.random(in: 0...count, using: &random)
      var expected: Int32?
      for offset in 0..<count where expected == nil {
        let turn = turns[(from + offset) % count]
        let isCoded = coded.contains { $0.start < turn.span.end && turn.span.start < $0.end }
        if !turn.isAsking, !isCoded { expected = turn.number }
      }
      #expect(
        UncodedTurns.next(after: Int32(from), among: turns, coded: coded) == expected,
        "seed \(seed)")
    }
  }
}
