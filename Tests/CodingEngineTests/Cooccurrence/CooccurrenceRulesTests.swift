import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Co-occurrence keeps its rules")
struct CooccurrenceRulesTests {
  typealias Mark = SpanStudy.Mark

  @Test("touching quotations do not overlap, and a code is no pair with itself")
  func touching() throws {
    var study = SpanStudy(texts: [.init(transcript: 0, scalars: 20, turns: [])], parents: [-1, -1])
    study.marks = [
      Mark(start: 0, end: 5, code: 0), Mark(start: 5, end: 9, code: 1),
      Mark(start: 2, end: 4, code: 0),
    ]
    let snapshot = try study.snapshot()
    for unit in [CooccurrenceUnit.pairs, .quotations, .regions, .characters] {
      let table = cooccurrence(in: snapshot, unit: unit)
      #expect(table[0, 1] == 0 && table[1, 0] == 0 && table[0, 0] == 0)
    }
    #expect(cooccurrence(in: snapshot, unit: .characters).n == [5, 4])
    #expect(cooccurrence(in: snapshot, unit: .characters).total == 20)
  }

  @Test("coders are added up, kept apart, pooled, or chosen")
  func coders() throws {
    var study = SpanStudy(
      texts: [.init(transcript: 0, scalars: 10, turns: [.init(start: 0, end: 10)])],
      parents: [-1, -1])
    // Both code alike: two pairs within coders, four when pooled, one for each alone.
    study.marks = [0, 1].flatMap { coder in
      [0, 1].map { Mark(start: 0, end: 10, code: $0, coder: coder) }
    }
    let alike = try study.snapshot()
    #expect(cooccurrence(in: alike, unit: .pairs)[0, 1] == 2)
    // Pairs are pairs of codings, quotations are passages.
    for (unit, n) in [(CooccurrenceUnit.pairs, [4, 2, 2]), (.quotations, [1, 1, 1])] {
      let pooled = cooccurrence(in: alike, unit: unit, coders: .pooled)
      let counted = [pooled[0, 1]] + pooled.n
      #expect(counted == n)
      #expect(pooled.passages(ofPair: 0, 1, in: alike).count == n[0])
      #expect(pooled.notes.contains { $0.hasPrefix("pooled: pairs") } == (unit == .pairs))
    }
    #expect(cooccurrence(in: alike, unit: .pairs, coders: .only(1))[0, 1] == 1)
    #expect(cooccurrence(in: alike, unit: .characters)[0, 1] == 20)
    #expect(cooccurrence(in: alike, unit: .characters, coders: .pooled)[0, 1] == 10)
    let turns = cooccurrence(in: alike, unit: .turn)
    #expect(turns[0, 1] == 1 && turns.n == [1, 1] && turns.total == 1)
    // Each puts another code: together in the turn, but by nobody.
    study.marks = [Mark(start: 0, end: 10, code: 0), Mark(start: 0, end: 10, code: 1, coder: 1)]
    let apart = try study.snapshot()
    let table = cooccurrence(in: apart, unit: .turn)
    #expect(table[0, 1] == 0 && table.split(0, 1) == 1 && table.n == [1, 1])
    #expect(table.jaccard(0, 1) == .value(0))
    #expect(cooccurrence(in: apart, unit: .turn, coders: .pooled)[0, 1] == 1)
    #expect(cooccurrence(in: apart, unit: .pairs)[0, 1] == 0)
  }

  @Test("a transcript that is coded in two layers is counted in both, and that is said")
  func severalLayers() throws {
    var study = SpanStudy(
      texts: [
        .init(transcript: 0, scalars: 10, turns: [.init(start: 0, end: 10)]),
        .init(transcript: 0, scalars: 20, turns: [.init(start: 0, end: 20)], isOriginal: false),
      ], parents: [-1, -1], coders: 1)
    study.marks = [0, 1].map { Mark(start: 0, end: 10, code: $0) }
    for unit in [CooccurrenceUnit.characters, .pairs] {
      let notes = cooccurrence(in: try study.snapshot(), unit: unit).notes
      #expect(!notes.contains { $0.contains("layer") })
    }
    study.marks += [0, 1].map { Mark(text: 1, start: 0, end: 20, code: $0) }
    let both = try study.snapshot()
    let table = cooccurrence(in: both, unit: .characters)
    #expect(table[0, 1] == 30)
    #expect(table.notes.contains { $0.hasPrefix("coded in more than one layer: T1;") })
    #expect(!cooccurrence(in: both, unit: .turn).notes.contains { $0.contains("more than one") })
  }

  @Test("interviewer turns are no units and their words no characters, unless asked for")
  func interviewer() throws {
    var study = SpanStudy(
      texts: [
        .init(
          transcript: 0, scalars: 30,
          turns: [
            .init(start: 0, end: 10, role: .interviewer), .init(start: 10, end: 20),
            .init(start: 20, end: 30, role: .unknown),
          ])
      ], parents: [-1, -1])
    study.marks = [
      Mark(start: 0, end: 15, code: 0), Mark(start: 5, end: 25, code: 1),
      Mark(start: 2, end: 4, code: 1),
    ]
    let snapshot = try study.snapshot()
    let turns = cooccurrence(in: snapshot, unit: .turn)
    #expect(turns.n == [1, 2] && turns[0, 1] == 1 && turns.total == 2)
    let all = cooccurrence(in: snapshot, unit: .turn, includeInterviewer: true)
    #expect(all.n == [2, 3] && all[0, 1] == 2 && all.total == 3)
    let characters = cooccurrence(in: snapshot, unit: .characters)
    #expect(characters.n == [5, 15] && characters[0, 1] == 5 && characters.total == 20)
    #expect(cooccurrence(in: snapshot, unit: .pairs)[0, 1] == 2)
    #expect(turns.notes.contains("1 coding lies in interviewer turns"))
    #expect(turns.notes.contains("1 turn has a speaker of unknown role"))
  }

  @Test("what is coded in a translation counts for the original's turn and adds no unit")
  func layers() throws {
    var study = SpanStudy(
      texts: [
        .init(
          transcript: 0, scalars: 30, turns: [.init(start: 0, end: 9), .init(start: 10, end: 30)]),
        .init(
          transcript: 0, scalars: 60, turns: [.init(start: 0, end: 20), .init(start: 21, end: 60)],
          isOriginal: false),
      ], parents: [-1, -1])
    study.marks = [Mark(start: 2, end: 4, code: 0), Mark(text: 1, start: 5, end: 9, code: 1)]
    let table = cooccurrence(in: try study.snapshot(), unit: .turn)
    #expect(table.total == 2 && table.n == [1, 1] && table[0, 1] == 1)
    #expect(cooccurrence(in: try study.snapshot(), unit: .transcript)[0, 1] == 1)
    study.texts[1].turns.removeLast()
    let unmatched = cooccurrence(in: try study.snapshot(), unit: .turn)
    #expect(unmatched.n == [1, 0])
    #expect(
      unmatched.notes.contains { $0.contains("1 coding is left out: it lies in translations") })
  }

  @Test("a rolled-up entry and what lies below it are marked as structural")
  func structural() throws {
    var study = SpanStudy(
      texts: [.init(transcript: 0, scalars: 9, turns: [])], parents: [-1, 0, 0])
    study.marks = [Mark(start: 0, end: 5, code: 1), Mark(start: 0, end: 5, code: 2)]
    let table = cooccurrence(in: try study.snapshot(), unit: .pairs, rollup: true)
    #expect(table.n == [1, 1, 1])
    #expect(table.isStructural(0, 1) && table.isStructural(2, 0) && !table.isStructural(1, 2))
    let plain = cooccurrence(in: try study.snapshot(), unit: .pairs)
    #expect(plain.n == [0, 1, 1] && !plain.isStructural(0, 1))
    #expect(plain.jaccard(0, 1).value == nil)
  }

  @Test("codes may be asked in any order and any selection without another number changing")
  func selection() throws {
    for seed in UInt64(1)...40 {
      var random = SeededGenerator(seed: seed)
      let snapshot = try SpanStudy.random(&random).snapshot()
      let chosen = [4, 1, 3, 1]
      for unit in CooccurrenceUnit.ofStudies {
        let whole = cooccurrence(in: snapshot, unit: unit, rollup: true)
        let part = cooccurrence(in: snapshot, codes: chosen, unit: unit, rollup: true)
        #expect(part.codes == [1, 3, 4])
        #expect(part.n == part.codes.map { whole.n[$0] }, "seed \(seed)")
        for (a, first) in part.codes.enumerated() {
          for (b, second) in part.codes.enumerated() {
            #expect(part[a, b] == whole[first, second], "\(unit) seed \(seed)")
            if unit != .quotations { #expect(part[a, b] == part[b, a]) }
            if unit.isIncidence { #expect(part[a, b] <= min(part.n[a], part.n[b])) }
          }
        }
      }
    }
  }

  @Test("nothing gives nothing, and no coefficient")
  func empty() throws {
    let study = SpanStudy(transcripts: [], texts: [], parents: [-1, -1], coders: 0)
    let snapshot = try study.snapshot()
    for unit in CooccurrenceUnit.ofStudies {
      for coders in [CoderChoice.each, .pooled] {
        let table = cooccurrence(in: snapshot, unit: unit, coders: coders)
        #expect(table.n == [0, 0] && table[0, 1] == 0)
        #expect(table.jaccard(0, 1).value == nil)
      }
    }
    #expect(cooccurrence(in: snapshot, codes: [], unit: .pairs).pairs.isEmpty)
  }
}
