import CodingEngine
import Fieldwork
import StudyStore
import Testing

extension StudyFixture {
  /// The index of the current text of a transcript or translation, with its words.
  func text(_ label: String, language: String? = nil) throws -> (
    snapshot: StudySnapshot, index: Int32, words: TextBuffer
  ) {
    let snapshot = try study.snapshot([.turns, .codings])
    let index = try #require(
      snapshot.texts.firstIndex { text in
        snapshot.transcripts[Int(text.transcript)].label == label
          && (language == nil ? text.isOriginal : text.language == language)
      })
    return (snapshot, Int32(index), try study.words(of: [snapshot.texts[index].key])[0])
  }

  /// Puts other lines in the place of a text, as a corrected file does.
  @discardableResult
  func revise(
    _ label: String, _ lines: [(String, String)], language: String? = nil, by coder: String = "ann"
  ) throws -> Performed<ReviseTranscript.Outcome> {
    let (snapshot, index, words) = try text(label, language: language)
    let corrected = draft(label, lines)
    let plan = RevisionPlan(
      index, in: snapshot, words: words, corrected: TextBuffer(corrected.text),
      turns: corrected.turns)
    return try perform(try revision(plan, snapshot.texts[Int(index)].key, words), by: coder)
  }

  /// A plan as the command that writes it.
  func revision(
    _ plan: RevisionPlan, _ key: Int64, _ words: TextBuffer
  ) throws -> ReviseTranscript {
    ReviseTranscript(try revisionOfText(plan, key, words))
  }

  /// A plan as commands that correct a text take it.
  func revisionOfText(
    _ plan: RevisionPlan, _ key: Int64, _ words: TextBuffer
  ) throws -> ReviseTranscript.Revision {
    .init(
      key: key, before: words.digest, text: plan.text, turns: plan.turns,
      passages: plan.passages, changes: plan.changes.count, why: "second listening",
      suggestions: try study.suggestions(ofText: key).map {
        plan.place(ofSuggestion: $0.number, $0.span, matches: $0.matches)
      })
  }

  /// Codes the first place of some words.
  @discardableResult
  func code(
    _ label: String, _ quote: String, as code: String, by coder: String = "ann",
    memo: String? = nil
  ) throws -> String {
    let (snapshot, index, words) = try text(label)
    let span = try #require(words.firstPlace(of: quote))
    let performed = try perform(
      AddCodings([
        NewCoding(
          text: snapshot.texts[Int(index)].key, span: span, code: code, coder: coder, memo: memo)
      ]), by: coder)
    return try #require(performed.outcome.cites.first)
  }

  /// `cite code coder words`, with a mark where it waits.
  func codings() throws -> [String] {
    let snapshot = try study.snapshot([.codings])
    return try (0..<snapshot.codings.count).map { row in
      let text = snapshot.codings.texts[row]
      let words = try study.words(of: [snapshot.texts[Int(text)].key])[0]
      let label = snapshot.transcripts[Int(snapshot.texts[Int(text)].transcript)].label
      return "\(label)#\(snapshot.codings.numbers[row]) "
        + snapshot.codebook.codes[Int(snapshot.codings.codes[row])].slug + " "
        + snapshot.coders[Int(snapshot.codings.coders[row])] + " "
        + words.words(in: snapshot.codings.span(row))
        + (snapshot.codings.isToConfirm(row) ? " ?" : "")
    }
  }
}

extension TextBuffer {
  func firstPlace(of quote: String) -> Span? {
    let wanted = Array(quote.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...bytes.count - wanted.count where bytes[start...].starts(with: wanted) {
      return Span(
        start: scalar(ofByte: start), end: scalar(ofByte: start + wanted.count))
    }
    return nil
  }
}
