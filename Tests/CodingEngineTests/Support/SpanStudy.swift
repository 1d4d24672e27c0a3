import CodingEngine
import Fieldwork

/// A study in numbers, for tests that need spans and no words.
struct SpanStudy {
  /// A coding, before it is sorted into columns.
  struct Mark: Hashable, Comparable {
    var text = 0
    var start: Int
    var end: Int
    var code: Int
    var coder = 0

    var key: [Int] { [text, start, end, code, coder] }

    static func < (a: Mark, b: Mark) -> Bool { a.key.lexicographicallyPrecedes(b.key) }

    func overlaps(_ other: Mark) -> Bool {
      text == other.text && start < other.end && other.start < end
    }
  }

  struct Turn {
    var start: Int
    var end: Int
    var role = Role.respondent
    var participant = -1
  }

  struct Text {
    var transcript: Int
    var scalars: Int
    var turns: [Turn]
    var isOriginal = true
    /// Where sentences begin and end, each in one turn.
    var sentences: [(start: Int, end: Int)] = []
  }

  var transcripts: [TranscriptEntry] = [TranscriptEntry(label: "T1")]
  var texts: [Text]
  /// The cases of each participant.
  var participants: [[Int32]] = []
  var cases = 0
  /// The position of the entry above each code, -1 at the top; in preorder.
  var parents: [Int]
  var coders = 2
  var sites = 0
  var marks: [Mark] = []

  func snapshot() throws -> StudySnapshot {
    let names = parents.indices.map { "c\($0)" }
    let codebook = try Codebook(
      parents.indices.map {
        CodeDefinition(slug: names[$0], parent: parents[$0] < 0 ? nil : names[parents[$0]])
      })
    let sorted = marks.sorted()
    func column(_ value: (Mark) -> Int) -> [Int32] { sorted.map { Int32(value($0)) } }
    guard
      let codings = CodingColumns(
        texts: column(\.text), starts: column(\.start), ends: column(\.end),
        codes: column(\.code), coders: column(\.coder),
        numbers: sorted.indices.map { Int32($0 + 1) })
    else { throw NotSorted() }
    return StudySnapshot(
      name: "spans", journalNumber: 1,
      sites: (0..<sites).map { SiteEntry(id: "S\($0)", name: "", kind: "", parent: -1) },
      transcripts: transcripts,
      texts: texts.enumerated().map { index, text in
        TextEntry(
          key: Int64(index), transcript: Int32(text.transcript), isOriginal: text.isOriginal,
          scalars: Int32(text.scalars))
      },
      turns: turnColumns,
      participants: participants.enumerated().map { ParticipantEntry(id: "P\($0)", cases: $1) },
      cases: (0..<cases).map { CaseEntry(id: "H\($0)") }, codebook: codebook,
      coders: (0..<coders).map { "coder\($0)" }, codings: codings)
  }

  struct NotSorted: Error {}

  private var turnColumns: TurnColumns {
    let rows = texts.indices.flatMap { text in
      texts[text].turns.enumerated().map { (text, $0 + 1, $1) }
    }
    return TurnColumns(
      texts: rows.map { Int32($0.0) }, numbers: rows.map { Int32($0.1) },
      starts: rows.map { Int32($0.2.start) }, ends: rows.map { Int32($0.2.end) },
      speakerIndices: rows.map { _ in -1 }, roles: rows.map(\.2.role),
      participants: rows.map { Int32($0.2.participant) }, times: rows.map { _ in -1 },
      speakers: [])
  }

  /// The sentences that the texts declare.
  func sentences() throws -> Sentences {
    var rows: [(text: Int, start: Int, end: Int, turn: Int)] = []
    var first = 0
    for (index, text) in texts.enumerated() {
      for sentence in text.sentences {
        let turn = text.turns.firstIndex { $0.start <= sentence.start && sentence.end <= $0.end }
        rows.append((index, sentence.start, sentence.end, first + (turn ?? 0)))
      }
      first += text.turns.count
    }
    let found = Sentences(
      texts: rows.map { Int32($0.text) }, starts: rows.map { Int32($0.start) },
      ends: rows.map { Int32($0.end) }, turns: rows.map { Int32($0.turn) })
    guard let found else { throw NotSorted() }
    return found
  }
}
