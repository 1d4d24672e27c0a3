import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Random studies of several coders, compared with counts from the definitions, turn by turn and
/// character by character.
@Suite("Agreement counts what the definitions say")
struct AgreementModelTests {
  typealias Mark = SpanStudy.Mark

  /// Three texts of four turns of ten characters, a label of two before each.
  private func study(_ generator: inout SeededGenerator, coders: Int) -> SpanStudy {
    var study = SpanStudy(
      transcripts: (1...3).map { TranscriptEntry(label: "T\($0)") },
      texts: (0..<3).map { transcript in
        .init(
          transcript: transcript, scalars: 50,
          turns: (0..<4).map { turn in
            .init(
              start: turn * 12 + 2, end: turn * 12 + 12,
              role: turn % 2 == 0 ? .interviewer : .respondent)
          })
      },
      parents: [-1, 0, -1], coders: coders)
    for text in 0..<3 {
      // Every coder codes something everywhere, or the transcript would not be compared.
      for coder in 0..<coders {
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
          let start = Int.random(in: 0..<49, using: &generator)
          study.marks.append(
            Mark(
              text: text, start: start,
              end: min(50, start + Int.random(in: 1...20, using: &generator)),
              code: Int.random(in: 0..<3, using: &generator), coder: coder))
        }
      }
    }
    study.marks = Array(Set(study.marks))
    return study
  }

  /// Alpha of present/absent ratings of complete units, from its definition.
  private func alpha(_ ratings: [[Bool]]) -> Double? {
    let coders = ratings.first?.count ?? 0
    let all = ratings.flatMap(\.self)
    let present = all.count { $0 }
    let expected = 2 * Double(present) * Double(all.count - present)
    guard expected > 0 else { return nil }
    var observed = 0.0
    for unit in ratings {
      let here = unit.count { $0 }
      observed += Double(2 * here * (coders - here)) / Double(coders - 1)
    }
    return 1 - observed * Double(all.count - 1) / expected
  }

  private func expect(_ got: Coefficient, _ want: Double?, _ comment: String) {
    if let want {
      #expect(abs((got.value ?? 99) - want) < 1e-9, "\(comment): \(got) instead of \(want)")
    } else {
      #expect(got.value == nil, "\(comment)")
    }
  }

  @Test("on turns", arguments: 0..<40)
  func turns(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let coders = Int.random(in: 2...4, using: &generator)
    let study = study(&generator, coders: coders)
    let snapshot = try study.snapshot()
    let scope = try AgreementScope(snapshot)
    for (rollup, include) in [(false, false), (true, false), (false, true)] {
      let table = try agreement(
        in: snapshot, scope: scope, codes: [0, 1, 2], rollup: rollup,
        includeInterviewer: include)
      for row in table.rows {
        let code = try #require(snapshot.codebook.codes.firstIndex { $0.slug == row.name })
        let counted = rollup && code == 0 ? [0, 1] : [code]
        var ratings: [[Bool]] = []
        for text in 0..<3 {
          for turn in study.texts[text].turns where include || turn.role != .interviewer {
            ratings.append(
              (0..<coders).map { coder in
                study.marks.contains {
                  $0.text == text && $0.coder == coder && counted.contains($0.code)
                    && $0.start < turn.end && turn.start < $0.end
                }
              })
          }
        }
        #expect(row.units == ratings.count)
        expect(row.alpha, alpha(ratings), "\(row.name)")
        let pairs = ratings.map { unit in
          let here = unit.count { $0 }
          let agreeing = here * (here - 1) + (coders - here) * (coders - here - 1)
          return Double(agreeing) / Double(coders * (coders - 1))
        }
        expect(row.percent, pairs.reduce(0, +) / Double(pairs.count), "percent")
        #expect(
          row.users.count == (0..<coders).count { coder in ratings.contains { $0[coder] } })
        let split = disagreements(
          in: snapshot, scope: scope, code: code, rollup: rollup, includeInterviewer: include)
        #expect(split.count == ratings.count { Set($0).count == 2 })
        for unit in split {
          #expect(unit.present.count + unit.absent.count == coders)
          #expect(!unit.rows.isEmpty)
        }
      }
    }
  }

  @Test("on sentences, of the respondents or of everybody", arguments: 0..<30)
  func sentences(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let coders = Int.random(in: 2...4, using: &generator)
    var study = study(&generator, coders: coders)
    // Each turn is two sentences, of four characters and of six.
    for text in study.texts.indices {
      study.texts[text].sentences = study.texts[text].turns.flatMap {
        [($0.start, $0.start + 4), ($0.start + 4, $0.end)]
      }
    }
    let snapshot = try study.snapshot()
    let scope = try AgreementScope(snapshot)
    for include in [false, true] {
      let table = try agreement(
        in: snapshot, scope: scope, codes: [0, 1, 2], unit: .sentence,
        includeInterviewer: include, sentences: try study.sentences())
      #expect(table.unit == "sentence")
      for row in table.rows {
        let code = try #require(snapshot.codebook.codes.firstIndex { $0.slug == row.name })
        var ratings: [[Bool]] = []
        for text in study.texts.indices {
          for sentence in study.texts[text].sentences {
            let isAsked = study.texts[text].turns.contains {
              $0.role == .interviewer && $0.start <= sentence.start && sentence.end <= $0.end
            }
            guard include || !isAsked else { continue }
            ratings.append(
              (0..<coders).map { coder in
                study.marks.contains {
                  $0.text == text && $0.coder == coder && $0.code == code
                    && $0.start < sentence.end && sentence.start < $0.end
                }
              })
          }
        }
        #expect(row.units == ratings.count)
        expect(row.alpha, alpha(ratings), "\(row.name)")
        let split = disagreements(
          in: snapshot, scope: scope, code: code, unit: .sentence, includeInterviewer: include,
          sentences: try study.sentences())
        #expect(split.count == ratings.count { Set($0).count == 2 })
        let lengths = Set(split.compactMap { $0.sentence?.span.length })
        #expect(lengths.isSubset(of: [4, 6]))
        #expect(split.allSatisfy { !$0.rows.isEmpty && $0.turn != nil })
      }
    }
  }

  @Test("on transcripts", arguments: 0..<10)
  func transcripts(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let study = study(&generator, coders: 3)
    let snapshot = try study.snapshot()
    let table = try agreement(
      in: snapshot, scope: try AgreementScope(snapshot), codes: [2], unit: .transcript)
    let ratings = (0..<3).map { text in
      (0..<3).map { coder in
        study.marks.contains { $0.text == text && $0.coder == coder && $0.code == 2 }
      }
    }
    expect(table.rows[0].alpha, alpha(ratings), "transcript")
    #expect(table.rows[0].units == 3)
  }

  @Test("on characters", arguments: 0..<40)
  func characters(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let coders = Int.random(in: 2...3, using: &generator)
    let study = study(&generator, coders: coders)
    let snapshot = try study.snapshot()
    let table = try spanAgreement(
      in: snapshot, scope: try AgreementScope(snapshot), codes: [0, 1, 2],
      includeInterviewer: true)
    for row in table.rows {
      let code = try #require(snapshot.codebook.codes.firstIndex { $0.slug == row.name })
      // Who covers each character of each text, and the runs of each coder.
      var covered: [[Bool]] = []
      var runs = 0
      var coveredLength = 0
      for text in 0..<3 {
        var places = [[Bool]](repeating: [Bool](repeating: false, count: coders), count: 50)
        for mark in study.marks where mark.text == text && mark.code == code {
          for place in mark.start..<mark.end { places[place][mark.coder] = true }
        }
        covered += places
        for coder in 0..<coders {
          var run = 0
          for place in 0...50 {
            if place < 50, places[place][coder] {
              run += 1
            } else {
              runs += run * run
              coveredLength += run
              run = 0
            }
          }
        }
      }
      #expect(row.units == 150)
      #expect(
        row.measures.first { $0.coefficient == "alpha" }?.result.value == nil
          || abs((alpha(covered) ?? 99) - (measure("alpha", row) ?? 0)) < 1e-9)
      // |uα from the paper: gaps count by places, units by their squares.
      let all = Double(150 * coders)
      let gaps = all - Double(coveredLength)
      var apart = 0.0
      for place in covered {
        let here = place.count { $0 }
        apart += Double(here * (coders - here)) / Double(coders - 1)
      }
      let expected = all * gaps * Double(coveredLength) / (all * all - gaps - Double(runs))
      expect(row.alpha, expected > 0 ? 1 - apart / expected : nil, "|uα")
    }
  }

  private func measure(_ name: String, _ row: AgreementTable.Row) -> Double? {
    row.measures.first { $0.coefficient == name }?.result.value
  }
}
