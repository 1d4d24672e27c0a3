import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Counts of codings")
struct CountsTests {
  /// Codes 1 and 2 lie below 0; a group interview about two households, one about the first.
  static func study() -> SpanStudy {
    var study = SpanStudy(
      transcripts: [
        TranscriptEntry(label: "T1", kind: "household", site: 0, cases: [0]),
        TranscriptEntry(label: "T2", kind: "focus-group", site: 1, cases: [0, 1]),
        TranscriptEntry(label: "T3", cases: []),
      ],
      texts: [
        .init(transcript: 0, scalars: 40, turns: [.init(start: 0, end: 40)]),
        .init(transcript: 0, scalars: 60, turns: [.init(start: 0, end: 60)], isOriginal: false),
        .init(
          transcript: 1, scalars: 60,
          turns: [
            .init(start: 0, end: 10, role: .interviewer, participant: 3),
            .init(start: 10, end: 20, participant: 0), .init(start: 20, end: 30, participant: 1),
            .init(start: 30, end: 40), .init(start: 40, end: 50, participant: 2),
          ]),
        .init(transcript: 2, scalars: 10, turns: []),
      ],
      participants: [[0], [1, 2], [0, 1], [0]], cases: 3, parents: [-1, 0, 0], sites: 2)
    study.marks = [
      .init(text: 0, start: 0, end: 5, code: 1),
      .init(text: 0, start: 0, end: 5, code: 1, coder: 1),
      .init(text: 0, start: 0, end: 5, code: 2), .init(text: 1, start: 0, end: 5, code: 1),
      .init(text: 2, start: 5, end: 15, code: 1), .init(text: 2, start: 12, end: 14, code: 2),
      .init(text: 2, start: 20, end: 22, code: 2), .init(text: 2, start: 15, end: 25, code: 1),
      .init(text: 2, start: 32, end: 35, code: 1), .init(text: 2, start: 42, end: 45, code: 1),
      .init(text: 2, start: 2, end: 4, code: 2), .init(text: 3, start: 0, end: 3, code: 2),
    ].sorted()
    return study
  }

  @Test("a coding in a group interview has a case only where its speakers have one")
  func cases() throws {
    let snapshot = try CountsTests.study().snapshot()
    let attribution = CaseAttribution(snapshot)
    let found = (0..<snapshot.codings.count).map { row in
      attribution.cases(ofCoding: row)
    }
    // In order of text and start: three and one about one case; interviewer only; question and
    // answer of the first household; its answer; both households; the second household; nobody
    // known; somebody of both; an interview about no case.
    #expect(found == [[0], [0], [0], [0], [], [0], [0], [], [1], [], [], []])
    #expect(attribution.unattributed == 5)
    #expect(attribution.undecided == 4)
    #expect((0..<12).map { attribution.caseIndex(ofCoding: $0) } == found.map { $0.first ?? -1 })
  }

  @Test("own codings, segments, transcripts and cases; layers add no transcript")
  func ownCounts() throws {
    let counts = CodeCounts(try CountsTests.study().snapshot())
    #expect(
      counts.counts == [
        CodeCount(codings: 0, segments: 0, transcripts: 0, cases: 0),
        CodeCount(codings: 7, segments: 6, transcripts: 2, cases: 1),
        CodeCount(codings: 5, segments: 5, transcripts: 3, cases: 2),
      ])
    #expect(counts.codings == 12 && counts.transcripts == 3 && counts.cases == 2)
    #expect(counts.notes.contains("1 coding lies in interviewer turns"))
    #expect(counts.notes.contains { $0.hasPrefix("5 codings have no case") })
  }

  @Test("rolled up, what two codes below share counts once")
  func rolledUp() throws {
    let counts = CodeCounts(try CountsTests.study().snapshot(), rollup: true)
    #expect(counts.counts[0] == CodeCount(codings: 12, segments: 10, transcripts: 3, cases: 2))
    let one = CodeCounts(try CountsTests.study().snapshot(), coders: .only(1), rollup: true)
    #expect(one.counts[0] == CodeCount(codings: 1, segments: 1, transcripts: 1, cases: 1))
    #expect(one.codings == 1)
  }

  @Test("a matrix has the columns that exist, with their n", arguments: MatrixColumns.allCases)
  func matrix(by: MatrixColumns) throws {
    let snapshot = try CountsTests.study().snapshot()
    let matrix = Matrix(snapshot, by: by, codes: [2, 1])
    #expect(matrix.codes == [1, 2])
    #expect(matrix.unit == "codings" && matrix.n == 12)
    let labels = matrix.columns.map(\.label)
    let sizes = matrix.columns.map(\.transcripts)
    switch by {
    case .transcripts:
      #expect(labels == ["T1", "T2", "T3"])
      #expect(matrix.counts == [3, 4, 0, 1, 3, 1])
    case .cases:
      #expect(labels == ["H0", "H1"])
      #expect(sizes == [2, 1])
      #expect(matrix.counts == [4, 0, 2, 1])
      #expect(matrix.notes.contains { $0.hasPrefix("5 codings have no case") })
    case .kinds:
      #expect(labels == ["focus-group", "household", "(no kind)"])
      #expect(matrix.counts == [4, 3, 0, 3, 1, 1])
    case .sites:
      #expect(labels == ["S0", "S1", "(no site)"])
      #expect(matrix.counts == [3, 4, 0, 1, 3, 1])
    case .coders:
      #expect(labels == ["coder0", "coder1"])
      #expect(sizes == [3, 1])
      #expect(matrix.counts == [6, 1, 5, 0])
    }
  }

  @Test("every cell leads to its codings, in studies of every shape")
  func cells() throws {
    for seed in UInt64(1)...40 {
      var random = SeededGenerator(seed: seed)
      let snapshot = try SpanStudy.random(&random).snapshot()
      for by in MatrixColumns.allCases {
        for rollup in [false, true] {
          let matrix = Matrix(snapshot, by: by, rollup: rollup)
          for row in matrix.codes.indices {
            for column in matrix.columns.indices {
              let behind = matrix.codings(row: row, column: column, in: snapshot)
              #expect(Int(matrix[row, column]) == behind.count, "\(by) seed \(seed)")
            }
          }
          let counts = CodeCounts(snapshot, rollup: rollup).counts
          if by == .transcripts {
            for row in matrix.codes.indices {
              let cells = matrix.columns.indices.map { Int(matrix[row, $0]) }
              #expect(cells.reduce(0, +) == counts[matrix.codes[row]].codings)
              #expect(cells.count { $0 > 0 } == counts[matrix.codes[row]].transcripts)
            }
          }
        }
      }
    }
  }

  @Test("counts are the sizes of sets, in studies of every shape")
  func countsAreSets() throws {
    for seed in UInt64(1)...100 {
      var random = SeededGenerator(seed: seed)
      let snapshot = try SpanStudy.random(&random).snapshot()
      let attribution = CaseAttribution(snapshot)
      let codings = snapshot.codings
      for (rollup, coders) in [(false, CoderChoice.pooled), (true, .each), (true, .only(0))] {
        let counts = CodeCounts(snapshot, coders: coders, rollup: rollup)
        for code in snapshot.codebook.codes.indices {
          let below = rollup ? snapshot.codebook.subtree(code) : code..<code + 1
          let rows = (0..<codings.count).filter {
            below.contains(Int(codings.codes[$0])) && coders.includes(codings.coders[$0])
          }
          let expected = CodeCount(
            codings: rows.count,
            segments: Set(rows.map { [codings.texts[$0], codings.starts[$0], codings.ends[$0]] })
              .count,
            transcripts: Set(rows.map { snapshot.texts[Int(codings.texts[$0])].transcript }).count,
            cases: Set(rows.flatMap(attribution.cases)).count)
          #expect(counts.counts[code] == expected, "seed \(seed)")
        }
      }
    }
  }
}
