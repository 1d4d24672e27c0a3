import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Interviews with many codes are counted like those with few")
struct ManyCodesTests {
  @Test("in transcripts and cases with up to seventy codes each")
  func manyCodes() throws {
    for seed in UInt64(1)...4 {
      var random = SeededGenerator(seed: seed)
      let size = 80
      var study = SpanStudy(
        transcripts: (0..<70).map { TranscriptEntry(label: "T\($0)", cases: [Int32($0 % 9)]) },
        texts: (0..<70).map { .init(transcript: $0, scalars: 100, turns: []) },
        cases: 9, parents: (0..<size).map { _ in -1 })
      for text in 0..<70 {
        for _ in 0..<[3, 30, 70][text % 3] {
          study.marks.append(
            .init(
              text: text, start: 0, end: 9, code: Int.random(in: 0..<size, using: &random),
              coder: Int.random(in: 0..<2, using: &random)))
        }
      }
      let snapshot = try study.snapshot()
      for (unit, coders) in [
        (CooccurrenceUnit.transcript, CoderChoice.each), (.case, .each), (.transcript, .pooled),
      ] {
        let table = cooccurrence(in: snapshot, unit: unit, coders: coders)
        let expected = Incidences(study.marks, unit, coders)
        for a in 0..<size {
          #expect(table.n[a] == expected.units(of: a).count)
          let wrong = (a + 1..<max(size, a + 1)).filter { b in
            table[a, b] != expected.both(a, b).count
              || table.split(a, b)
                != expected.units(of: a).intersection(expected.units(of: b)).count
                - expected.both(a, b).count
          }
          #expect(wrong.isEmpty, "\(unit) \(coders) code \(a) seed \(seed)")
        }
      }
    }
  }

  /// Units by code and coder, as sets.
  private struct Incidences {
    private var byCoder: [[Set<Int>]]

    init(_ marks: [SpanStudy.Mark], _ unit: CooccurrenceUnit, _ coders: CoderChoice) {
      byCoder = [[Set<Int>]](
        repeating: [Set<Int>](repeating: [], count: 80), count: coders == .each ? 2 : 1)
      for mark in marks {
        let place = unit == .case ? mark.text % 9 : mark.text
        byCoder[coders == .each ? mark.coder : 0][mark.code].insert(place)
      }
    }

    func units(of code: Int) -> Set<Int> {
      byCoder.reduce(into: []) { $0.formUnion($1[code]) }
    }

    func both(_ a: Int, _ b: Int) -> Set<Int> {
      byCoder.reduce(into: []) { $0.formUnion($1[a].intersection($1[b])) }
    }
  }
}
