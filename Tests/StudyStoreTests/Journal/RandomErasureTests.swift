import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Random histories in which a transcript is erased at the end: what the study says of everything
/// else is the same at every moment, and every entry that is left can be taken back and done again.
@Suite struct RandomErasureTests {
  @Test(arguments: 0..<20)
  func `an erasure changes nothing else at any moment`(block: Int) throws {
    for step in 0..<2 { try oneHistory(seed: UInt64(1000 + block * 2 + step)) }
  }

  /// What stands in a study about everything but one transcript.
  private static let questions = [
    """
    SELECT transcript, cite, code, coder, round, start, end, status FROM v_codings
    WHERE transcript <> 'T1'
    """,
    "SELECT label, date, title FROM transcript WHERE label <> 'T1'",
    "SELECT slug, position, status, codable FROM code",
    "SELECT code_id, version, short, full FROM code_version",
    "SELECT slug, body FROM memo WHERE slug IS NOT NULL", "SELECT slug, summary FROM theme",
    "SELECT slug, query FROM saved_query", "SELECT slug, entry FROM tag",
    "SELECT case_id, record_id, note FROM link", "SELECT slug, kind, name FROM study_case",
    """
    SELECT label, text.version, words FROM text JOIN layer ON layer.id = layer_id
    JOIN body USING (hash) WHERE label <> 'T1'
    """,
  ]

  private func others(_ study: Study) throws -> [String] {
    try RandomErasureTests.questions.flatMap { question in
      try study.query(question).rows.map { $0.map { $0 ?? "NULL" }.joined(separator: "|") }.sorted()
    }
  }

  private func oneHistory(seed: UInt64) throws {
    let fixture = try StudyFixture(isQuick: true)
    var commands = RandomCommands(fixture, seed: seed)
    let said = "Nobody ever asked the grandmother about the orchard, 老人家种的梨树没有人问过。"
    try fixture.perform(ImportTranscripts([draft("T1", [("Q", "Well?"), ("Mei", said)])]))
    try fixture.perform(ImportCodebook(codes("rent", "rent/lease", "rent/school")))
    for _ in 0..<14 { _ = try commands.perform() }
    let entries = try fixture.study.journal().map(\.number)
    let before = try entries.map { try others(fixture.study.rewound(to: .entry($0))) }
    var target = ErasureTarget(title: "transcript T1")
    target.transcripts = ["T1"]
    do {
      _ = try fixture.study.erase(target, marksQuotations: true, by: fixture.author())
    } catch let problem as Problem where problem.what.hasPrefix("the same text") {
      // Another transcript has come to have the same words.
      return
    }
    try fixture.expectClean("seed \(seed)")
    for file in ["", "-wal"] {
      let data = try Data(contentsOf: URL(filePath: fixture.study.path + file))
      for words in ["grandmother", "梨树没有人"] {
        #expect(data.firstRange(of: Data(words.utf8)) == nil, "seed \(seed)")
      }
    }
    for (entry, then) in zip(entries, before) {
      let after = try others(fixture.study.rewound(to: .entry(entry)))
      #expect(after == then, "as of entry \(entry), seed \(seed)")
    }
    let state = try fixture.dump()
    var undone = 0
    while true {
      do {
        try fixture.study.undo(by: fixture.author())
        undone += 1
      } catch StudyFailure.nothingToUndo {
        break
      }
    }
    #expect(undone > 0, "seed \(seed)")
    #expect(try fixture.study.query("SELECT * FROM transcript").rows.isEmpty, "seed \(seed)")
    for _ in 0..<undone { try fixture.study.redo(by: fixture.author()) }
    #expect(try fixture.dump() == state, "seed \(seed)")
    try fixture.expectClean("seed \(seed)")
  }
}
