import Fieldwork
import StudyStore
import TestSupport
import Testing

/// Random histories of memos among codings, merges of codes and removals: taking everything back
/// gives the tables of every earlier moment, doing it again the later ones, and no memo loses a
/// wording on the way.
@Suite struct RandomMemosTests {
  /// Histories of 26 commands; half of the words are Chinese.
  ///
  /// With 20 × 20 seeds, 10,400 commands, they passed too; these few are for every day.
  @Test(arguments: 0..<20)
  func `whatever happens to memos can be undone and done again`(block: Int) throws {
    for step in 0..<2 { try oneHistory(seed: UInt64(block * 2 + step)) }
  }

  private func oneHistory(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let study = try CodeFixture()
    var states = [try study.fixture.dump()]
    var wordings: [String: [String]] = [:]
    for _ in 0..<26 {
      let entry = try? randomCommand(in: study, &wordings, &random)
      let state = try study.fixture.dump()
      guard entry != nil else {
        #expect(state == states.last, "a refused or empty command changed something, seed \(seed)")
        continue
      }
      states.append(state)
    }
    for (slug, bodies) in wordings.sorted(by: { $0.key < $1.key }) {
      #expect(try study.study.memoHistory(slug).map(\.body) == bodies, "\(slug), seed \(seed)")
    }
    try study.fixture.expectClean("seed \(seed)")
    for state in states.dropLast().reversed() {
      try study.study.undo(by: study.fixture.author())
      #expect(try study.fixture.dump() == state, "undo, seed \(seed)")
    }
    guard seed.isMultiple(of: 4) else { return }
    for state in states.dropFirst() {
      try study.study.redo(by: study.fixture.author())
      #expect(try study.fixture.dump() == state, "redo, seed \(seed)")
    }
  }

  private static let bodies = ["no lease", "没有合同", "a clock", "学校是钟", "papers 👩‍👧", "留不留？"]

  private func target(_ study: CodeFixture, _ random: inout SeededGenerator) -> MemoTarget {
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1:
      .passage(
        PassageCite(
          transcript: Bool.random(using: &random) ? "T-1" : "T-2",
          number: Int32.random(in: 1...5, using: &random)))
    case 2: .transcript(Bool.random(using: &random) ? "T-1" : "T-2")
    case 3: .case("H-\(Int.random(in: 1...2, using: &random))")
    default: .code(["rent", "lease", "room", "school"].randomElement(using: &random) ?? "rent")
    }
  }

  /// Performs a random command, and writes down what a history of the memo must say then.
  private func randomCommand(
    in study: CodeFixture, _ wordings: inout [String: [String]], _ random: inout SeededGenerator
  ) throws -> Int64? {
    let slug = ["a", "b", "钟"].randomElement(using: &random) ?? "a"
    let body = RandomMemosTests.bodies.randomElement(using: &random) ?? "x"
    let label = Bool.random(using: &random) ? "T-1" : "T-2"
    let coder = Bool.random(using: &random) ? "ann" : "bo"
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1, 2:
      var memo = MemoDefinition(slug: slug, kind: "code", body: body)
      for _ in 0..<Int.random(in: 0...2, using: &random) { memo.attach(target(study, &random)) }
      let done = try study.perform(WriteMemo(memo), by: coder)
      wordings[slug] = [body]
      return done.entry
    case 3, 4:
      var changes = MemoChanges()
      changes.body = body
      if Bool.random(using: &random) { changes.isOpen = Bool.random(using: &random) }
      let done = try study.perform(EditMemo(slug, changes), by: coder)
      if wordings[slug]?.last != body { wordings[slug, default: []].append(body) }
      return done.entry
    case 5, 6:
      return try study.perform(
        AttachMemo(slug, to: [target(study, &random)], isDetaching: Bool.random(using: &random))
      ).entry
    case 7:
      let done = try study.perform(RemoveMemo(slug))
      wordings[slug] = nil
      return done.entry
    case 8:
      let memo = MemoDefinition(
        slug: slug, kind: "code", body: body, codes: ["rent"], cases: ["H-1"])
      let done = try study.perform(ImportMemos([memo]), by: coder)
      if wordings[slug]?.last != body { wordings[slug, default: []].append(body) }
      return done.entry
    case 9, 10:
      let start = Int32.random(in: 0..<16, using: &random)
      let end = start + Int32.random(in: 1...4, using: &random)
      let snapshot = try study.study.snapshot([])
      guard let text = snapshot.texts.randomElement(using: &random),
        let span = Span(start: start, end: end)
      else { return nil }
      let coding = NewCoding(
        text: text.key, span: span, code: Bool.random(using: &random) ? "rent" : "lease",
        coder: coder, memo: Bool.random(using: &random) ? body : nil)
      return try study.perform(AddCodings([coding]), by: coder).entry
    case 11:
      return try study.perform(
        RemoveCodings(.init(transcript: label, number: Int32.random(in: 1...4, using: &random)))
      ).entry
    case 12, 13:
      let cite = PassageCite(
        transcript: label, number: Int32.random(in: 1...4, using: &random))
      let set = Bool.random(using: &random) ? PassageSet.star : "开头"
      if Bool.random(using: &random) {
        return try study.perform(AddToSet(set, [cite]), by: coder).entry
      }
      return try study.perform(
        RemoveFromSet(set, Bool.random(using: &random) ? [cite] : [])
      ).entry
    case 14:
      return try study.perform(
        MergeIntoCode(["lease"], into: "rent", joins: Bool.random(using: &random))
      ).entry
    default:
      return try study.perform(
        DescribeTranscript(label, fields: [.init(name: "cases", value: "H-1; H-2")])
      ).entry
    }
  }
}
