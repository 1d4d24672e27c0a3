import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// A study with two short texts, in English and Chinese, and a few codes.
struct CodeFixture {
  let fixture: StudyFixture
  var study: Study { fixture.study }

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("T-1", [("Q", "And the room?"), ("Mei", "We have no lease and no papers at all.")]),
        draft("T-2", [("Q", "以后呢？"), ("Mei", "我们没有合同，也不走，就住在这里。")]),
      ]))
    try fixture.perform(
      ImportCodebook(codes("housing", "housing/rent", "housing/lease", "housing/room", "school")))
  }

  @discardableResult
  func perform<C: StudyCommand>(_ command: C, by coder: String = "ann") throws -> Performed<
    C.Outcome
  > {
    try fixture.perform(command, by: coder)
  }

  /// Puts a code on characters of a transcript.
  @discardableResult
  func code(
    _ label: String, _ start: Int32, _ end: Int32, _ slug: String, by coder: String = "ann",
    round: Int = 1, memo: String? = nil, stance: Stance? = nil
  ) throws -> String {
    let snapshot = try study.snapshot([])
    let index = try #require(snapshot.transcripts.firstIndex { $0.label == label })
    let text = try #require(snapshot.texts.first { Int($0.transcript) == index })
    let span = try #require(Span(start: start, end: end))
    return try perform(
      AddCodings([
        NewCoding(
          text: text.key, span: span, code: slug, coder: coder, memo: memo, stance: stance,
          round: round)
      ]), by: coder
    ).outcome.cites[0]
  }

  /// `T-1@3-8/rent/ann`, one per coding, sorted.
  func codings() throws -> [String] {
    try study.query(
      """
      SELECT transcript || '@' || start || '-' || end || '/' || code || '/' || coder
        || CASE round WHEN 1 THEN '' ELSE '/' || round END FROM v_codings ORDER BY 1
      """
    ).rows.compactMap { $0.first ?? nil }
  }

  /// Expects that a command is refused in these words and changes nothing.
  func expectRefusal<C: StudyCommand>(
    _ command: C, _ words: String..., location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try fixture.dump()
    do {
      try perform(command)
      Issue.record("not refused", sourceLocation: location)
    } catch let failure as any ProblemReporting {
      let line = failure.problem.line
      for word in words {
        #expect(line.contains(word), "\(line)", sourceLocation: location)
      }
      #expect(failure.problem.hint != nil, "\(line)", sourceLocation: location)
    }
    #expect(try fixture.dump() == before, sourceLocation: location)
  }

  /// Performs a command and expects that undoing it brings every row back, and redoing it too.
  @discardableResult
  func expectUndone<C: StudyCommand>(
    _ command: C, location: SourceLocation = #_sourceLocation
  ) throws -> C.Outcome {
    let before = try fixture.dump()
    let done = try perform(command)
    #expect(done.entry != nil, sourceLocation: location)
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
