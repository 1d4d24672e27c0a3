import CodingEngine
import Fieldwork
import Statistics
import TestSupport
import Testing

@Suite("Codes that follow each other are counted within transcripts")
struct CodeSequencesTests {
  @Test(
    "vowels and consonants as Markov counted them, from 20,001 turns in order",
    .enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func onegin() throws {
    let oracle = try OracleCases.named("B-SEQ-MARKOV1913")
    let counts = try oracle.input.member("counts").intTable()
    let (vv, vc, cv, cc) = (counts[0][0], counts[0][1], counts[1][0], counts[1][1])
    try #require(cv == vc + 1)
    // A run of consonants, then vowel and consonant in turn, and a run of vowels at the end.
    var letters = [Int](repeating: 1, count: cc + 1)
    for _ in 0..<vc { letters += [0, 1] }
    letters += [Int](repeating: 0, count: vv + 1)
    let turns = letters.map { TurnTable.Turn(label: "", codes: [$0]) }
    let table = TurnTable(
      codes: ["vowel", "consonant"], documents: [.init(label: "Onegin", turns: turns)])
    let sequences = CodeSequences(try table.snapshot())
    #expect(sequences.counts == counts && sequences.total == 20_000 && sequences.turns == 20_001)
    var ledger = OracleLedger(oracle)
    func grid(_ value: (SequenceCell) -> Double?) -> [[Double?]] {
      [0, 1].map { row in [0, 1].map { value(sequences.cells[row * 2 + $0]) } }
    }
    ledger.compare("transition", grid(\.probability.value))
    ledger.compare("adjusted_residuals", grid(\.residual.value))
    ledger.compare("G", sequences.likelihoodRatio.value)
    ledger.compare("stationary", sequences.stationary.map(\.value))
    ledger.skip("chisq", because: "the command gives G²; the statistics test chi-square")
    print(ledger.summary)
    #expect(ledger.problems == [])
  }

  @Test("every pair of coded turns so far apart in a transcript, by one coder, from each code")
  func model() throws {
    var total = 0
    for seed in UInt64(1)...120 {
      var random = SeededGenerator(seed: seed)
      let study = SpanStudy.random(&random)
      let includesInterviewer = seed % 3 == 0
      let coders: CoderChoice = [.each, .pooled, .only(0)][Int(seed / 3) % 3]
      let lag = 1 + Int(seed) % 3
      let sequences = CodeSequences(
        try study.snapshot(), lag: lag, coders: coders, includeInterviewer: includesInterviewer)
      let expected = transitions(study, lag, coders, includesInterviewer)
      #expect(sequences.counts == expected, "seed \(seed)")
      #expect(sequences.total == expected.joined().reduce(0, +))
      total += sequences.total
    }
    #expect(total > 500)
  }

  private func transitions(
    _ study: SpanStudy, _ lag: Int, _ coders: CoderChoice, _ includesInterviewer: Bool
  ) -> [[Int]] {
    let size = study.parents.count
    var counts = [[Int]](repeating: [Int](repeating: 0, count: size), count: size)
    let groups: [[Int]] =
      switch coders {
      case .each: (0..<study.coders).map { [$0] }
      case .pooled: [Array(0..<study.coders)]
      case .only(let one): [[one]]
      }
    for group in groups {
      for transcript in study.transcripts.indices {
        let layers = study.texts.indices.filter { study.texts[$0].transcript == transcript }
        guard let original = layers.first(where: { study.texts[$0].isOriginal }) else { continue }
        var steps: [Set<Int>] = []
        for turn in study.texts[original].turns.indices {
          let role = study.texts[original].turns[turn].role
          guard includesInterviewer || role != .interviewer else { continue }
          var codes: Set<Int> = []
          for layer in layers
          where study.texts[layer].turns.count == study.texts[original].turns.count {
            let words = study.texts[layer].turns[turn]
            for mark in study.marks
            where mark.text == layer && group.contains(mark.coder) && mark.start < words.end
              && words.start < mark.end
            {
              codes.insert(mark.code)
            }
          }
          if !codes.isEmpty { steps.append(codes) }
        }
        for step in steps.indices where step + lag < steps.count {
          for from in steps[step] { for to in steps[step + lag] { counts[from][to] += 1 } }
        }
      }
    }
    return counts
  }

  @Test("no order within transcripts is unusual where order is chance, and a fixed order is found")
  func permutation() throws {
    let fixed = (0..<6).map { document in
      TurnTable.Document(
        label: "D\(document)",
        turns: (0..<9).map { .init(label: "", codes: [$0 % 3]) })
    }
    let table = TurnTable(codes: ["a", "b", "c"], documents: fixed)
    let sequences = CodeSequences(try table.snapshot())
    let test = sequences.permuted(draws: 999, seed: 1)
    #expect(test.wholeP == 0.001)
    #expect(sequences.counts[0][1] == 18 && sequences.counts[1][0] == 0)
    #expect(test.results[1]?.p == 0.002)
    #expect((test.results[3]?.pAtMost ?? 1) < 0.01)
    #expect(test == sequences.permuted(draws: 999, seed: 1))
    var random = SeededGenerator(seed: 3)
    var small = 0
    for seed in 0..<60 {
      let documents = (0..<4).map { document in
        TurnTable.Document(
          label: "D\(document)",
          turns: (0..<12).map { _ in
            .init(label: "", codes: [Int.random(in: 0..<3, using: &random)])
          })
      }
      let own = CodeSequences(
        try TurnTable(codes: ["a", "b", "c"], documents: documents).snapshot())
      if own.permuted(draws: 199, seed: UInt64(seed)).wholeP <= 0.05 { small += 1 }
    }
    // Above 9 of 60 would be four standard errors from 5 %.
    #expect(small <= 9, "\(small) of 60")
  }

  @Test("nothing leads nowhere")
  func empty() throws {
    let sequences = CodeSequences(try TurnTable(codes: [], documents: []).snapshot())
    #expect(sequences.total == 0 && sequences.cells.isEmpty && sequences.stationary.isEmpty)
    #expect(sequences.likelihoodRatio.value == nil)
    let one = TurnTable(
      codes: ["a"], documents: [.init(label: "D", turns: [.init(label: "1", codes: [0])])])
    let single = CodeSequences(try one.snapshot())
    #expect(single.total == 0 && single.cells[0].probability.value == nil)
  }

  @Test("where a code cannot follow itself, only other codes are led to")
  func withoutRepeats() throws {
    let order = [0, 0, 1, 2, 2, 0, 2, 1, 1, 3, 0, 3, 2]
    let table = TurnTable(
      codes: ["a", "b", "c", "d"],
      documents: [
        .init(label: "D", turns: order.map { .init(label: "", codes: [$0]) }),
        .init(label: "E", turns: [.init(label: "", codes: [1]), .init(label: "", codes: [1])]),
      ])
    let all = CodeSequences(try table.snapshot())
    let stays = CodeSequences(try table.snapshot(), withoutRepeats: true)
    for from in 0..<4 {
      for to in 0..<4 { #expect(stays.counts[from][to] == (from == to ? 0 : all.counts[from][to])) }
    }
    #expect(stays.total == 9 && all.total == 13)
    // Nothing leads anywhere in E, where one code is all there is.
    #expect(stays.transcripts == 1 && all.transcripts == 2)
    #expect(stays.cells.count == 12 && stays.cells.allSatisfy { $0.from != $0.to })
    let quasi = try TransitionTable(stays.counts).quasiIndependence
    for cell in stays.cells {
      #expect(cell.expected == quasi.expected[cell.from][cell.to])
      #expect(cell.residual.value == quasi.adjustedResiduals[cell.from][cell.to].value)
    }
    #expect(stays.degrees == 5)
    #expect(stays.notes.contains { $0.contains("quasi-independence") })
  }
}
