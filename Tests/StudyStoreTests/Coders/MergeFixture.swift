import Fieldwork
import Foundation
import StudyStore
import Testing

/// A study and the copies that were handed out of it.
final class MergeFixture {
  let home: StudyFixture
  private var made = 0

  static let lines = [
    ("Q", "And the room?"), ("Mei", "we have no lease, 没有合同。 The school is free."),
    ("Q", "Why here?"), ("Mei", "for the work, like everybody"),
  ]

  init() throws {
    home = try StudyFixture()
    try home.perform(
      ImportTranscripts([
        draft("T1", MergeFixture.lines), draft("T2", [("Q", "And now?"), ("Lao", "we stay here")]),
      ]))
    try home.perform(ImportCodebook(codes("housing", "housing/rent", "school")))
  }

  var study: Study { home.study }

  func path(_ name: String) -> String { home.folder.appending(path: name).path }

  /// A blind copy for a coder.
  func handOut(to coder: String, _ labels: [String] = ["T1", "T2"]) throws -> CoderCopy {
    made += 1
    let path = path("\(coder)-\(made).emic")
    _ = try study.handOut(
      labels, to: path, note: "blind copy",
      by: Author(coder: coder, time: "2026-02-01T00:00:00Z"))
    return CoderCopy(coder: coder, study: try Study.open(path, for: .writing))
  }

  @discardableResult
  func merge(
    _ copy: CoderCopy, take side: MergeConflict.Side? = nil,
    named: [String: MergeConflict.Side] = [:], dryRun: Bool = false
  ) throws -> Performed<MergeStudy.Outcome> {
    try study.perform(
      MergeStudy(
        try copy.study.mergeSource(), MergeDecisions(all: side, named: named)),
      by: home.author(), dryRun: dryRun)
  }

  /// The conflicts that a merge stops at.
  func conflicts(_ copy: CoderCopy, take side: MergeConflict.Side? = nil) throws -> [MergeConflict]
  {
    do {
      try merge(copy, take: side)
    } catch MergeFailure.undecided(let conflicts) {
      return conflicts
    }
    return []
  }
}

/// Another coder's study.
final class CoderCopy {
  let coder: String
  let study: Study
  private var clock = 0

  init(coder: String, study: Study) {
    self.coder = coder
    self.study = study
  }

  var author: Author {
    clock += 1
    return Author(coder: coder, time: "2026-02-02T00:00:00Z/\(clock)")
  }

  @discardableResult
  func perform<C: StudyCommand>(_ command: C) throws -> Performed<C.Outcome> {
    try study.perform(command, by: author)
  }

  func code(
    _ slug: String, _ start: Int32, _ end: Int32, in label: String = "T1",
    new: [CodeDefinition] = [], _ fill: (inout NewCoding) -> Void = { _ in }
  ) throws {
    try perform(
      AddCodings(
        [try coding(slug, start, end, in: label, coder: coder, of: study, fill)], newCodes: new))
  }
}

/// A coding of a stretch of a transcript's original.
func coding(
  _ slug: String, _ start: Int32, _ end: Int32, in label: String = "T1", coder: String,
  of study: Study, _ fill: (inout NewCoding) -> Void = { _ in }
) throws -> NewCoding {
  let snapshot = try study.snapshot([])
  let text = try #require(
    snapshot.texts.first {
      snapshot.transcripts[Int($0.transcript)].label == label && $0.isOriginal
    })
  var coding = NewCoding(
    text: text.key, span: try #require(Span(start: start, end: end)), code: slug, coder: coder)
  fill(&coding)
  return coding
}

extension Study {
  /// What a study says, without row ids, passage numbers, places in lists and times.
  func identityDump() throws -> [String] {
    let place = """
      JOIN segment ON segment.id = coding.segment_id JOIN text ON text.id = segment.text_id
      JOIN layer ON layer.id = text.layer_id JOIN code ON code.id = coding.code_id
      JOIN coder ON coder.id = coding.coder_id
      """
    let queries = [
      """
      SELECT 'coding', coding.uuid, segment.uuid, layer.label, segment.start, segment.end,
        code.slug, v.short, v.full, v.examples, coder.name, coding.round, coding.status, stance, voice, weight
      FROM coding \(place) JOIN code_version AS v ON v.id = coding.code_version_id
      """,
      """
      SELECT 'code', code.uuid, code.slug, above.slug, code.codable, code.core, code.paradigm,
        code.origin, code.questions, code.sensitive
      FROM code LEFT JOIN code AS above ON above.id = code.parent_id
      """,
      """
      SELECT DISTINCT 'wording', code.slug, short, full, include, exclude, examples
      FROM code_version JOIN code ON code.id = code_id
      """,
      """
      SELECT 'today', code.slug, short, full FROM code_version AS v JOIN code ON code.id = code_id
      WHERE version = (SELECT max(version) FROM code_version WHERE code_id = code.id)
      """,
      """
      SELECT 'name', code.slug, language, name FROM code_label JOIN code ON code.id = code_id
      """,
      """
      SELECT 'memo', memo.uuid, slug, kind, title, body, coder.name
      FROM memo JOIN coder ON coder.id = coder_id
      """,
      """
      SELECT 'memo on coding', memo.uuid, coding.uuid FROM memo_coding
      JOIN memo ON memo.id = memo_id JOIN coding ON coding.id = coding_id
      """,
      """
      SELECT 'memo on code', memo.uuid, code.slug FROM memo_code
      JOIN memo ON memo.id = memo_id JOIN code ON code.id = code_id
      """,
      "SELECT 'coder', uuid, name FROM coder",
      "SELECT 'transcript', uuid, label FROM transcript", "SELECT 'text', uuid, hash FROM text",
    ]
    return try queries.flatMap { sql in
      try query(sql).rows.map { $0.map { $0 ?? "NULL" }.joined(separator: "|") }
    }.sorted()
  }
}
