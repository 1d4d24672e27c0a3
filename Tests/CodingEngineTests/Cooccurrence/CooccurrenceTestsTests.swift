import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Codes are tested against chance by the way that their unit allows")
struct CooccurrenceTestsTests {
  /// Transcripts whose turns of ten characters carry codes.
  private func study(_ turns: [[[Int]]], codes: Int = 2, parents: [Int]? = nil) -> SpanStudy {
    var study = SpanStudy(
      transcripts: turns.indices.map { TranscriptEntry(label: "T\($0)", cases: [Int32($0)]) },
      texts: turns.enumerated().map { index, own in
        .init(
          transcript: index, scalars: own.count * 10,
          turns: own.indices.map { .init(start: $0 * 10, end: $0 * 10 + 10) })
      }, cases: turns.count, parents: parents ?? (0..<codes).map { _ in -1 }, coders: 1)
    for (text, own) in turns.enumerated() {
      for (turn, codes) in own.enumerated() {
        study.marks += codes.map {
          .init(text: text, start: turn * 10, end: turn * 10 + 5, code: $0)
        }
      }
    }
    return study
  }

  private func tests(
    _ study: SpanStudy, _ unit: CooccurrenceUnit, _ plan: CooccurrenceTestPlan = .init(),
    codes: [Int]? = nil, coders: CoderChoice = .each
  ) throws -> CooccurrenceTests {
    let snapshot = try study.snapshot()
    let query = try CooccurrenceQuery(
      unit: unit, coders: coders, sentences: unit == .sentence ? try study.sentences() : nil)
    return try cooccurrence(in: snapshot, codes: codes, asking: query).tests(in: snapshot, plan)
  }

  @Test("turns: p is the share of all ways to deal one code over the turns of each transcript")
  func dealing() throws {
    var random = SeededGenerator(seed: 6)
    var tested = 0
    for round in 0..<80 {
      let turns = (0..<2).map { _ in
        (0..<6).map { _ in (0..<2).filter { _ in Bool.random(using: &random) } }
      }
      let study = study(turns)
      let exact = try tests(study, .turn, .init(isExact: true))
      let drawn = try tests(study, .turn, .init(draws: 2_999, seed: UInt64(round)))
      guard let p = exact.test(0, 1) else { continue }
      tested += 1
      // All deals of code 1 with its number of turns in each transcript.
      let hands = turns.map { own in
        (0..<64).filter { hand in
          hand.nonzeroBitCount == own.count { $0.contains(1) }
        }.map { hand in own.indices.count { own[$0].contains(0) && hand >> $0 & 1 == 1 } }
      }
      let sums = hands[0].flatMap { a in hands[1].map { a + $0 } }
      let observed = turns.joined().count { $0 == [0, 1] }
      let upper = Double(sums.count { $0 >= observed }) / Double(sums.count)
      let lower = Double(sums.count { $0 <= observed }) / Double(sums.count)
      #expect(abs(p.pAtLeast - upper) < 1e-12 && abs(p.pAtMost - lower) < 1e-12, "\(turns)")
      #expect(abs(p.expected - Double(sums.reduce(0, +)) / Double(sums.count)) < 1e-12)
      #expect(abs(p.p - min(1, 2 * min(upper, lower))) < 1e-12)
      let error = (upper * (1 - upper) / 2_999).squareRoot()
      let found = try #require(drawn.test(0, 1))
      #expect(abs(found.pAtLeast - upper) < 5 * error + 0.001, "round \(round)")
    }
    #expect(tested > 20)
  }

  @Test("characters: p is the share of all ways to rotate one code")
  func turning() throws {
    var random = SeededGenerator(seed: 9)
    var tested = 0
    for round in 0..<40 {
      var study = SpanStudy(
        texts: [.init(transcript: 0, scalars: 60, turns: [])], parents: [-1, -1], coders: 1)
      for code in 0..<2 {
        for _ in 0..<3 {
          let start = Int.random(in: 0..<55, using: &random)
          study.marks.append(.init(start: start, end: start + 4, code: code))
        }
      }
      study.marks = Array(Set(study.marks))
      let result = try tests(study, .characters, .init(draws: 2_999, seed: UInt64(round)))
      guard let test = result.test(0, 1) else { continue }
      tested += 1
      let covers = (0..<2).map { code in
        Set(study.marks.filter { $0.code == code }.flatMap { $0.start..<$0.end })
      }
      let observed = covers[0].intersection(covers[1]).count
      let all = (0..<60).map { offset in
        covers[1].count { covers[0].contains(($0 + offset) % 60) }
      }
      let upper = Double(all.count { $0 >= observed }) / 60
      let error = (upper * (1 - upper) / 2_999).squareRoot()
      #expect(abs(test.pAtLeast - upper) < 5 * error + 0.001, "round \(round)")
      #expect(abs(test.expected - Double(all.reduce(0, +)) / 60) < 1e-9)
    }
    #expect(tested > 20)
  }

  @Test("turns: rotation keeps a long passage whole, where dealing finds it many times")
  func turningTurns() throws {
    var random = SeededGenerator(seed: 14)
    var tested = 0
    for round in 0..<60 {
      let turns = (0..<2).map { _ in
        (0..<9).map { _ in (0..<2).filter { _ in Bool.random(using: &random) } }
      }
      let result = try tests(
        study(turns), .turn, .init(draws: 2_999, seed: UInt64(round), isRotated: true))
      guard let test = result.test(0, 1) else { continue }
      tested += 1
      let sums = (0..<9).flatMap { a in
        (0..<9).map { b in
          [a, b].enumerated().reduce(0) { sum, one in
            sum
              + (0..<9).count {
                turns[one.offset][$0].contains(0)
                  && turns[one.offset][($0 + one.element) % 9].contains(1)
              }
          }
        }
      }
      let observed = turns.joined().count { $0 == [0, 1] }
      let upper = Double(sums.count { $0 >= observed }) / Double(sums.count)
      #expect(abs(test.pAtLeast - upper) < 5 * (upper * (1 - upper) / 2_999).squareRoot() + 0.001)
      #expect(abs(test.expected - Double(sums.reduce(0, +)) / Double(sums.count)) < 1e-9)
    }
    #expect(tested > 40)
    // One passage of each code over the same eight of forty turns.
    let long = [(0..<40).map { 10..<18 ~= $0 ? [0, 1] : [] }]
    let (dealt, turned) = try (
      tests(study(long), .turn), tests(study(long), .turn, .init(isRotated: true))
    )
    let (a, b) = (try #require(dealt.test(0, 1)), try #require(turned.test(0, 1)))
    #expect(a.p < 0.001 && b.p > 0.02, "\(a.p) \(b.p)")
    var whole = study(long)
    whole.marks = [0, 1].map { .init(start: 100, end: 180, code: $0) }
    let result = try tests(whole, .turn)
    #expect(result.notes.contains { $0.contains("2 codings reach over several turns") })
  }

  @Test("cases: p is Fisher's, of eight cases with four of each it is 2 of 70 at the ends")
  func exact() throws {
    let turns = (0..<8).map { [[Int]]([$0 < 4 ? [0, 1] : []]) }
    let result = try tests(study(turns), .case)
    let test = try #require(result.test(0, 1))
    #expect(abs(test.p - 2.0 / 70) < 1e-12 && abs(test.pAtLeast - 1.0 / 70) < 1e-12)
    #expect(test.pAtMost == 1 && test.expected == 2 && abs(test.q - test.p) < 1e-12)
    #expect(result.tested == 1 && result.untested.isEmpty)
  }

  @Test("the p of a pair depends on seed and codes, not on what else is asked")
  func seeds() throws {
    var random = SeededGenerator(seed: 2)
    let turns = (0..<3).map { _ in
      (0..<12).map { _ in (0..<4).filter { _ in Int.random(in: 0..<3, using: &random) == 0 } }
    }
    let study = study(turns, codes: 4)
    for unit in [CooccurrenceUnit.turn, .characters] {
      let all = try tests(study, unit, .init(draws: 499, seed: 7))
      let pair = try tests(study, unit, .init(draws: 499, seed: 7), codes: [1, 3])
      let (a, b) = (try #require(all.test(1, 3)), try #require(pair.test(0, 1)))
      #expect(a.pAtLeast == b.pAtLeast && a.pAtMost == b.pAtMost && a.p == b.p)
      #expect(all.test(1, 3) == all.test(3, 1))
      let other = try tests(study, unit, .init(draws: 499, seed: 8))
      let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
      #expect(pairs.contains { all.test($0.0, $0.1)?.p != other.test($0.0, $0.1)?.p })
    }
  }

  @Test("pairs that cannot be tested are counted by their reason, and the sum is right")
  func obstacles() throws {
    // 0 above 1; 2 once; 3 and 4 in different transcripts; 5 everywhere; 6 and 7 often.
    let turns: [[[Int]]] = [
      [[0, 1, 5, 6], [1, 0, 5, 6], [2, 3, 5], [3, 5], [5, 6, 7], [5, 6, 7], [5, 6, 7], [5]],
      [[4, 5], [4, 5], [5], [5], [5], [5], [5, 0], [5, 1]],
    ]
    let study = study(turns, parents: [-1, 0, -1, -1, -1, -1, -1, -1])
    let result = try tests(study, .turn, .init(draws: 999))
    #expect(result.obstacle(0, 1) == .parentAndChild)
    #expect(result.obstacle(2, 5) == .rare)
    #expect(result.obstacle(3, 4) == .apart)
    #expect(result.obstacle(5, 6) == .unattainable)
    #expect(result.obstacle(0, 7) == .lowExpectation)
    let untested = result.untested.reduce(0) { $0 + $1.count }
    #expect(result.tested + untested == 8 * 7 / 2)
    // So few draws cannot give a p below the level.
    let few = try tests(study, .turn, .init(draws: 30))
    #expect(few.tested == 0)
  }

  @Test("coders who put the codes on a turn one each leave the pair untested")
  func split() throws {
    var study = study([[[0], [0], [0], [1], [], []]])
    study.coders = 2
    study.marks.append(.init(start: 1, end: 3, code: 1, coder: 1))
    #expect(try tests(study, .turn).obstacle(0, 1) == .split)
    #expect(try tests(study, .turn, coders: .pooled).obstacle(0, 1) != .split)
    let table = cooccurrence(in: try study.snapshot(), unit: .turn)
    #expect(table.coefficient(.phi, 0, 1).value == nil)
    #expect(table.coefficient(.dice, 0, 1) == .value(0))
  }

  @Test("fewer than five cases are not tested, and quotations have no test")
  func refusals() throws {
    let turns = (0..<4).map { _ in [[0, 1], [0], [1], []] }
    let result = try tests(study(turns), .case)
    #expect(result.tested == 0 && result.obstacle(0, 1) == .fewUnits)
    #expect(result.notes.contains { $0.contains("fewer than 5 cases are not tested") })
    for unit in [CooccurrenceUnit.pairs, .quotations, .regions, .window] {
      #expect(throws: CooccurrenceFailure.noTest(unit)) { try tests(study(turns), unit) }
    }
    #expect(throws: CooccurrenceFailure.self) {
      try CooccurrenceQuery(unit: .turn, relation: .inside)
    }
    #expect(throws: CooccurrenceFailure.needsSentences) { try CooccurrenceQuery(unit: .sentence) }
  }

  @Test("codes put anywhere by chance are called unusual about as often as the level says")
  func calibration() throws {
    var random = SeededGenerator(seed: 40)
    var (rejected, tested) = ([0, 0], [0, 0])
    for _ in 0..<120 {
      let turns = (0..<3).map { _ in
        (0..<20).map { _ in (0..<2).filter { _ in Int.random(in: 0..<3, using: &random) == 0 } }
      }
      var scattered = study(turns.map { $0.map { _ in [] } })
      scattered.marks = (0..<24).map { index in
        let start = Int.random(in: 0..<190, using: &random)
        return .init(
          text: index % 3, start: start, end: start + Int.random(in: 3...10, using: &random),
          code: index / 3 % 2)
      }
      for (index, one) in [(study(turns), CooccurrenceUnit.turn), (scattered, .characters)]
        .enumerated()
      {
        guard let test = try tests(one.0, one.1, .init(draws: 99)).test(0, 1) else { continue }
        tested[index] += 1
        if test.p <= 0.05 { rejected[index] += 1 }
      }
    }
    #expect(tested[0] > 110 && tested[1] > 110)
    // Above 15 of 120 would be nearly four standard errors from 5 %.
    #expect(rejected[0] <= 15 && rejected[1] <= 15, "\(rejected) of \(tested)")
  }

  @Test("codes that are always together are found, with the smallest p that draws allow")
  func power() throws {
    let turns = (0..<4).map { _ in (0..<20).map { $0 % 4 == 0 ? [0, 1] : [] } }
    let turn = try #require(try tests(study(turns), .turn, .init(draws: 999)).test(0, 1))
    #expect(turn.p == 0.002 && turn.pAtMost == 1)
    let exact = try #require(try tests(study(turns), .turn, .init(isExact: true)).test(0, 1))
    #expect(exact.p < 1e-10)
  }
}
