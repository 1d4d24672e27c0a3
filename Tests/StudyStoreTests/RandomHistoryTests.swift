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
    for _ in 0..<Int.random(in: 3...9, using: &random) {
      let entry = try? randomCommand(in: fixture, &random)
      let state = try fixture.dump()
      // A refused or empty command must leave the tables as they were.
      if entry == nil {
        #expect(state == states.last, "seed \(seed)")
      } else {
        states.append(state)
      }
    }
    for state in states.dropLast().reversed() {
      try fixture.study.undo(by: fixture.author())
      #expect(try fixture.dump() == state, "undo, seed \(seed)")
    }
    for state in states.dropFirst() {
      try fixture.study.redo(by: fixture.author())
      #expect(try fixture.dump() == state, "redo, seed \(seed)")
    }
    if seed.isMultiple(of: 10) { try fixture.expectClean("seed \(seed)") }
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
    return try fixture.perform(try fixture.revision(plan, key, words), by: coder).entry
  }

  /// Suggests a code for a random stretch of a text.
  private func suggestSomething(
    in fixture: StudyFixture, _ slug: String, by coder: String, _ random: inout SeededGenerator
  ) throws -> Int64? {
    let texts = try fixture.study.snapshot([]).texts
    guard let text = texts.randomElement(using: &random) else { return nil }
    let start = Int32.random(in: 0..<(text.scalars - 1), using: &random)
    let end = Int32.random(in: (start + 1)...text.scalars, using: &random)
    guard let span = Span(start: start, end: end) else { return nil }
    let rule = SuggestionRule(codes: [slug], search: .terms(["lease"]))
    let new = NewSuggestion(text: text.key, span: span, matches: [span], code: slug)
    return try fixture.perform(AddSuggestions([.init(rule, [new])]), by: coder).entry
  }

  /// Performs one random command; the journal number, or `nil` when nothing changed.
  private func randomCommand(in fixture: StudyFixture, _ random: inout SeededGenerator) throws
    -> Int64?
  {
    let label = "T\(Int.random(in: 1...3, using: &random))"
    let slugs = ["rent", "lease", "school", "papers"]
    let slug = slugs.randomElement(using: &random) ?? "rent"
    let coder = Bool.random(using: &random) ? "ann" : "bo"
    switch Int.random(in: 0..<16, using: &random) {
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
    case 12, 13:
      return try suggestSomething(in: fixture, slug, by: coder, &random)
    case 14:
      guard let one = try fixture.study.suggestions().randomElement(using: &random) else {
        return nil
      }
      let decision: DecideSuggestions.Decision =
        [.accept, .reject, .acceptAs(span: nil, codes: [slug])].randomElement(using: &random)
        ?? .reject
      return try fixture.perform(DecideSuggestions([one.number], decision), by: coder).entry
    default:
      return try fixture.perform(
        DescribeTranscript(label, fields: [.init(name: "cases", value: "HH-1; HH-3")])
      ).entry
    }
  }
}
