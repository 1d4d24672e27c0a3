public import Fieldwork

/// Why corrections cannot be put into a text.
public enum CorrectionFailure: ProblemReporting, Hashable {
  /// A correction does not lie within one turn.
  case outsideTurns(Span)
  /// Two corrections are of the same words.
  case overlap(turn: Int)
  /// Nothing would be left of a turn.
  case emptyTurn(Int)

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .outsideTurns(let span):
      Problem(
        .data, "@\(span.start)-\(span.end) does not lie in one turn",
        hint: "correct each turn for itself, or give the corrected file")
    case .overlap(let turn):
      Problem(
        .data, "two corrections are of the same words of t\(turn)",
        hint: "write them as one correction")
    case .emptyTurn(let turn):
      Problem(
        .data, "nothing would be left of t\(turn)",
        hint: "to take out a whole turn, give the corrected file")
    }
  }
}

/// A text with corrections in its turns: the same turns with the same speakers.
public struct CorrectedText: Sendable {
  /// The corrected text.
  public let text: TextBuffer
  /// The turns in the corrected text, as many as before and in the same order.
  public let turns: [Span]
  /// What stands where now; what was not corrected is known to be the same, however often its
  /// words occur.
  public let alignment: TextAlignment

  /// Puts corrections into a text.
  ///
  /// - Parameters:
  ///   - text: the text before.
  ///   - turns: its turns in order; they do not overlap.
  ///   - edits: what to replace, in any order, each within one turn.
  public init(_ text: TextBuffer, turns: [Span], edits: [TextEdit]) throws(CorrectionFailure) {
    let edits = edits.sorted { $0.span < $1.span }
    var bytes: [UInt8] = []
    var equal: [(old: Span, new: Span)] = []
    var moved: [Span] = []
    var position: Int32 = 0
    var length: Int32 = 0
    var turn = 0
    /// Takes over what stands before a place and is not corrected.
    func take(upTo end: Int32) {
      if let old = Span(start: position, end: end) {
        bytes += text.bytes[text.byte(ofScalar: old.start)..<text.byte(ofScalar: old.end)]
        if let new = Span(start: length, end: length + old.length) { equal.append((old, new)) }
        length += old.length
      }
      position = max(position, end)
    }
    for edit in edits {
      while turn < turns.count, turns[turn].end < edit.span.end { turn += 1 }
      guard turn < turns.count, turns[turn].contains(edit.span) else {
        throw .outsideTurns(edit.span)
      }
      guard edit.span.start >= position else { throw .overlap(turn: turn + 1) }
      take(upTo: edit.span.start)
      bytes += Array(edit.words.utf8)
      length += Int32(edit.words.unicodeScalars.count)
      position = edit.span.end
    }
    take(upTo: text.scalarCount)
    let corrected = TextBuffer(validUTF8: bytes)
    for (index, span) in turns.enumerated() {
      let start = span.start + CorrectedText.shift(before: span.start, edits)
      let end = span.end + CorrectedText.shift(before: span.end, edits)
      guard let place = Span(start: start, end: end), !corrected.isBlank(place) else {
        throw .emptyTurn(index + 1)
      }
      // A mark at the beginning of the new words may join the character before them.
      moved.append(corrected.snappedToGraphemes(place))
    }
    self.text = corrected
    self.turns = moved
    alignment = TextAlignment(text, corrected, equal: equal)
  }

  /// How much longer the text becomes before a place; what is replaced up to it counts.
  private static func shift(before position: Int32, _ edits: [TextEdit]) -> Int32 {
    var shift: Int32 = 0
    for edit in edits where edit.span.end <= position {
      shift += Int32(edit.words.unicodeScalars.count) - edit.span.length
    }
    return shift
  }
}
