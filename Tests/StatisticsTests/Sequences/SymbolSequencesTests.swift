import Statistics
import TestSupport
import Testing

struct SymbolSequencesTests {
  private func random(_ random: inout SeededGenerator, symbols: Int, longest: Int) -> [[[Int32]]] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      (0..<Int.random(in: 0...longest, using: &random)).map { _ in
        (0..<Int32(symbols)).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      }
    }
  }

  @Test func transitionsAreTheOrderedPairsThatStandSoFarApart() throws {
    var generator = SeededGenerator(seed: 8)
    for round in 0..<500 {
      let steps = random(&generator, symbols: 3, longest: 6)
      let sequences = try #require(SymbolSequences(symbolCount: 3, sequences: steps))
      for lag in 1...3 {
        var expected = [[Int]](repeating: [0, 0, 0], count: 3)
        for sequence in steps {
          for (place, here) in sequence.enumerated() {
            for (other, there) in sequence.enumerated() where other == place + lag {
              for a in here { for b in there { expected[Int(a)][Int(b)] += 1 } }
            }
          }
        }
        #expect(sequences.transitions(lag: lag) == expected, "round \(round) lag \(lag)")
      }
    }
  }

  /// Every order of the steps, each sequence by itself.
  private func orders(_ sequences: [[[Int32]]]) -> [[[[Int32]]]] {
    func permutations(_ steps: [[Int32]]) -> [[[Int32]]] {
      if steps.isEmpty { return [[]] }
      return steps.indices.flatMap { index in
        var rest = steps
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
      }
    }
    return sequences.reduce([[]]) { all, sequence in
      all.flatMap { before in permutations(sequence).map { before + [$0] } }
    }
  }

  @Test func permutationComesNearAllOrdersAndRepeatsWithItsSeed() throws {
    let steps: [[[Int32]]] = [[[0], [1], [0], [1, 2]], [[2], [0], [1]]]
    let sequences = try #require(SymbolSequences(symbolCount: 3, sequences: steps))
    let observed = sequences.transitions(lag: 1)
    let draws = 20_000
    let permuted = sequences.permuted(lag: 1, draws: draws, seed: 3)
    #expect(permuted == sequences.permuted(lag: 1, draws: draws, seed: 3))
    #expect(permuted != sequences.permuted(lag: 1, draws: draws, seed: 4))
    let all = try orders(steps).map {
      try #require(SymbolSequences(symbolCount: 3, sequences: $0)).transitions(lag: 1)
    }
    #expect(all.count == 24 * 6)
    for from in 0..<3 {
      for to in 0..<3 {
        let exact = Double(all.count { $0[from][to] >= observed[from][to] }) / Double(all.count)
        let drawn = Double(permuted.cells[from][to].atLeast) / Double(draws)
        let error = (exact * (1 - exact) / Double(draws)).squareRoot()
        #expect(abs(drawn - exact) <= 5 * error + 1e-12, "\(from) \(to)")
      }
    }
    let target = try #require(try TransitionTable(observed).likelihoodRatio.statistic.value)
    let exact =
      Double(
        try all.count {
          try (TransitionTable($0).likelihoodRatio.statistic.value ?? 0) >= target - 1e-9
        }) / Double(all.count)
    let drawn = Double(permuted.likelihoodRatio.atLeast) / Double(draws)
    #expect(abs(drawn - exact) <= 5 * (exact * (1 - exact) / Double(draws)).squareRoot())
  }

  @Test func sequencesThatNoOrderCanChangeAreNeverUnusual() throws {
    let steps = [[[Int32(0)], [0], [0], [0]]]
    let permuted = try #require(SymbolSequences(symbolCount: 2, sequences: steps))
      .permuted(lag: 1, draws: 99, seed: 1)
    #expect(permuted.cells[0][0].p == 1)
    #expect(permuted.likelihoodRatio.pAtLeast == 1)
  }

  @Test func symbolsOutOfRangeOrTwiceInAStepAreRefused() {
    #expect(SymbolSequences(symbolCount: 2, sequences: [[[2]]]) == nil)
    #expect(SymbolSequences(symbolCount: 2, sequences: [[[1, 1]]]) == nil)
    #expect(SymbolSequences(symbolCount: 2, sequences: []) == .none(2))
  }
}
