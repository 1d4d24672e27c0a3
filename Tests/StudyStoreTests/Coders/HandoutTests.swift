import Fieldwork
import Foundation
import StudyStore
import Testing

/// A blind copy for a second coder: what is in it and what must not be.
@Suite struct HandoutTests {
  /// Words that stand nowhere but in what a copy must not hold.
  private static let secrets = [
    "quagga-memo", "quagga-note", "quagga-label", "quagga-pseudonym", "quagga-household",
    "quagga-theme", "quagga-interviewer", "quagga-title", "quagga-old", "quagga-why",
    "quagga-file", "quagga-attribute", "quagga-relation", "quagga-query", "quagga-coder",
    "quagga-unsampled", "quagga-site", "quagga-present", "quagga-about",
    "quagga-speaker",
  ]

  private func codebook(_ wording: String) -> [CodeDefinition] {
    var rent = codes("rent")[0]
    rent.full = wording
    return [rent] + codes("lease")
  }

  /// A study with one of each of them.
  private func fixture() throws -> StudyFixture {
    let fixture = try StudyFixture()
    let lines = [("Q", "And the room?"), ("quagga-speaker", "we have no lease, 没有合同。")]
    var first = draft("T1", lines) {
      $0.participants = ["quagga-pseudonym"]
      $0.cases = ["quagga-household"]
      $0.interviewers = ["quagga-interviewer"]
      $0.present = ["quagga-present"]
      $0.title = "quagga-title"
      $0.site = "quagga-site"
      $0.kind = "household"
      $0.attributes = [AttributeValue(name: "mood", value: "quagga-attribute")]
    }
    first.source.fileName = "quagga-file.txt"
    let second = draft("T2", [("Q", "And the school?"), ("Lao", "it is quagga-unsampled")])
    try fixture.perform(ImportTranscripts([first, second]))
    try fixture.perform(ImportCodebook(codebook("quagga-old")))
    try fixture.perform(ImportCodebook(codebook("What is said of rent.")))
    let text = try #require(try fixture.study.snapshot([]).texts.first)
    try fixture.perform(
      AddCodings([
        NewCoding(
          text: text.key, span: try #require(Span(start: 20, end: 30)), code: "rent",
          coder: "quagga-coder", memo: "quagga-note")
      ]))
    try fixture.perform(
      ImportMemos([
        MemoDefinition(
          slug: "first", kind: "theoretical", body: "quagga-memo", codes: ["rent"])
      ]))
    try fixture.perform(
      ImportThemes([
        ThemeDefinition(
          slug: "quagga-theme", statements: [LocalizedText(language: "en", text: "Rent.")],
          rule: .allRequired, required: ["rent"])
      ]))
    try fixture.perform(
      ImportRelations([
        RelationDefinition(
          slug: "r", from: "rent", kind: "leads-to", to: "lease", ground: "quagga-relation")
      ]))
    try fixture.perform(SaveQuery(SavedQuery(name: "quagga-query", text: "rent"), replaces: false))
    let own = Variable(
      name: "own", kind: .category, valueLabels: [ValueLabel(code: "1", label: "quagga-label")])
    try fixture.perform(
      ImportSurvey(
        SurveyDraft(
          name: "s", title: "quagga-about", keyVariable: "own", fileName: "s.csv",
          variables: [own], records: [.init(key: "1", values: [.number(1)])])))
    _ = try fixture.study.perform(
      DescribeTranscript("T2", fields: [.init(name: "route", value: "by bus")]),
      by: Author(coder: "ann", time: "2026-01-03T00:00:00Z", why: "quagga-why"))
    return fixture
  }

  private func copy(of fixture: StudyFixture, _ labels: [String] = ["T1"]) throws -> String {
    let path = fixture.folder.appending(path: "copy.emic").path
    _ = try fixture.study.handOut(
      labels, to: path, note: "blind copy",
      by: Author(coder: "bea", time: "2026-01-04T00:00:00Z"))
    return path
  }

  /// The bytes of a database and of its log.
  private func bytes(_ path: String) throws -> Data {
    var data = Data()
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      data += try Data(contentsOf: URL(filePath: path + suffix))
    }
    return data
  }

  @Test func `no byte of the copy says what the coder must not know`() throws {
    let fixture = try fixture()
    let whole = try bytes(fixture.study.path)
    let blind = try bytes(try copy(of: fixture))
    #expect(blind.range(of: Data("we have no lease".utf8)) != nil)
    #expect(blind.range(of: Data("What is said of rent.".utf8)) != nil)
    for secret in HandoutTests.secrets {
      let word = Data(secret.utf8)
      #expect(whole.range(of: word) != nil, "\(secret) is nowhere: the search proves nothing")
      #expect(blind.range(of: word) == nil, "\(secret) is in the copy")
    }
  }

  @Test func `transcripts, texts and codes keep their identifiers, words and turns`() throws {
    let fixture = try fixture()
    let copy = try Study.open(try copy(of: fixture), for: .reading)
    for sql in [
      "SELECT uuid, label, kind FROM transcript WHERE label = 'T1'",
      """
      SELECT text.uuid, text.scalars, layer.uuid FROM text JOIN layer ON layer.id = layer_id
      WHERE label = 'T1'
      """,
      """
      SELECT turn.number, start, end, role FROM turn JOIN text ON text.id = text_id
      JOIN layer ON layer.id = layer_id WHERE label = 'T1' ORDER BY turn.number
      """,
      "SELECT uuid, slug, position, codable FROM code ORDER BY slug",
      """
      SELECT slug, version, short, full FROM code_version JOIN code ON code.id = code_id
      WHERE version = (SELECT max(version) FROM code_version WHERE code_id = code.id) ORDER BY slug
      """,
      "SELECT code.slug, language, name FROM code_label JOIN code ON code.id = code_id ORDER BY 1",
    ] {
      let theirs = try copy.query(sql).cells
      #expect(!theirs.isEmpty)
      #expect(theirs == (try fixture.study.query(sql).cells), "\(sql)")
    }
    let speakers = try copy.query("SELECT speaker FROM turn ORDER BY number").rows
    #expect(speakers == [["interviewer"], ["respondent"]])
    // Of the codebook only what holds today.
    #expect(try copy.query("SELECT count(*) FROM code_version").rows == [["2"]])
    for table in [
      "coding", "segment", "memo", "theme", "relation", "saved_query", "survey", "link",
      "participant", "study_case", "site", "transcript_attribute", "change_set", "coder",
    ] {
      #expect(try copy.query("SELECT count(*) FROM \(table)").rows == [["0"]], "\(table)")
    }
  }

  @Test func `the copy is sound, can be searched, and is its coder's`() throws {
    let fixture = try fixture()
    let copy = try Study.open(try copy(of: fixture, ["T1", "T2"]), for: .writing)
    let report = try copy.check()
    for item in report.items { #expect(item.findings == [], "\(item.title)") }
    #expect(try copy.search("lease", limit: 5).total == 1)
    #expect(try copy.founder() == "bea")
    let journal = try copy.journal()
    #expect(journal.map(\.command) == ["init"])
    #expect(journal.map(\.summary) == ["blind copy"])
    #expect(throws: StudyFailure.nothingToUndo) {
      try copy.undo(by: Author(coder: "bea", time: ""))
    }
  }

  /// The head of a file names people and places as its metadata do, a label names who speaks.
  @Test func `what stands outside the turns is blank, and everything keeps its place`() throws {
    let fixture = try StudyFixture()
    let head = "---\nparticipants: [Quagga-罗]\nroute: quagga\n---\n\n"
    var original = draft("T1", [("Q", "And the room?"), ("Mei", "we have no lease, 没有合同。")])
    let shift = Int32(head.unicodeScalars.count)
    original.text = head + original.text
    original.turns = try original.turns.map { turn in
      var moved = turn
      moved.span = try #require(
        Span(start: turn.span.start + shift, end: turn.span.end + shift))
      return moved
    }
    try fixture.perform(ImportTranscripts([original]))
    try fixture.perform(ImportCodebook(codes("rent")))
    let path = try copy(of: fixture)
    #expect(try bytes(fixture.study.path).range(of: Data("Quagga-罗".utf8)) != nil)
    for word in ["Quagga", "quagga", "罗", "participants", "Mei"] {
      #expect(try bytes(path).range(of: Data(word.utf8)) == nil)
    }
    let bea = try Study.open(path, for: .writing)
    let words = try #require(try bea.query("SELECT words FROM body").rows[0][0])
    #expect(words.unicodeScalars.count == original.text.unicodeScalars.count)
    #expect(words.hasSuffix("\n\n   And the room?\n\n     we have no lease, 没有合同。\n\n"))
    #expect(words.prefix { $0 == " " || $0 == "\n" }.count == head.count + 3)
    for item in try bea.check().items { #expect(item.findings == [], "\(item.title)") }
    // The copy comes back although its head is another, and so do copies of the same words.
    let snapshot = try bea.snapshot([.turns])
    let span = try #require(Span(start: snapshot.turns.starts[1], end: snapshot.turns.ends[1]))
    _ = try bea.perform(
      AddCodings([
        NewCoding(text: snapshot.texts[0].key, span: span, code: "rent", coder: "bea")
      ]), by: Author(coder: "bea", time: "2026-01-05T00:00:00Z"))
    let merged = try fixture.perform(MergeStudy(try bea.mergeSource()))
    #expect(merged.outcome.added == 1)
    #expect(
      try fixture.study.query("SELECT quote FROM v_quotes").rows
        == [["we have no lease, 没有合同。"]])
    #expect(
      try fixture.study.query("SELECT uuid FROM coding").rows
        == (try bea.query("SELECT uuid FROM coding").rows))
    try fixture.expectClean()
  }

  /// The same label in two roles is two speakers; several of one role are numbered.
  @Test func `speakers are told by role`() throws {
    let fixture = try StudyFixture()
    let said: [(String, Role, String)] = [
      ("Q", .interviewer, "interviewer"), ("Mei", .respondent, "respondent"),
      ("罗", .respondent, "respondent 2"), ("Mei", .respondent, "respondent"),
      ("Clerk", .other, "speaker"), ("?", .unknown, "speaker 2"),
      ("Mei", .interviewer, "interviewer 2"),
    ]
    var draft = draft("T1", said.map { ($0.0, "words") })
    for (index, turn) in said.enumerated() { draft.turns[index].role = turn.1 }
    try fixture.perform(ImportTranscripts([draft]))
    let copy = try Study.open(try copy(of: fixture), for: .reading)
    #expect(
      try copy.query("SELECT speaker FROM turn ORDER BY number").rows == said.map { [$0.2] })
  }

  @Test func `a study is not written over, and the original is not changed`() throws {
    let fixture = try fixture()
    let before = try fixture.dump()
    let path = try copy(of: fixture)
    let written = try bytes(path)
    #expect(throws: StudyFailure.alreadyExists(path: path)) { try copy(of: fixture) }
    #expect(try bytes(path) == written)
    #expect(try fixture.dump() == before)
    let other = fixture.folder.appending(path: "other.emic").path
    #expect(throws: StudyFailure.unknown(kind: "transcript", name: "T9")) {
      try fixture.study.handOut(
        ["T1", "T9"], to: other, note: "", by: Author(coder: "bea", time: ""))
    }
    #expect(!FileManager.default.fileExists(atPath: other))
  }

  @Test func `the contents are told beforehand`() throws {
    let fixture = try fixture()
    let contents = try fixture.study.handoutContents(["T1"], for: "bea")
    #expect(contents.transcripts.map(\.label) == ["T1"])
    #expect(contents.transcripts.map(\.turns) == [2])
    #expect(contents.codes == 2)
    let kept = Dictionary(uniqueKeysWithValues: contents.kept.map { ($0.what, $0.count) })
    #expect(kept["transcripts"] == 1)
    #expect(kept["codings"] == 1)
    #expect(kept["memos"] == 2)
    #expect(kept["links"] == nil)
  }
}
