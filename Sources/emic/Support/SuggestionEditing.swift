import CodingEngine
import Fieldwork
import StudyStore

/// Finds the other words and codes with which a suggestion is accepted.
struct SuggestionEditing {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The decision to accept a suggestion otherwise.
  ///
  /// - Parameters:
  ///   - words: a passage as it is typed, looked for in the turn of the suggestion; `nil` for the
  ///     words that are suggested.
  ///   - codes: exact names of codes; empty for the code that is suggested.
  func decision(
    _ item: SuggestionList.Item, words: String?, codes: [String]
  ) throws -> DecideSuggestions.Decision {
    let suggestion = item.suggestion
    guard suggestion.status == .open, suggestion.isCurrent else {
      // What is decided is refused with its story where it is written.
      return .acceptAs(span: nil, codes: [])
    }
    let snapshot = try session.study.snapshot(showing: [suggestion.text])
    let slugs = try codes.map { try snapshot.exactCode($0).slug }
    guard let words else { return .acceptAs(span: nil, codes: slugs) }
    guard let text = snapshot.texts.firstIndex(where: { $0.key == suggestion.text }) else {
      throw Problem(.data, "the text of \(suggestion.name) is no longer in the study")
    }
    var anchor = try Anchor(words)
    if case .quotation(let quote, within: nil) = anchor {
      let turns = snapshot.turns.rows(ofText: Int32(text), touching: suggestion.span).map {
        Int(snapshot.turns.numbers[$0])
      }
      if let first = turns.first, let last = turns.last {
        anchor = .quotation(quote, within: first...last)
      }
    }
    let desk = CodingDesk(session: session, snapshot: snapshot)
    do {
      let found = try desk.resolve(anchor, in: Int32(text))
      if let remark = found.remark { session.remark("note: \(remark)") }
      return .acceptAs(span: found.span, codes: slugs)
    } catch let error as any ProblemReporting {
      throw error.problem.placed(suggestion.transcript)
    }
  }
}
