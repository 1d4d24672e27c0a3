import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Random histories: whatever was done, taking everything back gives the tables of every
/// earlier moment, and doing it again the later ones.
@Suite struct RandomHistoryTests {
  @Test(arguments: 0..<20)
  func randomCommandsUndoneAndRedoneGiveEqualTables(block: Int) throws {
    for step in 0..<50 { try oneHistory(seed: UInt64(block * 50 + step)) }
  }

  private func oneHistory(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try StudyFixture()
    var states = [try fixture.dump()]
    var entries: [Int64] = [1]
    for _ in 0..<Int.random(in: 3...9, using: &random) {
      let entry = try? randomCommand(in: fixture, &random)
      let state = try fixture.dump()
      // A refused or empty command must leave the tables as they were.
      if entry == nil {
        #expect(state == states.last, "seed \(seed)")
      } else {
        states.append(state)
        entries.append(entry ?? 0)
      }
    }
    try expectLookingBack(fixture, entries, states, "seed \(seed)")
    for state in states.dropLast().reversed() {
      try fixture.study.undo(by: fixture.author())
      #expect(try fixture.dump() == state, "undo, seed \(seed)")
    }
    for state in states.dropFirst() {
      try fixture.study.redo(by: fixture.author())
      #expect(try fixture.dump() == state, "redo, seed \(seed)")
    }
    // The undone and redone entries stand between the present and the past.
    try expectLookingBack(fixture, entries, states, "looked back over undo and redo, seed \(seed)")
    if seed.isMultiple(of: 10) { try fixture.expectClean("seed \(seed)") }
  }

  /// What was said at a moment is what the study says as of that moment, and the file stays.
  private func expectLookingBack(
    _ fixture: StudyFixture, _ entries: [Int64], _ states: [[String]], _ comment: String
  ) throws {
    let now = try fixture.dump()
    for (entry, state) in zip(entries, states) {
      let past = try fixture.study.rewound(to: .entry(entry))
      #expect(try StudyFixture.dump(of: past) == state, "entry \(entry), \(comment)")
      #expect(try past.journal().last?.number == entry)
    }
    #expect(try fixture.dump() == now)
  }

  /// Corrects a text: some of its words are others, gone, or repeated.
  private func reviseSomething(
    in fixture: StudyFixture, by coder: String, _ random: inout SeededGenerator
  ) throws -> Int64? {
    let snapshot = try fixture.study.snapshot([.turns, .codings])
    guard let index = snapshot.texts.indices.randomElement(using: &random) else { return nil }
    let key = snapshot.texts[index].key
    let words = try fixture.study.words(of: [key])[0]
    let lines = snapshot.turns.rows(ofText: Int32(index)).compactMap { row -> (String, String)? in
      guard let span = Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row])
      else { return nil }
      var said = words.words(in: span)
      for (word, other) in [
        ("no lease", "a lease"), ("papers ", ""), ("没有", "没得"), ("room", "second room"),
      ] where Bool.random(using: &random) {
        said = said.replacingOccurrences(of: word, with: other)
      }
      return (snapshot.turns.speaker(row) ?? "Q", said)
    }
    let corrected = draft("T", lines)
    let plan = RevisionPlan(
      Int32(index), in: snapshot, words: words, corrected: TextBuffer(corrected.text),
      turns: corrected.turns)
    return try fixture.perform(fixture.revision(plan, key, words), by: coder).entry
  }

  /// Performs one random command; the journal number, or `nil` when nothing changed.
  private func randomCommand(in fixture: StudyFixture, _ random: inout SeededGenerator) throws
    -> Int64?
  {
    let label = "T\(Int.random(in: 1...3, using: &random))"
    let slugs = ["rent", "lease", "school", "papers"]
    let slug = slugs.randomElement(using: &random) ?? "rent"
    let coder = Bool.random(using: &random) ? "ann" : "bo"
    switch Int.random(in: 0..<13, using: &random) {
    case 0, 1:
      let words = Bool.random(using: &random) ? "we have no lease, 没有合同。" : "papers 👩‍👧 and é\u{301}"
      return try fixture.perform(
        ImportTranscripts([
          draft(label, [("Q", "And the room?"), ("Mei", words)]) {
            $0.cases = ["HH-\(Int.random(in: 1...2, using: &random))"]
          }
        ]), by: coder
      ).entry
    case 2:
      var definition = CodeDefinition(slug: slug, parent: slug == "rent" ? nil : "rent")
      definition.full = "Version \(Int.random(in: 1...3, using: &random))"
      return try fixture.perform(
        ImportCodebook([CodeDefinition(slug: "rent"), definition].suffix(slug == "rent" ? 1 : 2))
      ).entry
    case 3, 4, 5:
      let texts = try fixture.study.snapshot([]).texts
      guard let text = texts.randomElement(using: &random) else { return nil }
      let start = Int32.random(in: 0..<(text.scalars - 1), using: &random)
      let end = Int32.random(in: (start + 1)...text.scalars, using: &random)
      guard let span = Span(start: start, end: end) else { return nil }
      return try fixture.perform(
        AddCodings(
          [
            NewCoding(
              text: text.key, span: span, code: slug, coder: coder,
              memo: Bool.random(using: &random) ? "why" : nil)
          ], newCodes: Bool.random(using: &random) ? [CodeDefinition(slug: slug)] : []), by: coder
      ).entry
    case 6:
      return try fixture.perform(
        RemoveCodings(.init(transcript: label, number: Int32.random(in: 1...3, using: &random)))
      ).entry
    case 7:
      return try fixture.perform(
        RemoveTranscript(label, withCodings: Bool.random(using: &random))
      ).entry
    case 8:
      return try fixture.perform(
        AssignSpeakers(
          label, [.init(speaker: "Mei", role: .respondent, participant: "\(label)-A")])
      ).entry
    case 9, 10:
      return try reviseSomething(in: fixture, by: coder, &random)
    case 11:
      let target = ConfirmCodings.Target(
        transcript: Bool.random(using: &random) ? label : nil,
        coder: Bool.random(using: &random) ? coder : nil)
      let accepts = Bool.random(using: &random)
      return try fixture.perform(ConfirmCodings(target, accepts ? .accept : .drop)).entry
    default:
      return try fixture.perform(
        DescribeTranscript(label, fields: [.init(name: "cases", value: "HH-1; HH-3")])
      ).entry
    }
  }
}
