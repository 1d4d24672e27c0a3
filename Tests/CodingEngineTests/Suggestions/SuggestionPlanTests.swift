import CodingEngine
import Fieldwork
import Testing

/// Which passages a rule suggests, counted by eye.
@Suite struct SuggestionPlanTests {
  /// A household in two languages, and an official.
  private func study() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    study.code("papers")
    study.code("money")
    study.interview(
      "A",
      [
        .asks("Which papers?"),
        .says("We had no papers. They asked for papers. 要户口本。没有户口本就不行。"),
        .says("The fee is high.\nPapers cost money.\n\nThe papers of my son are in the village."),
      ])
    study.layer(
      of: "A", language: "en", translator: "Lin",
      lines: [.asks("Papers?"), .says("No papers at all."), .says("The fee.")])
    study.interview("B", kind: "official", [.says("Papers are not my office.")])
    return study
  }

  /// The matches of words in any case, by another road than the search.
  private func matches(_ words: [String], in study: SnapshotBuilder) throws -> [TurnMatches] {
    let snapshot = try study.snapshot()
    return (0..<snapshot.turns.count).compactMap { row in
      let text = snapshot.turns.texts[row]
      guard let span = Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row])
      else { return nil }
      let said = study.buffers[Int(text)].words(in: span).lowercased()
      var found: [Span] = []
      for word in words {
        for range in said.ranges(of: word) {
          let start = Int32(said[..<range.lowerBound].unicodeScalars.count)
          let length = Int32(word.unicodeScalars.count)
          if let match = Span(start: span.start + start, end: span.start + start + length) {
            found.append(match)
          }
        }
      }
      guard !found.isEmpty else { return nil }
      return TurnMatches(
        text: snapshot.texts[Int(text)].key, turn: snapshot.turns.numbers[row],
        matches: found.sorted())
    }
  }

  private func plan(
    _ words: [String], _ unit: SuggestionUnit, in study: SnapshotBuilder, codes: [Int32] = [0],
    scope: SuggestionScope = SuggestionScope(), known: [KnownSuggestion] = [],
    again: Bool = false, coder: Int32? = nil
  ) throws -> SuggestionPlan {
    SuggestionPlan(
      try matches(words, in: study), unit: unit, codes: codes, scope: scope,
      in: try study.snapshot(), words: study.shelf, known: known, again: again, coder: coder)
  }

  private func words(_ plan: SuggestionPlan, _ study: SnapshotBuilder) -> [String] {
    plan.drafts.map { draft in
      study.buffers[Int(draft.text)].words(in: draft.span)
    }
  }

  @Test func `a sentence is suggested once, however often it matches`() throws {
    let study = study()
    let made = try plan(["papers", "asked"], .sentence, in: study)
    #expect(
      words(made, study) == [
        "We had no papers.", "They asked for papers.", "Papers cost money.",
        "The papers of my son are in the village.", "Papers are not my office.",
      ])
    #expect(made.matches == 6)
    #expect(made.passages == 5)
    #expect(made.transcripts == 2)
    #expect(made.drafts[1].matches.count == 2)
    #expect(made.counts.map(\.suggested) == [5])
    #expect(made.byInterviewer == 1)
    #expect(made.inOtherLayers == 2)
  }

  @Test func `Chinese sentences end without a blank`() throws {
    let study = study()
    #expect(
      words(try plan(["户口本"], .sentence, in: study), study) == ["要户口本。", "没有户口本就不行。"])
    #expect(words(try plan(["户口本"], .match, in: study), study) == ["户口本", "户口本"])
  }

  @Test func `a match over two sentences takes both`() throws {
    let study = study()
    #expect(
      words(try plan(["papers. they"], .sentence, in: study), study) == [
        "We had no papers. They asked for papers."
      ])
  }

  @Test func `turns and paragraphs are taken whole`() throws {
    let study = study()
    #expect(words(try plan(["fee"], .turn, in: study), study).map { $0.prefix(7) } == ["The fee"])
    #expect(words(try plan(["fee"], .turn, in: study), study)[0].hasSuffix("the village."))
    #expect(
      words(try plan(["papers cost"], .paragraph, in: study), study) == [
        "The fee is high.\nPapers cost money."
      ])
  }

  @Test func `without empty lines each line is a paragraph`() throws {
    var study = SnapshotBuilder()
    study.code("papers")
    study.interview("A", [.says("The fee is high.\nPapers cost money.\nMy son knows.")])
    #expect(words(try plan(["papers"], .paragraph, in: study), study) == ["Papers cost money."])
  }

  @Test func `the scope says which layer, whose words and which transcripts`() throws {
    let study = study()
    let translated = SuggestionScope(layer: "en")
    let english = try plan(["papers"], .sentence, in: study, scope: translated)
    #expect(words(english, study) == ["No papers at all."])
    let asked = SuggestionScope(includesInterviewer: true)
    #expect(
      words(try plan(["papers"], .sentence, in: study, scope: asked), study).contains(
        "Which papers?"))
    let one = SuggestionScope(transcripts: [1])
    let made = try plan(["papers"], .sentence, in: study, scope: one)
    #expect(words(made, study) == ["Papers are not my office."])
    #expect(made.inOtherLayers == 0 && made.byInterviewer == 0)
  }

  @Test func `what has the code is left out, what has another is not`() throws {
    var study = study()
    study.put("papers", on: "no papers", in: "A", coder: "kim")
    study.put("money", on: "They asked", in: "A", coder: "kim")
    let made = try plan(["papers"], .sentence, in: study, codes: [0, 1])
    let papers = made.drafts.filter { $0.code == 0 }
    #expect(papers.count == 4)
    #expect(made.drafts.count { $0.code == 1 } == 5)
    #expect(made.counts.map(\.coded) == [1, 0])
    #expect(made.counts.map(\.codedElsewhere) == [0, 0])
  }

  @Test func `a coding beside the match does not cover it`() throws {
    var study = study()
    study.put("papers", on: "We had", in: "A", coder: "kim")
    #expect(try plan(["papers"], .sentence, in: study).counts.map(\.coded) == [0])
    #expect(try plan(["we had", "papers"], .sentence, in: study).counts.map(\.coded) == [0])
    let draft = try plan(["we had", "papers"], .sentence, in: study).drafts[0]
    #expect(draft.matches.count == 1)
  }

  @Test func `only somebody's codings count where that is asked`() throws {
    var study = study()
    study.put("papers", on: "no papers", in: "A", coder: "kim")
    let snapshot = try study.snapshot()
    let kim = snapshot.coders.firstIndex(of: "kim").map { Int32($0) }
    #expect(try plan(["papers"], .sentence, in: study, coder: kim).counts.map(\.coded) == [1])
    #expect(try plan(["papers"], .sentence, in: study, coder: -1).counts.map(\.coded) == [0])
  }

  @Test func `a turn that is coded in another layer is coded, and that is told`() throws {
    var study = study()
    study.put("papers", on: "no papers", in: "A", coder: "kim")
    let made = try plan(["papers"], .sentence, in: study, scope: SuggestionScope(layer: "en"))
    let translated = made.drafts.filter { $0.text == 1 }
    #expect(translated.isEmpty)
    #expect(made.counts.map(\.codedElsewhere) == [1])
    #expect(made.counts.map(\.coded) == [1])
  }

  @Test func `what was suggested before does not come again unless asked`() throws {
    let study = study()
    let first = try plan(["papers"], .sentence, in: study)
    let statuses: [SuggestionStatus] = [.open, .rejected, .accepted, .withdrawn]
    let known = zip(first.drafts, statuses).map { draft, status in
      KnownSuggestion(text: Int64(draft.text), span: draft.span, code: "papers", status: status)
    }
    let second = try plan(["papers"], .sentence, in: study, known: known)
    #expect(second.counts.map(\.waiting) == [1])
    #expect(second.counts.map(\.rejected) == [1])
    #expect(second.counts.map(\.accepted) == [1])
    #expect(second.counts.map(\.suggested) == [2])
    let again = try plan(["papers"], .sentence, in: study, known: known, again: true)
    #expect(again.counts.map(\.waiting) == [1])
    #expect(again.counts.map(\.suggested) == [4])
    // The same words in a smaller unit are the same words; another code is another question.
    #expect(try plan(["papers"], .match, in: study, known: known).counts.map(\.rejected) == [1])
    #expect(
      try plan(["papers"], .sentence, in: study, codes: [1], known: known).counts.map(\.suggested)
        == [5])
  }

  @Test func `a match keeps its characters whole`() throws {
    var study = SnapshotBuilder()
    study.code("family")
    study.interview("A", [.says("Look 👩‍👧 here. The cafe\u{301} is shut.")])
    let text = study.buffers[0]
    let women = try #require(text.text.unicodeScalars.firstIndex(of: "👩"))
    let start = Int32(text.text.unicodeScalars.distance(from: text.text.startIndex, to: women))
    let cut = try #require(Span(start: start, end: start + 1))
    let made = SuggestionPlan(
      [TurnMatches(text: 0, turn: 1, matches: [cut])], unit: .match, codes: [0],
      in: try study.snapshot(), words: study.shelf)
    #expect(words(made, study) == ["👩‍👧"])
  }

  @Test func `blanks alone are no words`() throws {
    var study = SnapshotBuilder()
    study.code("x")
    study.interview("A", [.says("We stay  here.")])
    let blank = try #require(Span(start: 10, end: 12))
    #expect(study.buffers[0].words(in: blank).trimmingBlanks.isEmpty)
    let made = SuggestionPlan(
      [TurnMatches(text: 0, turn: 1, matches: [blank])], unit: .sentence, codes: [0],
      in: try study.snapshot(), words: study.shelf)
    #expect(made.drafts.isEmpty)
    #expect(made.blank == 1)
  }
}
