import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Co-occurrence is what its definition says, in every unit")
struct CooccurrenceModelTests {
  /// Six positions: a household, the interviewer, a label, another household.
  static let small = SpanStudy(
    transcripts: [TranscriptEntry(label: "T1", cases: [0, 1])],
    texts: [
      SpanStudy.Text(
        transcript: 0, scalars: 6,
        turns: [
          .init(start: 0, end: 2, participant: 0), .init(start: 2, end: 3, role: .interviewer),
          .init(start: 4, end: 6, participant: 1),
        ],
        sentences: [(0, 1), (1, 2), (2, 3), (4, 6)])
    ],
    participants: [[0], [1]], cases: 2, parents: [-1, -1, -1])

  static let spans = (0..<6).flatMap { start in (start + 1...6).map { (start, $0) } }

  @Test("for every two codings on six positions: 3 codes, 2 coders")
  func everyTwo() throws {
    let labelled = CooccurrenceModelTests.spans.flatMap { span in
      (0..<6).map { SpanStudy.Mark(start: span.0, end: span.1, code: $0 % 3, coder: $0 / 3) }
    }
    var turn = 0
    for first in labelled.indices {
      for second in first + 1..<max(labelled.count, first + 1) {
        turn += 1
        try check(
          [labelled[first], labelled[second]], [CooccurrenceUnit.ofStudies[turn % 9]], turn / 9)
      }
    }
    #expect(turn == 126 * 125 / 2)
  }

  @Test("for every set of up to four spans on six positions, codes and coders drawn")
  func everySpanSet() throws {
    var random = SeededGenerator(seed: 41)
    let spans = CooccurrenceModelTests.spans
    var sets: [[Int]] = [[]]
    var level: [[Int]] = [[]]
    for _ in 0..<4 {
      level = level.flatMap { set in
        ((set.last ?? -1) + 1..<max(spans.count, (set.last ?? -1) + 1)).map { set + [$0] }
      }
      sets += level
    }
    #expect(sets.count == 1 + 21 + 210 + 1_330 + 5_985)
    for (turn, set) in sets.enumerated() {
      let marks = set.map { index in
        SpanStudy.Mark(
          start: spans[index].0, end: spans[index].1,
          code: Int.random(in: 0..<3, using: &random),
          coder: Int.random(in: 0..<2, using: &random))
      }
      try check(marks, [CooccurrenceUnit.ofStudies[turn % 9]], turn / 9)
    }
  }

  @Test("for studies with several transcripts, translations, interviewers and nested codes")
  func wholeStudies() throws {
    for seed in UInt64(1)...60 {
      var random = SeededGenerator(seed: seed)
      let study = SpanStudy.random(&random)
      for unit in CooccurrenceUnit.ofStudies {
        for coders in [CoderChoice.each, .pooled, .only(1)] {
          try compare(
            study, unit, coders, rollup: Bool.random(using: &random),
            includeInterviewer: Bool.random(using: &random), "seed \(seed)")
        }
      }
    }
  }

  @Test("for windows of turns, of two and of more than a transcript has")
  func windows() throws {
    for seed in UInt64(1)...60 {
      var random = SeededGenerator(seed: seed)
      let study = SpanStudy.random(&random)
      for size in [2, 3, 50] {
        for coders in [CoderChoice.each, .pooled, .only(0)] {
          try compare(
            study, .window, coders, rollup: seed % 2 == 0,
            includeInterviewer: Bool.random(using: &random), window: size, "seed \(seed)")
        }
      }
    }
  }

  /// Every relation, with distances from nothing to more than the text.
  static let relations =
    SpanRelation.plain.map(\.relation)
    + SpanRelation.Distance.allCases.flatMap { distance in
      [0, 1, 2, 9].map { SpanRelation.near($0, distance) }
    }

  @Test("for every two spans on six positions in every relation, by one coder and by two")
  func everyRelation() throws {
    let spans = CooccurrenceModelTests.spans
    var study = CooccurrenceModelTests.small
    var checked = 0
    for first in spans {
      for second in spans {
        study.marks = [
          .init(start: first.0, end: first.1, code: 0),
          .init(start: second.0, end: second.1, code: 1, coder: checked % 7 == 0 ? 1 : 0),
        ]
        for relation in CooccurrenceModelTests.relations {
          checked += 1
          try compare(
            study, checked % 2 == 0 ? .pairs : .quotations, checked % 5 == 0 ? .pooled : .each,
            rollup: false, includeInterviewer: true, relation: relation,
            asksEvidence: checked % 3 == 0, "\(first) \(second)")
        }
      }
    }
    #expect(checked == 21 * 21 * 18)
  }

  @Test("for studies with many passages in every relation")
  func everyRelationInWholeStudies() throws {
    for seed in UInt64(1)...50 {
      var random = SeededGenerator(seed: seed)
      let study = SpanStudy.random(&random)
      for relation in CooccurrenceModelTests.relations {
        for unit in [CooccurrenceUnit.pairs, .quotations] {
          try compare(
            study, unit, [CoderChoice.each, .pooled, .only(1)][Int(seed) % 3],
            rollup: seed % 2 == 0, includeInterviewer: false, relation: relation, "seed \(seed)")
        }
      }
    }
  }

  private func check(_ marks: [SpanStudy.Mark], _ units: [CooccurrenceUnit], _ turn: Int) throws {
    var study = CooccurrenceModelTests.small
    study.marks = marks
    for unit in units {
      let coders = [CoderChoice.each, .pooled, .only(0)][turn % 3]
      try compare(
        study, unit, coders, rollup: false, includeInterviewer: turn % 2 == 0,
        asksEvidence: turn % 4 == 0, "\(marks)")
    }
  }

  private func compare(
    _ study: SpanStudy, _ unit: CooccurrenceUnit, _ coders: CoderChoice, rollup: Bool,
    includeInterviewer: Bool, relation: SpanRelation = .overlaps, asksEvidence: Bool = true,
    window: Int = 2, _ name: String
  ) throws {
    let snapshot = try study.snapshot()
    let query = try CooccurrenceQuery(
      unit: unit, relation: relation, coders: coders, rollup: rollup,
      includeInterviewer: includeInterviewer, sentences: try study.sentences(),
      window: window)
    let table = cooccurrence(in: snapshot, asking: query)
    let model = CooccurrenceModel(
      study: study, coders: coders, rollup: rollup, includeInterviewer: includeInterviewer,
      relation: relation, window: window)
    let codes = Array(study.parents.indices)
    var wrong: [String] = []
    if table.n != codes.map({ model.n($0, unit) }) { wrong.append("n") }
    if let total = model.total(unit), table.total != total { wrong.append("N") }
    for a in codes {
      for b in codes {
        let expected = model.both(a, b, unit)
        if table[a, b] != expected { wrong.append("\(a) with \(b)") }
        if table.split(a, b) != model.split(a, b, unit) { wrong.append("split \(a) \(b)") }
        // Asking for evidence is dear; of the many small studies every fourth is asked.
        if asksEvidence, !isEvident(table, a, b, expected, snapshot) {
          wrong.append("evidence \(a) \(b)")
        }
      }
    }
    #expect(
      wrong.isEmpty,
      "\(unit) \(relation) \(coders) rollup \(rollup) with interviewer \(includeInterviewer) \(name)"
    )
  }

  /// Every number leads back to its passages.
  private func isEvident(
    _ table: CooccurrenceTable, _ a: Int, _ b: Int, _ count: Int, _ snapshot: StudySnapshot
  ) -> Bool {
    let evidence = table.passages(ofPair: a, b, in: snapshot)
    guard evidence.allSatisfy({ !$0.first.isEmpty && !$0.second.isEmpty }) else { return false }
    return switch table.unit {
    case .pairs, .sentence, .turn, .window, .transcript, .participant, .case, .row:
      evidence.count == count
    case .quotations: Set(evidence.map(\.first)).count == count
    case .regions, .characters: evidence.isEmpty == (count == 0)
    }
  }
}

extension SpanStudy {
  /// A small study with a bit of everything.
  static func random(_ random: inout SeededGenerator) -> SpanStudy {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    var study = SpanStudy(texts: [], parents: [-1, 0, 1, 0, -1, 4], coders: number(1...3))
    study.cases = 4
    study.sites = 2
    study.participants = (0..<5).map { _ in
      (0..<number(0...2)).map { _ in Int32(number(0...3)) }.reduce(into: []) { cases, index in
        if !cases.contains(index) { cases.append(index) }
      }
    }
    study.transcripts = (0..<3).map { index in
      TranscriptEntry(
        label: "T\(index)", kind: ["household", "official", ""][number(0...2)],
        site: Int32(number(-1...1)), cases: (0..<Int32(number(0...3))).map { $0 })
    }
    for transcript in 0..<3 {
      for layer in 0..<number(1...2) {
        study.texts.append(text(of: transcript, isOriginal: layer == 0, &random))
      }
    }
    for _ in 0..<number(0...25) {
      let text = number(0...study.texts.count - 1)
      let start = number(0...study.texts[text].scalars - 1)
      study.marks.append(
        Mark(
          text: text, start: start, end: number(start + 1...study.texts[text].scalars),
          code: number(0...5), coder: number(0...study.coders - 1)))
    }
    // Two codes on the same stretch by the same coder happen all the time in practice.
    for mark in study.marks.prefix(5) {
      var other = mark
      other.code = number(0...5)
      if !study.marks.contains(other) { study.marks.append(other) }
    }
    study.marks = Array(Set(study.marks))
    return study
  }

  private static func text(
    of transcript: Int, isOriginal: Bool, _ random: inout SeededGenerator
  ) -> Text {
    var turns: [Turn] = []
    var position = 0
    for _ in 0..<Int.random(in: 2...4, using: &random) {
      position += Int.random(in: 0...2, using: &random)
      let end = position + Int.random(in: 1...6, using: &random)
      let role = Role.allCases[Int.random(in: 0..<4, using: &random)]
      turns.append(
        Turn(
          start: position, end: end, role: role,
          participant: Int.random(in: -1...4, using: &random)))
      position = end
    }
    let sentences = turns.flatMap { turn -> [(start: Int, end: Int)] in
      let middle = Int.random(in: turn.start...turn.end, using: &random)
      let parts = [(start: turn.start, end: middle), (start: middle, end: turn.end)]
      return parts.filter { $0.end > $0.start }
    }
    return Text(
      transcript: transcript, scalars: position + 1, turns: turns, isOriginal: isOriginal,
      sentences: sentences)
  }
}
