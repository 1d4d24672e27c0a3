import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import TestSupport

/// One random command after the other, of every kind that the store has, on a small study with
/// texts in English and Chinese.
///
/// A command that cannot be done in the state that the study is in throws; the store has to leave
/// everything as it was then.
struct RandomCommands {
  let fixture: StudyFixture
  var random: SeededGenerator

  /// What can be asked for, by the name of the command's type.
  typealias Deed = @Sendable (inout RandomCommands) throws -> Int64?

  /// Every command of the store, those that others need more often.
  static let deeds: [(name: String, deed: Deed)] = [
    ("ImportTranscripts", { try $0.importTranscript() }),
    ("ImportTranscripts", { try $0.importTranscript() }),
    ("ImportCodebook", { try $0.importCodebook() }),
    ("AddCodings", { try $0.addCoding() }), ("AddCodings", { try $0.addCoding() }),
    ("AddCodings", { try $0.addCoding() }), ("AddCodings", { try $0.addCoding() }),
    ("RemoveCodings", { try $0.removeCodings() }),
    ("RemoveTranscript", { try $0.removeTranscript() }),
    ("AssignSpeakers", { try $0.assignSpeakers() }), ("MendTurns", { try $0.mendTurns() }),
    ("ReviseTranscript", { try $0.revise() }), ("ReviseTranscript", { try $0.revise() }),
    ("ConfirmCodings", { try $0.confirm() }),
    ("DescribeTranscript", { try $0.describe() }), ("DescribeLayer", { try $0.describeLayer() }),
    ("EditCodings", { try $0.editCodings() }), ("CorrectAndCode", { try $0.correctAndCode() }),
    ("AddSuggestions", { try $0.suggest() }), ("DecideSuggestions", { try $0.decide() }),
    ("AddToSet", { try $0.addToSet() }), ("RemoveFromSet", { try $0.removeFromSet() }),
    ("AddStarredCodings", { try $0.star() }), ("WriteMemo", { try $0.writeMemo() }),
    ("EditMemo", { try $0.editMemo() }), ("AttachMemo", { try $0.attachMemo() }),
    ("RemoveMemo", { try $0.removeMemo() }),
    ("AddCode", { try $0.addCode() }), ("EditCode", { try $0.editCode() }),
    ("MoveCode", { try $0.moveCode() }), ("RenameCode", { try $0.renameCode() }),
    ("RetireCode", { try $0.retireCode() }), ("MergeIntoCode", { try $0.mergeCodes() }),
    ("SplitCode", { try $0.splitCode() }), ("AssignSplit", { try $0.assignSplit() }),
    ("FreezeCodebook", { try $0.freeze() }),
    ("ImportSites", { try $0.importSites() }), ("ImportCases", { try $0.importCases() }),
    ("ImportParticipants", { try $0.importParticipants() }),
    ("ImportTopics", { try $0.importTopics() }), ("ImportFigures", { try $0.importFigures() }),
    ("TieFigure", { try $0.tieFigure() }),
    ("ImportMemos", { try $0.importMemos() }),
    ("ImportRelations", { try $0.importRelations() }),
    ("ImportThemes", { try $0.importThemes() }), ("DefineTheme", { try $0.defineTheme() }),
    ("EditTheme", { try $0.editTheme() }), ("RemoveTheme", { try $0.removeTheme() }),
    ("JudgeTheme", { try $0.judgeTheme() }), ("WriteFramework", { try $0.writeFramework() }),
    ("ImportSurvey", { try $0.importSurvey() }),
    ("LinkRecords", { try $0.linkRecords() }), ("SaveQuery", { try $0.saveQuery() }),
    ("RemoveQuery", { try $0.removeQuery() }), ("SetFieldwork", { try $0.setFieldwork() }),
    ("TagState", { try $0.tag() }), ("RemoveTag", { try $0.removeTag() }),
    ("DefineAttributes", { try $0.defineAttribute() }),
    ("RemoveAttribute", { try $0.removeAttribute() }),
    ("SetAttributes", { try $0.setAttributes() }), ("SetAttributes", { try $0.setAttributes() }),
    ("SetTopics", { try $0.setTopics() }), ("SetReferrals", { try $0.setReferrals() }),
    ("RemoveReferral", { try $0.removeReferral() }),
    ("ReturnToState", { try $0.goBack() }), ("MergeStudy", { try $0.mergeStudy() }),
  ]

  init(_ fixture: StudyFixture, seed: UInt64) {
    self.fixture = fixture
    random = SeededGenerator(seed: seed)
  }

  /// What became of a command.
  enum Outcome {
    /// It was done, as this entry.
    case done(Int64)
    /// Nothing had to change.
    case nothing
    /// The store refused it.
    case refused
  }

  /// Performs a random command.
  ///
  /// - Throws: what is no refusal in words, such as a broken statement.
  mutating func perform() throws -> (name: String, outcome: Outcome) {
    try perform(
      RandomCommands.deeds[Int.random(in: 0..<RandomCommands.deeds.count, using: &random)])
  }

  /// Performs one of the commands.
  mutating func perform(
    _ chosen: (name: String, deed: Deed)
  ) throws -> (name: String, outcome: Outcome) {
    do {
      let entry = try chosen.deed(&self)
      return (chosen.name, entry.map { .done($0) } ?? .nothing)
    } catch let refusal as any ProblemReporting where refusal.problem.kind != .internalFailure {
      return (chosen.name, .refused)
    }
  }

  var study: Study { fixture.study }

  mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
  mutating func one<T>(_ things: [T]) -> T? { things.randomElement(using: &random) }

  mutating func label() -> String { "T\(number(1...3))" }
  mutating func coder() -> String { chance(2) ? "ann" : "bo" }
  mutating func fresh() -> String {
    one(["walk", "debt", "路远", "欠租", "noise"]) ?? "walk"
  }

  mutating func slug() throws -> String {
    let book = try study.snapshot([]).codebook
    return one(book.codes.map(\.slug) + ["rent"]) ?? "rent"
  }

  mutating func perform<C: StudyCommand>(_ command: C) throws -> Int64? {
    try fixture.perform(command, by: coder()).entry
  }

  // MARK: Texts

  private mutating func importTranscript() throws -> Int64? {
    let words = one([
      "we have no lease, 没有合同。", "papers 👩‍👧 and é\u{301}", "我们没有房子，就住在这里。",
    ])
    let place = number(1...2)
    let new = draft(label(), [("Q", "And the room?"), ("Mei", words ?? "")]) {
      $0.cases = ["HH-\(place)"]
    }
    return try perform(ImportTranscripts([new]))
  }

  private mutating func removeTranscript() throws -> Int64? {
    try perform(RemoveTranscript(label(), withCodings: chance(2)))
  }

  private mutating func assignSpeakers() throws -> Int64? {
    let label = label()
    let people = one([["\(label)-A"], ["\(label)-A", "\(label)-B"], []]) ?? []
    return try perform(
      AssignSpeakers(label, [.init(speaker: "Mei", role: .respondent, participants: people)]))
  }

  private mutating func mendTurns() throws -> Int64? {
    guard let place = try span() else { return nil }
    let words = try study.words(of: [place.key])[0]
    let turn = Int32(number(1...3))
    let mends: [MendTurns.Mend] = [
      .split(turn: turn, at: place.span.start, speaker: chance(2) ? "Mei" : nil),
      .join(turn...turn + 1), .speaker(turn: turn, label: chance(2) ? "Q" : "Lei", role: nil),
    ]
    return try perform(MendTurns(place.key, words: words.digest, one(mends) ?? mends[0]))
  }

  private mutating func describe() throws -> Int64? {
    try perform(
      DescribeTranscript(
        label(), fields: [.init(name: "cases", value: "HH-1; HH-\(number(2...3))")]))
  }

  private mutating func writeFramework() throws -> Int64? {
    let snapshot = try study.snapshot([.codings, .themes])
    guard let theme = one(snapshot.themes), let place = one(snapshot.cases) else { return nil }
    let now = try study.frameworkCells().first { $0.theme == theme.slug && $0.place == place.id }
    let cites = snapshot.transcripts.prefix(2).map {
      FrameworkCell.Passage(
        cite: PassageCite(transcript: $0.label, number: 1), words: SHA256Digest(of: [1]))
    }
    return try perform(
      WriteFramework([
        .init(
          theme: theme.slug, place: place.id, summary: one(["", "They stay. 他们不走。", "No."]) ?? "",
          passages: chance(2) ? cites : [], expected: now?.summary)
      ]))
  }

  private mutating func describeLayer() throws -> Int64? {
    try perform(
      DescribeLayer(label(), language: "en", [.init(name: "checked_by", value: coder())]))
  }

  private mutating func revise() throws -> Int64? {
    guard let (plan, key, words) = try correction() else { return nil }
    return try perform(fixture.revision(plan, key, words))
  }

  /// Some words of a text are others, gone, or repeated.
  mutating func correction() throws -> (plan: RevisionPlan, key: Int64, words: TextBuffer)? {
    let snapshot = try study.snapshot([.turns, .codings])
    guard let index = snapshot.texts.indices.randomElement(using: &random) else { return nil }
    let key = snapshot.texts[index].key
    let words = try study.words(of: [key])[0]
    var lines: [(String, String)] = []
    for row in snapshot.turns.rows(ofText: Int32(index)) {
      guard let span = Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row])
      else { continue }
      var said = words.words(in: span)
      for (word, other) in [
        ("no lease", "a lease"), ("papers ", ""), ("没有", "没得"), ("room", "second room"),
      ] where chance(2) {
        said = said.replacing(word, with: other)
      }
      lines.append((snapshot.turns.speaker(row) ?? "Q", said))
    }
    let corrected = draft("T", lines)
    let plan = RevisionPlan(
      Int32(index), in: snapshot, words: words, corrected: TextBuffer(corrected.text),
      turns: corrected.turns)
    return (plan, key, words)
  }

  // MARK: Codings

  mutating func span() throws -> (key: Int64, span: Span, label: String)? {
    let snapshot = try study.snapshot([])
    guard let text = snapshot.texts.randomElement(using: &random), text.scalars > 1 else {
      return nil
    }
    let start = Int32.random(in: 0..<(text.scalars - 1), using: &random)
    let end = Int32.random(in: (start + 1)...text.scalars, using: &random)
    let label = snapshot.transcripts[Int(text.transcript)].label
    return Span(start: start, end: end).map { (text.key, $0, label) }
  }

  private mutating func addCoding() throws -> Int64? {
    guard let place = try span() else { return nil }
    let slug = chance(3) ? fresh() : try slug()
    let isNew = try !study.snapshot([]).codebook.codes.contains { $0.slug == slug }
    let coding = NewCoding(
      text: place.key, span: place.span, code: slug, coder: coder(), memo: chance(2) ? "why" : nil,
      stance: chance(6) ? .deny : nil, round: chance(4) ? 2 : 1)
    return try perform(AddCodings([coding], newCodes: isNew ? [CodeDefinition(slug: slug)] : []))
  }

  private mutating func removeCodings() throws -> Int64? {
    try perform(RemoveCodings(.init(transcript: label(), number: Int32(number(1...3)))))
  }

  private mutating func confirm() throws -> Int64? {
    let target = ConfirmCodings.Target(
      transcript: chance(2) ? label() : nil, coder: chance(2) ? coder() : nil)
    return try perform(ConfirmCodings(target, chance(2) ? .accept : .drop))
  }

  private mutating func editCodings() throws -> Int64? {
    guard let place = try span() else { return nil }
    let state = try study.sheetState(of: place.key, coder: "ann", round: 1)
    var changes = EditCodings.Changes()
    if let old = one(state.codings) { changes.removed = [old] }
    changes.added = [
      SheetCoding(span: place.span, code: try slug(), memos: chance(2) ? ["from a sheet"] : [])
    ]
    let target = EditCodings.Target(
      transcript: place.label, text: place.key, coder: "ann", round: 1, journal: state.journal)
    return try fixture.perform(EditCodings(target, changes)).entry
  }

  // MARK: Codes

  private mutating func importCodebook() throws -> Int64? {
    var definition = CodeDefinition(slug: one(["rent", "lease", "school", "papers"]) ?? "rent")
    if definition.slug != "rent" { definition.parent = "rent" }
    definition.full = "Version \(number(1...3))"
    let all = definition.slug == "rent" ? [definition] : [CodeDefinition(slug: "rent"), definition]
    return try perform(ImportCodebook(all))
  }

  private mutating func addCode() throws -> Int64? {
    var code = CodeDefinition(
      slug: fresh(), parent: chance(2) ? try slug() : nil, isCodable: !chance(4))
    code.short = "Version \(number(1...3))"
    return try perform(AddCode(code))
  }

  private mutating func editCode() throws -> Int64? {
    guard let old = one(try study.snapshot([]).codebook.codes) else { return nil }
    var new = old
    new.full = "Wording \(number(1...3))"
    return try perform(EditCode(old, to: new))
  }

  private mutating func moveCode() throws -> Int64? {
    let place = MoveCode.Place(
      parent: chance(2) ? .top : .under(try slug()),
      neighbour: chance(2) ? nil : .before(try slug()))
    return try perform(MoveCode(try slug(), to: place))
  }

  private mutating func renameCode() throws -> Int64? {
    try perform(RenameCode(try slug(), to: fresh()))
  }

  private mutating func retireCode() throws -> Int64? {
    try perform(RetireCode(try slug(), isRetired: chance(2)))
  }

  private mutating func mergeCodes() throws -> Int64? {
    let from = Set([try slug(), try slug()]).sorted()
    return try perform(
      MergeIntoCode(
        from, into: try slug(), joins: chance(2), preference: chance(4) ? nil : .from))
  }

  private mutating func splitCode() throws -> Int64? {
    try perform(SplitCode(try slug(), into: [fresh(), try slug()]))
  }

  private mutating func assignSplit() throws -> Int64? {
    guard let split = one(try study.openSplits()) else { return nil }
    let rows = try study.query(
      "SELECT DISTINCT cite FROM v_codings WHERE code = '\(split.code)' ORDER BY cite"
    ).rows
    let assignments = try rows.compactMap { $0.first ?? nil }.map { cite in
      let place = try SplitRow(cite: cite, codes: []).place()
      return AssignSplit.Assignment(
        transcript: place.label, number: place.number, coder: nil,
        parts: [one(split.parts.map(\.code)) ?? ""])
    }
    return try perform(AssignSplit(split.code, assignments))
  }

  private mutating func freeze() throws -> Int64? {
    try perform(FreezeCodebook("f\(number(1...4))"))
  }

  // MARK: People and places

  private mutating func importSites() throws -> Int64? {
    let parent = chance(2) ? "city" : "town"
    return try perform(
      ImportSites([
        SiteRow(line: 2, id: parent, kind: "city"),
        SiteRow(line: 3, id: "village-\(number(1...2))", kind: "village", parent: parent),
      ]))
  }

  private mutating func importCases() throws -> Int64? {
    try perform(
      ImportCases([
        CaseRow(
          line: 2, id: "HH-\(number(1...4))", kind: "household", name: one(["", "陈家", "Luo"]),
          attributes: [AttributeValue(name: "tenure", value: "v\(number(1...3))")])
      ]))
  }

  private mutating func importParticipants() throws -> Int64? {
    try perform(
      ImportParticipants([
        ParticipantRow(
          line: 2, participant: "\(label())-A", caseID: "HH-\(number(1...3))",
          name: one(["Mei", "梅", "Lao"]))
      ]))
  }

  private mutating func importTopics() throws -> Int64? {
    let topic = Topic(slug: "g\(number(1...3))", guide: "g", label: one(["Rent", "房租"]) ?? "")
    let row = TopicRow(topic: topic.slug, transcript: label(), state: chance(2) ? .asked : .raised)
    return try perform(ImportTopics([topic], [row]))
  }

  // MARK: Notes, themes, survey

  private mutating func importFigures() throws -> Int64? {
    try perform(
      ImportFigures([
        ContextFigure(slug: "f\(number(1...2))", value: "\(number(1...5))", place: "贵阳")
      ]))
  }

  private mutating func tieFigure() throws -> Int64? {
    let codes = chance(4) ? "" : chance(2) ? try slug() : "\(try slug()) or \(try slug())"
    return try perform(TieFigure("f\(number(1...2))", to: codes))
  }

  private mutating func importMemos() throws -> Int64? {
    try perform(
      ImportMemos([
        MemoDefinition(
          slug: "m\(number(1...3))", kind: "theoretical", body: one(["Why?", "为什么？"]) ?? "",
          codes: chance(2) ? [try slug()] : [], transcripts: chance(3) ? [label()] : [],
          themes: chance(4) ? ["t1"] : [])
      ]))
  }

  private mutating func importRelations() throws -> Int64? {
    try perform(
      ImportRelations([
        RelationDefinition(
          slug: "R\(number(1...3))", from: try slug(), kind: chance(2) ? "leads-to" : "weakens",
          to: try slug())
      ]))
  }

  private mutating func theme() throws -> ThemeDefinition {
    ThemeDefinition(
      slug: "t\(number(1...2))",
      statements: [LocalizedText(language: "zh", text: one(["要钱。", "留下。"]) ?? "")],
      rule: .atLeast(1), required: Set([try slug(), try slug()]).sorted())
  }

  private mutating func importThemes() throws -> Int64? { try perform(ImportThemes([try theme()])) }

  private mutating func defineTheme() throws -> Int64? { try perform(DefineTheme(try theme())) }

  private mutating func editTheme() throws -> Int64? {
    var changes = ThemeChanges()
    changes.summary = "Summary \(number(1...3))"
    if chance(2) { changes.supporting = [try slug()] }
    return try perform(EditTheme("t\(number(1...2))", changes))
  }

  private mutating func removeTheme() throws -> Int64? {
    try perform(RemoveTheme("t\(number(1...2))"))
  }

  private mutating func judgeTheme() throws -> Int64? {
    try perform(
      JudgeTheme(
        "t\(number(1...2))", case: "HH-\(number(1...3))", chance(4) ? nil : .supports, why: "heard")
    )
  }

  private mutating func importSurvey() throws -> Int64? {
    let draft = SurveyDraft(
      name: chance(3) ? "members" : "households", title: "Households", keyVariable: "id",
      caseKind: "household",
      fileName: "h.csv",
      variables: [
        Variable(name: "id", kind: .text),
        Variable(
          name: "owns", kind: .category, valueLabels: [ValueLabel(code: "1", label: "是")],
          missing: [ValueLabel(code: "-9", label: "don't know")]),
      ],
      records: (1...number(2...4)).map { record in
        .init(key: "HH-\(record)", values: [.text("HH-\(record)"), .number(Double(record % 2))])
      })
    return try perform(ImportSurvey(draft))
  }

  /// Records of a survey are cases or participants; the other level is refused.
  private mutating func linkRecords() throws -> Int64? {
    let key = "HH-\(number(1...4))"
    let level = chance(3) ? LinkLevel.participant : .place
    let subject = level == .place ? key : "\(label())-A"
    let link =
      chance(3)
      ? LinkRecords.Link(subject, record: nil, note: "moved away")
      : LinkRecords.Link(subject, record: key)
    return try perform(
      LinkRecords(
        [link], of: level, survey: level == .place || chance(2) ? "households" : "members",
        method: "id"))
  }

  private mutating func saveQuery() throws -> Int64? {
    let text = chance(2) ? "\(try slug()) or \(try slug())" : "\(try slug()) same turn rent"
    return try perform(
      SaveQuery(try SavedQuery(name: "q\(number(1...3))", text: text), replaces: chance(2)))
  }

  private mutating func removeQuery() throws -> Int64? {
    try perform(RemoveQuery("q\(number(1...3))"))
  }

  private mutating func setFieldwork() throws -> Int64? {
    guard let dates = FieldworkDates("2016-01-0\(number(1...3))..") else { return nil }
    return try perform(SetFieldwork(dates))
  }

  // MARK: The journal itself, and other coders

  private mutating func tag() throws -> Int64? { try perform(TagState("state-\(number(1...3))")) }

  private mutating func removeTag() throws -> Int64? {
    try perform(RemoveTag("state-\(number(1...3))"))
  }

  private mutating func goBack() throws -> Int64? {
    let last = try study.journal().last?.number ?? 1
    let entry = Int64.random(in: max(1, last - 4)...last, using: &random)
    return try perform(ReturnToState(.entry(entry)))
  }

  /// Another coder's copy comes back with a coding or a code of its own.
  private mutating func mergeStudy() throws -> Int64? {
    let labels = try study.snapshot([]).transcripts.map(\.label)
    guard let label = one(labels) else { return nil }
    let path = fixture.folder.appending(path: "copy-\(random.next()).emic").path
    _ = try study.handOut(
      [label], to: path, note: "copy", by: Author(coder: "cai", time: "2026-02-01T00:00:00Z"))
    defer {
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
    let copy = try Study.open(path, for: .writing)
    let text = try copy.snapshot([]).texts[0]
    let author = Author(coder: "cai", time: "2026-02-02T00:00:00Z")
    if let span = Span(start: 0, end: Int32(number(1...Int(text.scalars)))) {
      _ = try copy.perform(
        AddCodings(
          [NewCoding(text: text.key, span: span, code: "from-cai", coder: "cai")],
          newCodes: [CodeDefinition(slug: "from-cai")]), by: author)
    }
    let source = try copy.mergeSource()
    try copy.close()
    return try perform(MergeStudy(source, MergeDecisions(all: .ours)))
  }
}
