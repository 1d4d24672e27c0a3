import Fieldwork
import StudyStore
import Testing

/// Every step of a check notices the damage that it is there for.
@Suite struct CheckTests {
  /// What is damaged, the step that must notice, and words of its finding.
  static let damages: [(sql: String, step: String, words: String)] = [
    ("UPDATE turn SET text_id = 99", "references between records", "missing text"),
    (
      "DROP TRIGGER body_never_changes; UPDATE body SET words = replace(words, 'room', 'loft')",
      "text versions and their hashes", "words have changed"
    ),
    ("DELETE FROM body", "text versions and their hashes", "words are missing"),
    ("UPDATE text SET scalars = scalars - 1", "text versions and their hashes", "length is wrong"),
    ("UPDATE turn SET end = 9999 WHERE number = 2", "turns inside their text", "behind the text"),
    ("UPDATE turn SET end = 40 WHERE number = 1", "turns inside their text", "overlaps the next"),
    ("UPDATE segment SET end = 9999", "passages inside their text, whole characters", "outside"),
    (
      "UPDATE segment SET end = 39", "passages inside their text, whole characters",
      "cuts a character"
    ),
    (
      "UPDATE coding SET status = 'to-confirm'", "passages inside their text, whole characters",
      "words before a correction"
    ),
    (
      "UPDATE coding SET status = 'to-confirm', former_text_id = 1, former_start = 0, "
        + "former_end = 9999",
      "passages inside their text, whole characters", "cannot be shown"
    ),
    (
      "INSERT INTO text (uuid, layer_id, version, hash, scalars, file_name, format, encoding) "
        + "SELECT randomblob(16), layer_id, 2, hash, scalars, '', '', '' FROM text",
      "passages inside their text, whole characters", "lies in an earlier version"
    ),
    (
      "INSERT INTO text (uuid, layer_id, version, hash, scalars, file_name, format, encoding) "
        + "SELECT randomblob(16), layer_id, 2, hash, scalars, '', '', '' FROM text",
      "turns inside their text", "turns of its own"
    ),
    (
      "INSERT INTO text (uuid, layer_id, version, hash, scalars, file_name, format, encoding) "
        + "SELECT randomblob(16), layer_id, 1, hash, scalars, '', '', '' FROM text",
      "turns inside their text", "the same version"
    ),
    (
      "INSERT INTO former_turn SELECT text_id, number, start, 9999, speaker, role, NULL, NULL "
        + "FROM turn",
      "turns inside their text", "behind the text"
    ),
    (
      "DELETE FROM memo_coding; DELETE FROM coding",
      "passages inside their text, whole characters", "carry no coding"
    ),
    (
      "INSERT INTO segment (uuid, text_id, number, start, end) VALUES (randomblob(16), 1, 1, 0, 5)",
      "citations", "used twice"
    ),
    ("UPDATE segment_counter SET next = 1", "citations", "would be used twice"),
    ("DELETE FROM code_version", "definitions of codes", "no definition"),
    ("UPDATE code SET codable = 0", "definitions of codes", "carries codings"),
    (
      "INSERT INTO turn_index (rowid, words) VALUES (77, 'ghost')", "search index",
      "differs from the turns"
    ),
    (
      "INSERT INTO turn_index (turn_index) VALUES ('delete-all')", "search index",
      "differs from the turns"
    ),
    ("UPDATE journal SET summary = 'nothing' WHERE number = 2", "journal", "words have changed"),
    ("UPDATE change_set SET changes = x'00' WHERE journal_number = 2", "journal", "change set"),
    (
      "DELETE FROM change_set; DELETE FROM journal WHERE number = 2", "journal",
      "entry 2 is missing"
    ),
    ("UPDATE journal SET hash = zeroblob(32) WHERE number = 3", "journal", "chain"),
  ]

  func coded() throws -> StudyFixture {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("GY-1", [("Q", "Where do you live?"), ("Mei", "one room, e\u{301} 没有合同")])
      ]))
    try fixture.perform(ImportCodebook(codes("rent")))
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    let span = try #require(Span(start: 28, end: 33))
    try fixture.perform(
      AddCodings([NewCoding(text: text.key, span: span, code: "rent", coder: "ann", memo: "m")]))
    return fixture
  }

  @Test func aSoundStudyIsClean() throws { try coded().expectClean() }

  @Test(arguments: damages.indices)
  func damageIsNoticed(index: Int) throws {
    let damage = CheckTests.damages[index]
    let fixture = try coded()
    try Vandal.execute(damage.sql, on: fixture.study.path)
    let report = try fixture.study.check()
    #expect(!report.isClean)
    let item = try #require(report.items.first { $0.title == damage.step })
    #expect(
      item.findings.contains { $0.contains(damage.words) }, "\(damage.sql): \(report.items)")
  }

  @Test func theSearchIndexCanBeMadeAnew() throws {
    let fixture = try coded()
    try Vandal.execute(
      "INSERT INTO turn_index (turn_index) VALUES ('delete-all')", on: fixture.study.path)
    #expect(try fixture.study.search("room", limit: 5).total == 0)
    try fixture.study.rebuildIndex()
    #expect(try fixture.study.search("room", limit: 5).total == 1)
    try fixture.expectClean()
  }
}
