import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import Testing

/// A study with texts in English and Chinese, and rules that look for words in them.
struct SuggestionFixture {
  let fixture: StudyFixture
  var study: Study { fixture.study }

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft(
          "T-1",
          [
            ("Q", "And the papers?"),
            ("Mei", "We have no papers. The school asks for papers. We stay."),
          ]),
        draft("T-2", [("Q", "以后呢？"), ("Mei", "我们没有合同，也不走。学校要合同，我们没有。")]),
      ]))
    try fixture.perform(
      ImportCodebook(codes("housing", "housing/papers", "housing/rent", "housing/stay", "school")))
    try fixture.perform(
      ImportCodebook([CodeDefinition(slug: "moving", isCodable: false)]))
  }

  /// Uses a rule as the command does.
  @discardableResult
  func suggest(
    _ terms: [String], as codes: [String], unit: SuggestionUnit = .sentence, name: String? = nil,
    again: Bool = false, by coder: String = "ann"
  ) throws -> Performed<[AddSuggestions.Added]> {
    try fixture.perform(
      try command(terms, as: codes, unit: unit, name: name, again: again), by: coder)
  }

  func command(
    _ terms: [String], as codes: [String], unit: SuggestionUnit = .sentence, name: String? = nil,
    again: Bool = false
  ) throws -> AddSuggestions {
    let (snapshot, plan) = try plan(terms, as: codes, unit: unit, again: again)
    let rule = SuggestionRule(name: name, codes: codes, search: .terms(terms), unit: unit)
    return AddSuggestions([
      .init(
        rule,
        plan.drafts.map {
          NewSuggestion(
            text: snapshot.texts[Int($0.text)].key, span: $0.span, matches: $0.matches,
            code: snapshot.codebook.codes[Int($0.code)].slug)
        })
    ])
  }

  func plan(
    _ terms: [String], as codes: [String], unit: SuggestionUnit = .sentence, again: Bool = false
  ) throws -> (StudySnapshot, SuggestionPlan) {
    let snapshot = try study.snapshot([.turns, .codings])
    let buffers = try study.words(of: snapshot.texts.map(\.key))
    var shelf = TextShelf()
    for (index, buffer) in buffers.enumerated() { shelf[Int32(index)] = buffer }
    let found = try study.search(anyOf: terms).map {
      TurnMatches(text: $0.text, turn: $0.turn, matches: $0.matches)
    }
    let plan = SuggestionPlan(
      found, unit: unit,
      codes: try codes.map { Int32(try #require(snapshot.codebook.index(ofSlug: $0))) },
      in: snapshot, words: shelf, known: try study.knownSuggestions(), again: again)
    return (snapshot, plan)
  }

  /// `s1 CODE words STATUS`, by number.
  func suggestions() throws -> [String] {
    let all = try study.suggestions(Set(SuggestionStatus.allCases))
    let words = try study.words(of: all.map(\.text))
    return zip(all, words).map { suggestion, text in
      "\(suggestion.name) \(suggestion.code) \(text.words(in: suggestion.span)) "
        + suggestion.status.rawValue
    }
  }

  /// `cite code coder words`, sorted.
  func codings() throws -> [String] {
    try study.query(
      "SELECT cite || ' ' || code || ' ' || coder || ' ' || quote FROM v_quotes ORDER BY 1"
    ).rows.compactMap { $0.first ?? nil }
  }

  /// Expects that a command is refused in these words and changes nothing.
  func expectRefusal<C: StudyCommand>(
    _ command: C, _ words: String..., location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try fixture.dump()
    do {
      try fixture.perform(command)
      Issue.record("not refused", sourceLocation: location)
    } catch let failure as any ProblemReporting {
      let line = failure.problem.line
      for word in words { #expect(line.contains(word), "\(line)", sourceLocation: location) }
      #expect(failure.problem.hint != nil, "\(line)", sourceLocation: location)
    }
    #expect(try fixture.dump() == before, sourceLocation: location)
  }

  /// Performs a command and expects that undo and redo bring every row back.
  @discardableResult
  func expectUndone<C: StudyCommand>(
    _ command: C, by coder: String = "ann", location: SourceLocation = #_sourceLocation
  ) throws -> C.Outcome {
    let before = try fixture.dump()
    let done = try fixture.perform(command, by: coder)
    let after = try fixture.dump()
    #expect(after != before, sourceLocation: location)
    try study.undo(by: fixture.author())
    #expect(try fixture.dump() == before, sourceLocation: location)
    try study.redo(by: fixture.author())
    #expect(try fixture.dump() == after, sourceLocation: location)
    try fixture.expectClean()
    return done.outcome
  }
}
