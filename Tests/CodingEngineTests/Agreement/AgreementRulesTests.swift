import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Agreement keeps its rules")
struct AgreementRulesTests {
  typealias Mark = SpanStudy.Mark

  /// Transcripts of ten turns; each coder's marks are (text, turn, code).
  private func study(
    texts: Int, _ marks: [[(text: Int, turn: Int, code: Int)]], parents: [Int] = [-1, -1, -1]
  ) throws -> StudySnapshot {
    var study = SpanStudy(
      transcripts: (0..<texts).map { TranscriptEntry(label: "T\($0 + 1)") },
      texts: (0..<texts).map { transcript in
        .init(
          transcript: transcript, scalars: 100,
          turns: (0..<10).map { .init(start: $0 * 10, end: $0 * 10 + 10) })
      }, parents: parents, coders: marks.count)
    study.marks = marks.enumerated().flatMap { coder, own in
      own.map {
        Mark(
          text: $0.text, start: $0.turn * 10, end: $0.turn * 10 + 10, code: $0.code, coder: coder)
      }
    }
    return try study.snapshot()
  }

  @Test("only transcripts count that every coder has coded, unless they are named")
  func scope() throws {
    let snapshot = try study(
      texts: 3, [[(0, 1, 0), (1, 1, 0), (2, 1, 0)], [(0, 1, 0), (2, 2, 1)], [(2, 3, 0)]])
    #expect(try AgreementScope(snapshot).transcripts == [2])
    #expect(try AgreementScope(snapshot, coders: [0, 1]).transcripts == [0, 2])
    #expect(try AgreementScope(snapshot, leaveOut: [2]).coders == [0, 1])
    let named = try AgreementScope(snapshot, coders: [0, 1], transcripts: [0, 1])
    #expect(named.transcripts == [0, 1])
    #expect(named.notes.contains { $0.contains("coder1 in T2") })
    let limits = StudySnapshot.Limits(
      words: "kind is household", transcripts: [0], cases: [], summary: "", notes: [])
    let within = try AgreementScope(snapshot, coders: [0, 1], within: limits)
    #expect(within.transcripts == [2])
    #expect(within.notes.contains("only transcripts where kind is household, each as a whole"))
  }

  @Test("codings of somebody left out do not enter")
  func leaveOut() throws {
    let own: [[(text: Int, turn: Int, code: Int)]] = [[(0, 1, 0), (0, 2, 0)], [(0, 1, 0)]]
    let without = try study(texts: 1, own)
    let with = try study(texts: 1, own + [[(0, 1, 0), (0, 2, 0), (0, 3, 0)]])
    let scope = try AgreementScope(with, leaveOut: [2])
    let (a, b) = (
      try agreement(in: without, scope: try AgreementScope(without)),
      try agreement(in: with, scope: scope)
    )
    #expect(a.rows.map(\.alpha) == b.rows.map(\.alpha))
    #expect(scope.notes.contains("left out: coder2"))
    let all = try agreement(in: with, scope: try AgreementScope(with))
    #expect(all.rows.map(\.alpha) != b.rows.map(\.alpha))
  }

  @Test("comparisons that cannot be made are refused")
  func refusals() throws {
    let alone = try study(texts: 1, [[(0, 1, 0)], []])
    #expect(throws: AgreementFailure.tooFewCoders(names: ["coder0"])) {
      try AgreementScope(alone)
    }
    let apart = try study(texts: 2, [[(0, 1, 0)], [(1, 1, 0)]])
    #expect(
      throws: AgreementFailure.noSharedTranscript(
        counts: ["coder0 coded 1 transcript", "coder1 coded 1 transcript"])
    ) { try AgreementScope(apart) }
    #expect(throws: AgreementFailure.comparedAndLeftOut(name: "coder1")) {
      try AgreementScope(apart, coders: [0, 1], leaveOut: [1])
    }
    #expect(throws: AgreementFailure.noDomain(code: "c0")) {
      try domainAgreement(
        in: apart, scope: try AgreementScope(apart, transcripts: [0, 1]), domain: 0)
    }
  }

  @Test("a code of one coder alone stands behind the others, and a code of nobody nowhere")
  func lonely() throws {
    let snapshot = try study(texts: 1, [[(0, 1, 0), (0, 2, 1)], [(0, 1, 1)]])
    let table = try agreement(in: snapshot, scope: try AgreementScope(snapshot))
    #expect(table.rows.map(\.name) == ["c1", "c0"])
    #expect(table.notes.contains("used by one coder only: c0 (coder0)"))
    let asked = try agreement(in: snapshot, scope: try AgreementScope(snapshot), codes: [2])
    #expect(asked.rows.map(\.users) == [[]])
    #expect(
      asked.rows[0].alpha == .undefined("no variation: all ratings are in one category"))
    #expect(asked.rows[0].low == asked.rows[0].alpha)
  }

  @Test("intervals need ten transcripts and ten units")
  func intervals() throws {
    func table(_ texts: Int, unit: AgreementUnit = .turn) throws -> AgreementTable {
      var marks: [[(text: Int, turn: Int, code: Int)]] = [[], []]
      for coder in 0..<2 {
        for text in 0..<texts {
          marks[coder].append((text, 1, 0))
          marks[coder].append((text, 2 + (text * (coder + 1)) % 7, 0))
          marks[coder].append((text, 9, 1))
          if text % 3 == coder { marks[coder].append((text, 8, 2)) }
        }
      }
      let snapshot = try study(texts: texts, marks)
      return try agreement(
        in: snapshot, scope: try AgreementScope(snapshot), unit: unit,
        resampling: AgreementResampling(resamples: 400, seed: 7))
    }
    #expect(try table(9).rows[0].low == .undefined("fewer than 10 documents"))
    #expect(try table(9).notes.allSatisfy { !$0.contains("seed") })
    let enough = try table(10)
    let (low, high) = (
      try #require(enough.rows[0].low.value), try #require(enough.rows[0].high.value)
    )
    let alpha = try #require(enough.rows[0].alpha.value)
    #expect(low < alpha && alpha < high)
    #expect(
      enough.notes.contains {
        $0 == "95 % percentile intervals from 400 resamples of the 10 documents, seed 7"
      })
    #expect(try table(10).rows[0].low == enough.rows[0].low)
    let sparse = try table(9, unit: .transcript)
    #expect(sparse.rows.last?.low.value == nil)
  }

  @Test("adding a transcript on which all agree as much leaves the point where it belongs")
  func spans() throws {
    let same = try study(texts: 2, [[(0, 1, 0), (1, 4, 0)], [(0, 1, 0), (1, 4, 0)]])
    let table = try spanAgreement(in: same, scope: try AgreementScope(same))
    #expect(table.rows[0].alpha == .value(1))
    #expect(table.rows[0].units == 200)
    #expect(table.rows[0].measures.first?.coefficient == "binary-u-alpha")
    #expect(table.rows[0].measures.allSatisfy { $0.over != "units" && $0.error == nil })
    let unitized = table.rows[0].measures.first { $0.coefficient == "alpha-u" }
    #expect(unitized?.result == .value(1))
  }

  @Test("a domain of codes that exclude each other has the family of 2016")
  func domain() throws {
    let snapshot = try study(
      texts: 1, [[(0, 1, 1), (0, 3, 2)], [(0, 1, 1), (0, 3, 1), (0, 5, 2)]], parents: [-1, 0, 0])
    let result = try domainAgreement(
      in: snapshot, scope: try AgreementScope(snapshot), domain: 0)
    #expect(
      result.measures.map { [$0.coefficient, $0.of] } == [
        ["u-alpha", ""], ["binary-u-alpha", ""], ["cu-alpha", ""], ["ku-alpha", "c1"],
        ["ku-alpha", "c2"],
      ])
    // Both marked turns 1 and 3, of 10 characters in 100.
    #expect(result.measures[2].coverage == .value(0.2))
    let double = try study(
      texts: 1, [[(0, 1, 1), (0, 1, 2)], [(0, 1, 1)]], parents: [-1, 0, 0])
    #expect(
      throws: AgreementFailure.overlapInDomain(
        coder: "coder0", transcript: "T1", codes: ["c1", "c2"])
    ) {
      try domainAgreement(in: double, scope: try AgreementScope(double), domain: 0)
    }
  }

  @Test("sets of codes are compared as sets, and empty ones too")
  func sets() throws {
    let same = try study(texts: 1, [[(0, 1, 0), (0, 1, 1)], [(0, 1, 0), (0, 1, 1)]])
    let result = try setAgreement(in: same, scope: try AgreementScope(same))
    #expect(result.alpha == .value(1))
    #expect(result.units == 10 && result.labels == 2)
    let other = try study(texts: 1, [[(0, 1, 0)], [(0, 2, 1)]])
    let apart = try setAgreement(in: other, scope: try AgreementScope(other))
    #expect((apart.alpha.value ?? 9) < 0.1)
    #expect(apart.observed == .value(0.2))
  }

  @Test("what is coded in a translation counts for the turn, and not for characters")
  func translations() throws {
    var study = SpanStudy(
      texts: [
        .init(
          transcript: 0, scalars: 20, turns: [.init(start: 0, end: 10), .init(start: 10, end: 20)]),
        .init(
          transcript: 0, scalars: 40, turns: [.init(start: 0, end: 20), .init(start: 20, end: 40)],
          isOriginal: false),
      ], parents: [-1])
    study.marks = [
      Mark(text: 0, start: 10, end: 20, code: 0),
      Mark(text: 1, start: 25, end: 30, code: 0, coder: 1),
    ]
    let snapshot = try study.snapshot()
    let scope = try AgreementScope(snapshot)
    #expect(try agreement(in: snapshot, scope: scope).rows[0].alpha == .value(1))
    let spans = try spanAgreement(in: snapshot, scope: scope)
    #expect(spans.rows[0].users == ["coder0"])
    #expect(spans.notes.contains { $0.hasPrefix("1 coding is left out: it lies in translations") })
    #expect(try scope.comparable(in: .turn, snapshot).transcripts == [0])
    #expect(try scope.comparable(in: .transcript, snapshot).transcripts == [0])
    for unit in [AgreementUnit.sentence, nil] {
      #expect(throws: AgreementFailure.self) { try scope.comparable(in: unit, snapshot) }
    }
  }

  @Test("who coded only the translation has not overlooked the original")
  func translationsAreMissing() throws {
    var study = SpanStudy(
      transcripts: [TranscriptEntry(label: "T1"), TranscriptEntry(label: "T2")],
      texts: [
        .init(
          transcript: 0, scalars: 20, turns: [.init(start: 0, end: 10), .init(start: 10, end: 20)]),
        .init(transcript: 0, scalars: 40, turns: [.init(start: 0, end: 40)], isOriginal: false),
        .init(
          transcript: 1, scalars: 20, turns: [.init(start: 0, end: 10), .init(start: 10, end: 20)]),
      ], parents: [-1])
    // In T1 the second coder worked on a translation, whose one turn is none of the original's.
    study.marks = [
      Mark(text: 0, start: 10, end: 20, code: 0),
      Mark(text: 1, start: 25, end: 30, code: 0, coder: 1),
      Mark(text: 2, start: 0, end: 10, code: 0),
      Mark(text: 2, start: 0, end: 10, code: 0, coder: 1),
    ]
    let snapshot = try study.snapshot()
    let scope = try AgreementScope(snapshot)
    #expect(scope.transcripts == [0, 1])
    for unit in [AgreementUnit.turn, .sentence, nil] {
      let narrowed = try scope.comparable(in: unit, snapshot)
      #expect(narrowed.transcripts == [1])
      let noun = unit?.rawValue ?? "character"
      #expect(
        narrowed.notes.last
          == "1 transcript is left out, coded in another layer than the one whose \(noun)s are "
          + "compared: T1 by coder1")
    }
    let spans = try spanAgreement(in: snapshot, scope: try scope.comparable(in: nil, snapshot))
    #expect(spans.rows[0].alpha == .value(1) && spans.rows[0].units == 20)
  }
}
