public import Fieldwork

/// What a correction of a text does: the new words, the turns, and where each passage lies then.
public struct RevisionPlan: Sendable {
  /// The new words beside the old ones.
  public let alignment: TextAlignment
  /// The turns of the corrected text.
  public let turns: [RevisedTurn]
  /// The passages in order of position.
  public let passages: [PassagePlace]
  /// Where the texts differ.
  public let changes: [TextAlignment.Change]

  /// The corrected text.
  public var text: TextBuffer { alignment.new }

  /// Plans to put the text of a corrected file in the place of a text.
  ///
  /// - Parameters:
  ///   - text: an index into `snapshot.texts`; the snapshot has turns and codings.
  ///   - words: its words.
  ///   - corrected: the words of the file.
  ///   - turns: the turns that were found in it.
  public init(
    _ text: Int32, in snapshot: StudySnapshot, words: TextBuffer, corrected: TextBuffer,
    turns drafts: [TurnDraft]
  ) {
    let alignment = TextAlignment(words, corrected)
    let turns = SpeakersKept(snapshot.formerTurns(ofText: text)).turns(drafts, alignment)
    self.init(alignment, turns, snapshot.passages(ofText: text))
  }

  /// Plans to correct words within turns.
  ///
  /// - Parameter corrected: the corrected text, made of the text's words and turns.
  public init(_ text: Int32, in snapshot: StudySnapshot, corrected: CorrectedText) {
    let turns = zip(snapshot.formerTurns(ofText: text), corrected.turns).map { turn, span in
      RevisedTurn(
        span: span, speaker: turn.speaker, role: turn.role, former: turn.number,
        person: turn.hasParticipant ? turn.number : nil)
    }
    self.init(corrected.alignment, turns, snapshot.passages(ofText: text))
  }

  private init(
    _ alignment: TextAlignment, _ turns: [RevisedTurn], _ passages: [(number: Int32, span: Span)]
  ) {
    self.alignment = alignment
    self.turns = turns
    self.passages = passages.map {
      PassagePlace(number: $0.number, former: $0.span, place: alignment.place(of: $0.span))
    }
    changes = alignment.changes
  }

  /// Where a suggestion lies in the corrected text, and what was found in it.
  ///
  /// - Parameters:
  ///   - number: the number by which it is named.
  ///   - span: the proposed passage in the text before.
  ///   - matches: what was found in it.
  public func place(
    ofSuggestion number: Int32, _ span: Span, matches: [Span]
  ) -> SuggestionPlace {
    guard case .kept(let place, _) = alignment.place(of: span) else {
      return SuggestionPlace(number: number, former: span, span: nil)
    }
    let found = matches.compactMap { match -> Span? in
      guard case .kept(let inside, _) = alignment.place(of: match) else { return nil }
      return place.contains(inside) ? inside : nil
    }
    // A match that cannot be told among equal words is somewhere in the passage.
    return SuggestionPlace(
      number: number, former: span, span: place, matches: found.isEmpty ? [place] : found)
  }
}

extension StudySnapshot {
  /// The turns of a text as a correction looks at them.
  func formerTurns(ofText text: Int32) -> [SpeakersKept.FormerTurn] {
    turns.rows(ofText: text).compactMap { row in
      Span(start: turns.starts[row], end: turns.ends[row]).map { span in
        SpeakersKept.FormerTurn(
          number: turns.numbers[row], span: span, speaker: turns.speaker(row),
          role: turns.roles[row], hasParticipant: turns.participants[row] >= 0)
      }
    }
  }

  /// The passages of a text with the numbers by which they are cited, each once.
  func passages(ofText text: Int32) -> [(number: Int32, span: Span)] {
    var found: [(number: Int32, span: Span)] = []
    for row in 0..<codings.count where codings.texts[row] == text {
      if found.last?.number != codings.numbers[row] {
        found.append((codings.numbers[row], codings.span(row)))
      }
    }
    return found
  }
}
