public import Fieldwork

/// Settles the anchors that say where a passage lies: turns and offsets.
///
/// Nothing is searched, so nothing is prepared: a table of forty thousand offsets does not pay
/// for the folded texts that quotations need.
public struct PositionResolver: Sendable {
  private let text: TextBuffer
  private let turns: [AnchorTurn]

  /// Takes a text.
  ///
  /// - Parameters:
  ///   - text: the words.
  ///   - turns: its turns in order of position; they do not overlap.
  public init(text: TextBuffer, turns: [AnchorTurn]) {
    self.text = text
    self.turns = turns
  }

  /// The passage that turns or offsets name; `nil` for a quotation, which must be searched.
  ///
  /// Turns give the stretch from the start of the first to the end of the last. Offsets are
  /// taken as they are, blanks included, but widened to whole characters.
  public func resolve(_ anchor: Anchor) throws(AnchorFailure) -> AnchorResolution? {
    switch anchor {
    case .turns(let numbers):
      return AnchorResolution(span: try span(ofTurns: numbers), method: .turns)
    case .offsets(let span):
      guard text.holds(span) else { throw .outside(span, length: text.scalarCount) }
      let whole = text.snappedToGraphemes(span)
      return AnchorResolution(span: whole, method: .offsets, snapped: whole != span)
    case .quotation: return nil
    }
  }

  /// The stretch from the start of the first turn to the end of the last.
  func span(ofTurns numbers: ClosedRange<Int>) throws(AnchorFailure) -> Span {
    guard let first = turn(numbers.lowerBound) else {
      throw .noSuchTurn(numbers.lowerBound, count: turns.count)
    }
    guard let last = turn(numbers.upperBound),
      let span = Span(start: first.span.start, end: last.span.end)
    else { throw .noSuchTurn(numbers.upperBound, count: turns.count) }
    return span
  }

  private func turn(_ number: Int) -> AnchorTurn? {
    let expected = number - 1
    if turns.indices.contains(expected), turns[expected].number == Int32(clamping: number) {
      return turns[expected]
    }
    return turns.first { $0.number == Int32(clamping: number) }
  }
}
