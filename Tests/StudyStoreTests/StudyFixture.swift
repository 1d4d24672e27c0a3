import CSQLiteSession
import Fieldwork
import Foundation
import StudyStore
import Testing

/// A study in a folder of its own that goes with the test.
final class StudyFixture {
  let folder: URL
  let study: Study
  private var clock = 0

  /// - Parameter isQuick: whether the files may lie in memory where the system has such a folder, so
  ///   that thousands of commands need not wait for a disk.
  init(isQuick: Bool = false) throws {
    let memory = URL(filePath: "/dev/shm")
    let hasMemory = isQuick && FileManager.default.isWritableFile(atPath: memory.path)
    folder = (hasMemory ? memory : FileManager.default.temporaryDirectory).appending(
      path: "emic-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    study = try Study.create(
      at: folder.appending(path: Study.fileName).path, name: "Trial", language: "en",
      by: Author(coder: "ann", time: "2026-01-01T00:00:00Z"))
  }

  deinit {
    // Not closed: a test may hold the study longer than the fixture, and SQLite keeps its files.
    try? FileManager.default.removeItem(at: folder)
  }

  /// A coder at the next minute of the fixture's own clock.
  func author(_ coder: String = "ann") -> Author {
    clock += 1
    return Author(coder: coder, time: "2026-01-02T00:00:00Z/\(clock)")
  }

  @discardableResult
  func perform<C: StudyCommand>(_ command: C, by coder: String = "ann") throws -> Performed<
    C.Outcome
  > {
    try study.perform(command, by: author(coder))
  }

  /// All rows of the recorded tables as text, in order: what undo must bring back.
  func dump() throws -> [String] {
    let rows = reader.dump()
    try #require(!rows.isEmpty)
    return rows
  }

  /// The same of a study that lies in memory.
  static func dump(of study: Study) throws -> [String] {
    try recordedTables.flatMap { table -> [String] in
      let columns = try study.query("SELECT name FROM pragma_table_info('\(table)')").rows
      let cells = columns.compactMap { $0.first ?? nil }.map { "quote(\"\($0)\")" }
      return try study.query(
        "SELECT '\(table)|' || \(cells.joined(separator: " || '|' || ")) FROM \(table)"
      ).rows.compactMap { $0.first ?? nil }
    }.sorted()
  }

  private lazy var reader = RawReader(path: study.path, tables: StudyFixture.recordedTables)

  static let recordedTables = [
    "study", "site", "study_case", "case_attribute", "participant", "membership",
    "participant_attribute", "transcript", "transcript_participant", "transcript_case",
    "transcript_attribute", "layer", "text", "turn", "code", "code_version", "code_label",
    "segment", "coding", "memo", "memo_coding", "theme", "theme_code", "survey", "variable",
    "value_label", "missing_rule", "record", "value", "link",
    "memo_code", "memo_transcript", "memo_case", "memo_theme", "relation", "topic", "topic_reached",
    "context_figure", "saved_query", "theme_judgement", "coding_origin", "code_successor",
    "codebook_freeze", "former_turn", "memo_passage", "memo_participant", "memo_relation",
    "memo_version", "passage_set", "set_passage",
    "suggestion_rule", "suggestion", "coding_suggestion", "tag", "chorus", "framework_cell",
    "framework_passage", "attribute", "transcript_attribute_passage",
    "participant_attribute_passage", "case_attribute_passage", "participant_topic",
    "participant_referral", "case_referral", "participant_link",
  ]

  func expectClean(_ comment: Comment? = nil) throws {
    let report = try study.check()
    for item in report.items { #expect(item.findings == [], "\(item.title) \(comment ?? "")") }
  }
}

/// A transcript of `speaker: words` lines.
func draft(
  _ label: String, _ lines: [(String, String)],
  fields: (inout TranscriptMetadata) -> Void = { _ in }
)
  -> TranscriptDraft
{
  var text = ""
  var turns: [TurnDraft] = []
  for (speaker, words) in lines {
    text += "\(speaker): "
    let start = Int32(text.unicodeScalars.count)
    text += words
    if let span = Span(start: start, end: Int32(text.unicodeScalars.count)) {
      turns.append(
        TurnDraft(speaker: speaker, role: speaker == "Q" ? .interviewer : .unknown, span: span))
    }
    text += "\n\n"
  }
  var metadata = TranscriptMetadata()
  fields(&metadata)
  return TranscriptDraft(
    label: label, text: text, turns: turns, metadata: metadata,
    source: TranscriptSource(fileName: label + ".txt", format: "text", encoding: "UTF-8"))
}

/// Codes below each other: `["housing", "housing/rent"]`.
func codes(_ paths: String...) -> [CodeDefinition] {
  paths.map { path in
    let parts = path.split(separator: "/").map(String.init)
    var code = CodeDefinition(slug: parts[parts.count - 1], parent: parts.dropLast().last)
    code.names = [LocalizedText(language: "en", text: parts[parts.count - 1].capitalized)]
    code.full = "What is said of \(parts[parts.count - 1])."
    return code
  }
}
