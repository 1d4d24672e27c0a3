import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Words that are erased leave no byte behind, and everything else stays.
@Suite struct EraseTests {
  private let fixture: StudyFixture
  private var study: Study { fixture.study }
  /// What Mei says in the interview that goes, in both languages.
  private static let said = ["We have no lease for the room on the roof", "我们没有合同也不走就住这里"]
  private static let remaining = "The landlord keeps the papers of the other house"

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft(
          "T-1",
          [
            ("Q", "And where?"), ("Mei", EraseTests.said[0]), ("Mei", EraseTests.said[1]),
          ]
        ) { $0.participants = ["T-1-A"] },
        draft("T-2", [("Q", "And where?"), ("Lao", EraseTests.remaining), ("Mei", "Yes.")]) {
          $0.participants = ["T-2-A", "T-1-A"]
        },
      ]))
    try fixture.perform(ImportCodebook(codes("housing", "housing/rent", "housing/lease")))
    try fixture.perform(
      AssignSpeakers("T-1", [.init(speaker: "Mei", role: .respondent, participant: "T-1-A")]))
    try fixture.perform(
      AssignSpeakers("T-2", [.init(speaker: "Mei", role: .respondent, participant: "T-1-A")]))
    try code("T-1", EraseTests.said[0], "lease", memo: "she says 'no lease for the room', again")
    try code("T-1", "没有合同", "lease")
    try code("T-2", "papers of the other house", "rent")
  }

  private func span(_ label: String, _ words: String) throws -> (key: Int64, span: Span) {
    let snapshot = try study.snapshot([])
    let index = try #require(snapshot.transcripts.firstIndex { $0.label == label })
    let text = try #require(snapshot.texts.first { Int($0.transcript) == index })
    let buffer = try study.words(of: [text.key])[0]
    let all = String(decoding: buffer.bytes, as: UTF8.self)
    let range = try #require(all.firstRange(of: words))
    let start = Int32(all[..<range.lowerBound].unicodeScalars.count)
    return (
      text.key, try #require(Span(start: start, end: start + Int32(words.unicodeScalars.count)))
    )
  }

  private func code(_ label: String, _ words: String, _ code: String, memo: String? = nil) throws {
    let place = try span(label, words)
    let author = Author(
      coder: "ann", time: "2026-01-03T00:00:00Z", why: "as in: \(words)",
      arguments: ["code", label, words, "--as", code])
    _ = try study.perform(
      AddCodings([
        NewCoding(text: place.key, span: place.span, code: code, coder: "ann", memo: memo)
      ]),
      by: author)
  }

  /// The entries that coded a transcript.
  private func about(_ label: String) throws -> [Int64] {
    try study.journal().filter { $0.command == "code" && $0.summary.contains(label) }.map(\.number)
  }

  private func transcript(_ label: String) -> ErasureTarget {
    var target = ErasureTarget(title: "transcript \(label)")
    target.transcripts = [label]
    return target
  }

  private func passage(_ label: String, _ words: String) throws -> ErasureTarget {
    var target = ErasureTarget(title: "a passage of \(label)")
    let place = try span(label, words)
    target.passages = [.init(text: place.key, span: place.span)]
    return target
  }

  @discardableResult
  private func erase(_ target: ErasureTarget, marks: Bool = false) throws -> ErasureReport {
    try study.erase(target, marksQuotations: marks, by: fixture.author("bo"))
  }

  /// No stretch of eight letters or four characters of the words is in a file of the study, nor in
  /// a backup that is made now, in either of two encodings.
  private func expectGone(_ words: [String], _ comment: Comment? = nil) throws {
    let copy = fixture.folder.appending(path: "later-\(UUID().uuidString).emic")
    try study.backup(to: copy.path)
    let files = ["", "-wal", "-shm"].map { study.path + $0 } + [copy.path]
    var stretches: Set<String> = []
    for said in words {
      let length = said.utf8.count > said.count ? 4 : 8
      let characters = Array(said)
      for start in stride(from: 0, through: characters.count - length, by: 1) {
        stretches.insert(String(characters[start..<start + length]))
      }
    }
    try #require(!stretches.isEmpty)
    let encodings = [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian]
    let wanted = stretches.flatMap { stretch in
      encodings.compactMap { stretch.data(using: $0).map { [UInt8]($0) } }
    }
    for file in files where FileManager.default.fileExists(atPath: file) {
      let found = try holds(file, wanted).map { String(decoding: $0, as: UTF8.self) }
      #expect(found == nil, "\(file) \(comment ?? "")")
    }
  }

  /// The first of some byte sequences that a file holds.
  private func holds(_ file: String, _ wanted: [[UInt8]]) throws -> [UInt8]? {
    var starts = [Bool](repeating: false, count: 65_536)
    for bytes in wanted { starts[Int(bytes[0]) << 8 | Int(bytes[1])] = true }
    return try Data(contentsOf: URL(filePath: file)).withUnsafeBytes { data in
      starts.withUnsafeBufferPointer { starts in
        var at = 0
        while at + 1 < data.count {
          if starts[Int(data[at]) << 8 | Int(data[at + 1])] {
            let found = wanted.first { data.dropFirst(at).starts(with: $0) }
            if found != nil { return found }
          }
          at += 1
        }
        return nil
      }
    }
  }

  /// The search finds what the file is searched for: a check of the check.
  @Test func `before an erasure the words are found`() throws {
    for said in EraseTests.said {
      #expect(try holds(study.path + "-wal", [Array(said.utf8)]) != nil)
    }
  }

  private func rows(_ label: String) throws -> [String] {
    try study.query(
      """
      SELECT cite || code || coder || start || end FROM v_codings WHERE transcript = '\(label)'
      UNION ALL SELECT label || date || title FROM transcript WHERE label = '\(label)'
      UNION ALL SELECT words FROM body JOIN text USING (hash) JOIN layer ON layer.id = layer_id
        WHERE layer.label = '\(label)' ORDER BY 1
      """
    ).rows.compactMap { $0.first ?? nil }
  }

  @Test func `a transcript goes with every byte of what was said`() throws {
    let other = try rows("T-2")
    let report = try erase(transcript("T-1"))
    #expect(report.transcripts == ["T-1"] && report.codings == 2 && report.notes == 1)
    try expectGone(EraseTests.said)
    #expect(try rows("T-2") == other)
    #expect(try study.snapshot([]).transcripts.map(\.label) == ["T-2"])
    #expect(try study.search("合同", limit: 9).total == 0)
    #expect(try study.search("landlord", limit: 9).total == 1)
    try fixture.expectClean()
    let last = try #require(try study.journal().last)
    #expect(last.command == "erase" && last.summary == "transcript T-1: T-1, 2 codings")
  }

  @Test func `what is not about it can still be undone, done again and asked as of then`() throws {
    let before = try StudyFixture.dump(of: study.rewound(to: .entry(3)))
      .filter { $0.contains("T-2") || $0.hasPrefix("code") }
    try erase(transcript("T-1"))
    let then = try study.rewound(to: .entry(3))
    #expect(try then.snapshot([]).transcripts.map(\.label) == ["T-2"])
    let after = try StudyFixture.dump(of: then)
      .filter { $0.contains("T-2") || $0.hasPrefix("code") }
    #expect(after == before.filter { !$0.contains("T-1'") })
    let state = try fixture.dump()
    // Two entries put codings on T-1 alone; of them nothing is left.
    for entry in try about("T-1") {
      #expect(throws: StudyFailure.self) {
        try study.undo(entry: entry, by: fixture.author())
      }
    }
    var undone = 0
    while (try? study.undo(by: fixture.author())) != nil { undone += 1 }
    #expect(undone >= 4)
    #expect(try study.snapshot([]).transcripts.isEmpty)
    for _ in 0..<undone { try study.redo(by: fixture.author()) }
    #expect(try fixture.dump() == state)
    try fixture.expectClean()
    try expectGone(EraseTests.said)
  }

  @Test func `a transcript that was removed before is erased from the journal`() throws {
    try fixture.perform(RemoveTranscript("T-1", withCodings: true))
    try erase(transcript("T-1"))
    try expectGone(EraseTests.said)
    try fixture.expectClean()
    #expect(try study.rewound(to: .entry(2)).snapshot([]).transcripts.map(\.label) == ["T-2"])
    #expect(throws: StudyFailure.self) { try erase(transcript("T-9")) }
  }

  @Test func `earlier versions of a corrected text go too`() throws {
    try fixture.revise(
      "T-1",
      [
        ("Q", "And where?"), ("Mei", "We have a lease for the room on the roof"),
        ("Mei", EraseTests.said[1]),
      ])
    #expect(try study.versions(ofText: try span("T-1", "a lease").key).count == 2)
    try erase(transcript("T-1"))
    try expectGone(EraseTests.said + ["We have a lease for the room on the roof"])
    try fixture.expectClean()
  }

  @Test func `a participant goes with its own transcript and its turns in others`() throws {
    var target = ErasureTarget(title: "participant T-1-A")
    target.participant = "T-1-A"
    let report = try erase(target)
    #expect(report.transcripts == ["T-1"] && report.marked == ["T-2"] && report.passages == 1)
    try expectGone(EraseTests.said)
    let words = try #require(try rows("T-2").first { $0.contains("landlord") })
    #expect(words.contains(EraseTests.remaining) && !words.contains("Yes."))
    #expect(!words.contains("Mei"))
    #expect(try study.query("SELECT count(*) FROM participant").rows == [["1"]])
    #expect(
      try study.query("SELECT speaker, participant_id FROM turn WHERE speaker LIKE '[%'").rows
        == [["[erased]", nil]])
    try fixture.expectClean()
    // The entry that gave the turns to her is taken back over her absence.
    let state = try fixture.dump()
    var undone = 0
    while (try? study.undo(by: fixture.author())) != nil { undone += 1 }
    for _ in 0..<undone { try study.redo(by: fixture.author()) }
    #expect(undone >= 3)
    #expect(try fixture.dump() == state)
    try fixture.expectClean()
  }

  /// A translation of T-2, whose turns are tied to nobody.
  private func translate(_ labels: [String]) throws {
    let lines = zip(labels, ["And where?", "房东拿着那家的材料不放", "是的，就是这样的房子。"])
    try fixture.perform(
      ImportTranscripts([
        draft("T-2.zh", lines.map { ($0, $1) }) {
          $0.translationOf = "T-2"
          $0.language = "zh"
        }
      ]))
  }

  private var participant: ErasureTarget {
    var target = ErasureTarget(title: "participant T-1-A")
    target.participant = "T-1-A"
    return target
  }

  @Test func `what a participant said goes from translations, in every version`() throws {
    try translate(["Q", "老", "梅"])
    try fixture.revise(
      "T-2", [("Q", "And where?"), ("老", "房东拿着那家的材料不放"), ("梅", "是的，就是那样的屋子。")],
      language: "zh")
    #expect(try erase(participant).passages == 3)
    try expectGone(["是的，就是这样的房子", "就是那样的屋子"])
    let bytes = try Data(contentsOf: URL(filePath: study.path))
    #expect(bytes.firstRange(of: Data("房东拿着那家的材料不放".utf8)) != nil)
    try fixture.expectClean()
  }

  @Test func `a label that a translation gives to several people stops everything`() throws {
    try translate(["Q", "村民", "村民"])
    let before = try fixture.dump()
    #expect {
      try erase(participant)
    } throws: { error in
      (error as? Problem)?.what.contains("'村民' stands before turns of T-1-A and of others") == true
    }
    #expect(try fixture.dump() == before)
  }

  @Test func `a participant whose turns nobody linked is not half erased`() throws {
    try fixture.perform(
      ImportTranscripts([
        draft("T-3", [("Mei", "One more thing.")]) { $0.participants = ["T-1-A", "T-3-A"] }
      ]))
    let before = try fixture.dump()
    var target = ErasureTarget(title: "participant T-1-A")
    target.participant = "T-1-A"
    #expect(throws: Problem.self) { try erase(target) }
    target.participant = "nobody"
    #expect(throws: StudyFailure.self) { try erase(target) }
    #expect(try fixture.dump() == before)
  }

  @Test func `in the place of a passage stands a mark of its length`() throws {
    try code("T-1", "no lease for", "lease")
    try code("T-1", "for the room on the roof", "rent")
    let cites = try rows("T-1").filter { !$0.contains(":") }
    // A note of the coding that stays quotes the words.
    let target = try passage("T-1", "no lease for the")
    do {
      try erase(target)
      Issue.record("it was done")
    } catch let problem as Problem {
      #expect(problem.candidates == ["note on T-1#1 (body): “no lease for the”"])
    }
    let report = try erase(target, marks: true)
    // The coding inside goes; those that reach over it keep what is left of their words.
    #expect(report.codings == 1 && report.passages == 1)
    let words = try #require(try rows("T-1").first { $0.contains(":") })
    #expect(words.contains("We have [erased········] room on the roof"))
    #expect(words.contains(EraseTests.said[1]))
    let left = try rows("T-1").filter { !$0.contains(":") }
    #expect(left == cites.filter { !$0.contains("#3") })
    try expectGone(["no lease for the"])
    try fixture.expectClean()
    #expect(try study.search("lease", limit: 9).total == 0)
    #expect(try study.search("roof", limit: 9).total == 1)
    let state = try fixture.dump()
    let last = try #require(report.entry)
    for entry in [last - 1, last] {
      #expect(throws: StudyFailure.self) { try study.undo(entry: entry, by: fixture.author()) }
    }
    var undone = 0
    while (try? study.undo(by: fixture.author())) != nil { undone += 1 }
    for _ in 0..<undone { try study.redo(by: fixture.author()) }
    #expect(undone >= 5)
    #expect(try fixture.dump() == state)
    try expectGone(["no lease for the"])
  }

  @Test func `whoever quotes the words elsewhere is asked first`() throws {
    try fixture.perform(
      ImportMemos([
        MemoDefinition(
          slug: "m1", kind: "theoretical", body: "They say “No lease for the ROOM”, all of them.")
      ]))
    var code = CodeDefinition(slug: "lease", parent: "housing")
    code.names = [LocalizedText(language: "en", text: "Lease")]
    code.full = "What is said of lease."
    code.examples = [LocalizedText(language: "zh", text: "我们没有合同，也不走")]
    try fixture.perform(ImportCodebook([CodeDefinition(slug: "housing"), code]))
    try fixture.perform(FreezeCodebook("pilot"))
    let before = try fixture.dump()
    do {
      try erase(transcript("T-1"))
      Issue.record("it was done")
    } catch let problem as Problem {
      #expect(problem.candidates.contains("memo m1 (body): “No lease for the ROOM”"))
      let places = problem.candidates.map { $0.prefix { $0 != ":" } }
      #expect(places.contains("code lease (examples)"))
      #expect(places.contains("codebook freeze pilot (codes)"))
    }
    #expect(try fixture.dump() == before)
    try erase(transcript("T-1"), marks: true)
    try expectGone(EraseTests.said)
    #expect(try study.snapshot().memos.map(\.body) == ["They say “[erased]”, all of them."])
    try fixture.expectClean()
    let state = try fixture.dump()
    for _ in 0..<3 { try study.undo(by: fixture.author()) }
    for _ in 0..<3 { try study.redo(by: fixture.author()) }
    #expect(try fixture.dump() == state)
    try fixture.expectClean()
  }

  @Test func `a code that is called by the words gets another name first`() throws {
    try fixture.perform(AddCode(CodeDefinition(slug: "we-have-no-lease-for-the-room")))
    let before = try fixture.dump()
    do {
      try erase(transcript("T-1"), marks: true)
      Issue.record("it was done")
    } catch let problem as Problem {
      #expect(problem.candidates == ["code we-have-no-lease-for-the-room"])
    }
    #expect(try fixture.dump() == before)
    try fixture.perform(RenameCode("we-have-no-lease-for-the-room", to: "insecure"))
    try erase(transcript("T-1"), marks: true)
    #expect(try holds(study.path, [Array("lease-for-the-room".utf8)]) == nil)
    try study.undo(by: fixture.author())
    #expect(try study.snapshot([]).codebook.codes.contains { $0.slug.hasPrefix("erased-") })
    try fixture.expectClean()
  }

  @Test func `the same text under another label stops everything`() throws {
    var twin = draft("T-4", [("Q", "And where?")])
    let text = try study.query("SELECT words FROM body ORDER BY length(words) LIMIT 1").rows
    twin.text = try #require(text[0][0])
    try fixture.perform(ImportTranscripts([twin]))
    let label = twin.text.contains("lease") ? "T-1" : "T-2"
    let before = try fixture.dump()
    #expect(throws: Problem.self) { try erase(transcript(label)) }
    #expect(try fixture.dump() == before)
  }

  @Test func `a dry run says the same and changes nothing`() throws {
    let before = try fixture.dump()
    let plan = try study.erase(
      transcript("T-1"), marksQuotations: false, by: fixture.author(), dryRun: true)
    #expect(try fixture.dump() == before)
    #expect(plan.entry == nil)
    #expect(plan.entriesWithoutChanges.suffix(2) == ArraySlice(try about("T-1")))
    #expect(plan.entriesWithWords == (try about("T-1")))
    try fixture.expectClean()
    let done = try erase(transcript("T-1"))
    #expect(done.entriesWithoutChanges == plan.entriesWithoutChanges)
    #expect(done.codings == plan.codings && done.turns == plan.turns)
  }

  @Test func `while another program has the study open nothing is erased`() throws {
    let before = try fixture.dump()
    let holder = try LockHolder(study.path)
    #expect(throws: StudyFailure.busy(path: study.path)) { try erase(transcript("T-1")) }
    holder.end()
    #expect(try fixture.dump() == before)
  }

  @Test func `a backup that holds erased words does not come back`() throws {
    let copy = fixture.folder.appending(path: "copy.emic").path
    try study.backup(to: copy)
    try erase(transcript("T-1"))
    let backup = try Study.open(copy, for: .writing)
    #expect(throws: Problem.self) { try study.restorePlan(from: backup) }
    // Erased there too, it does.
    _ = try backup.erase(transcript("T-1"), marksQuotations: false, by: fixture.author())
    #expect(try study.restorePlan(from: backup).lost.count == 1)
  }

  @Test func `what was altered by hand after an erasure is noticed`() throws {
    let last = try #require(try erase(transcript("T-1")).entry)
    let cleaned = try #require(try about("T-1").first)
    try Vandal.execute(
      "UPDATE journal SET why = 'something else' WHERE number = \(cleaned)", on: study.path)
    let report = try study.check()
    #expect(
      report.items.flatMap(\.findings).contains { $0 == "entry \(cleaned): its words have changed" }
    )
    try Vandal.execute("UPDATE erasure_mark SET hash = zeroblob(32)", on: study.path)
    #expect(
      try study.check().items.flatMap(\.findings).contains {
        $0 == "entry \(last): its change set has changed"
      })
  }
}
