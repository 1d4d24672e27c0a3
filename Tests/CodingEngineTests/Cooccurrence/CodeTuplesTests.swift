import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Sets of codes are counted as their definition says")
struct CodeTuplesTests {
  typealias Mark = SpanStudy.Mark
  private static let units: [CooccurrenceUnit] = [
    .characters, .regions, .sentence, .turn, .transcript, .participant, .case,
  ]

  /// How often all codes of a set go together, by sets of positions and units.
  private func model(
    _ set: [Int], _ study: SpanStudy, _ unit: CooccurrenceUnit, _ coders: CoderChoice
  ) throws -> Int {
    // The model of pairs says for one coder and one code which units it is in: a code with
    // itself under another name. Here the units are found through single-code studies.
    let groups: [[Int]] =
      switch coders {
      case .each: (0..<study.coders).map { [$0] }
      case .pooled: [Array(0..<study.coders)]
      case .only(let one): [[one]]
      }
    if unit == .characters || unit == .regions {
      return groups.reduce(0) { sum, group in
        let covers = set.map { code -> Set<Int> in
          var cover: Set<Int> = []
          for mark in study.marks where mark.code == code && group.contains(mark.coder) {
            for position in mark.start..<mark.end {
              let isAsked = study.texts[mark.text].turns.contains {
                $0.role == .interviewer && $0.start <= position && position < $0.end
              }
              if unit == .regions || !isAsked { cover.insert(mark.text * 1_000_000 + position) }
            }
          }
          return cover
        }
        let shared = covers.dropFirst().reduce(covers[0]) { $0.intersection($1) }
        return sum + (unit == .regions ? shared.count { !shared.contains($0 - 1) } : shared.count)
      }
    }
    var found: Set<Int> = []
    for group in groups {
      let units = try set.map { code -> Set<Int> in
        var own = study
        own.marks = study.marks.filter { $0.code == code && group.contains($0.coder) }
        // Which layer has the sentences follows from all codings, so these stay, as code 5.
        own.marks += study.marks.map {
          Mark(text: $0.text, start: $0.start, end: $0.end, code: 5, coder: $0.coder)
        }
        let snapshot = try own.snapshot()
        let query = try CooccurrenceQuery(
          unit: unit, coders: .pooled, sentences: try study.sentences())
        let all = try passages(ofCodes: [code, 5], in: snapshot, asking: query)
        return Set(all.compactMap(\.unit))
      }
      found.formUnion(units.dropFirst().reduce(units[0]) { $0.intersection($1) })
    }
    return found.count
  }

  @Test("in every unit, for pairs and triples, coders apart, pooled and one")
  func sets() throws {
    var nonEmpty = 0
    for seed in UInt64(1)...40 {
      var random = SeededGenerator(seed: seed)
      var study = SpanStudy.random(&random)
      study.parents = [-1, -1, -1, -1, -1, -1]
      study.marks = Array(
        Set(
          study.marks.map { mark in
            Mark(
              text: mark.text, start: mark.start, end: mark.end, code: mark.code % 4,
              coder: mark.coder)
          })
      ).sorted()
      let snapshot = try study.snapshot()
      let unit = CodeTuplesTests.units[Int(seed) % 7]
      for coders in [CoderChoice.each, .pooled, .only(0)] {
        let query = try CooccurrenceQuery(
          unit: unit, coders: coders, sentences: try study.sentences())
        for size in 2...3 {
          let tuples = try codeTuples(in: snapshot, size: size, asking: query)
          let counted = Dictionary(uniqueKeysWithValues: tuples.rows.map { ($0.codes, $0.n) })
          for set in sets(of: size, from: 4) {
            let expected = try model(set, study, unit, coders)
            #expect(counted[set] ?? 0 == expected, "seed \(seed) \(unit) \(coders) \(set)")
            if expected > 0 { nonEmpty += 1 }
            let evidence = try passages(ofCodes: set, in: snapshot, asking: query)
            let isEvident =
              unit == .characters ? evidence.isEmpty == (expected == 0) : evidence.count == expected
            #expect(isEvident, "evidence, seed \(seed) \(unit) \(coders) \(set)")
          }
          let isSorted = zip(tuples.rows, tuples.rows.dropFirst()).allSatisfy { a, b in
            a.n > b.n || (a.n == b.n && a.codes.lexicographicallyPrecedes(b.codes))
          }
          #expect(isSorted)
        }
      }
    }
    #expect(nonEmpty > 150)
  }

  private func sets(of size: Int, from count: Int) -> [[Int]] {
    (0..<1 << count).filter { $0.nonzeroBitCount == size }.map { bits in
      (0..<count).filter { bits >> $0 & 1 == 1 }
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test("a set with an entry and what lies below it is left out when rolled up, and that is said")
  func structural() throws {
    var study = SpanStudy(
      texts: [.init(transcript: 0, scalars: 9, turns: [])], parents: [-1, 0, -1])
    study.marks = [Mark(start: 0, end: 5, code: 1), Mark(start: 0, end: 5, code: 2)]
    let query = try CooccurrenceQuery(unit: .transcript, rollup: true)
    let tuples = try codeTuples(in: try study.snapshot(), size: 2, asking: query)
    #expect(tuples.rows.map(\.codes) == [[0, 2], [1, 2]])
    #expect(tuples.notes.contains { $0.contains("1 set holds an entry and something below it") })
  }

  @Test("quotations, sizes out of range and too many sets are refused")
  func refusals() throws {
    var study = SpanStudy(
      texts: [.init(transcript: 0, scalars: 9, turns: [])], parents: (0..<120).map { _ in -1 })
    study.marks = (0..<120).map { Mark(start: 0, end: 5, code: $0) }
    let snapshot = try study.snapshot()
    let pairs = try CooccurrenceQuery(unit: .pairs)
    #expect(throws: CooccurrenceFailure.noTuples(.pairs)) {
      try codeTuples(in: snapshot, size: 3, asking: pairs)
    }
    let units = try CooccurrenceQuery(unit: .transcript)
    #expect(throws: CooccurrenceFailure.tupleSize(6)) {
      try codeTuples(in: snapshot, size: 6, asking: units)
    }
    #expect(throws: CooccurrenceFailure.self) {
      try codeTuples(in: snapshot, size: 5, asking: units)
    }
  }
}
