import Fieldwork

/// The pieces in which the cursor moves and words are chosen.
enum Grain: Int, Sendable {
  case character, word, sentence, turn
}

extension CoderDocument {
  /// The piece that holds a scalar, else the next one of its turn, else the last.
  func unit(_ grain: Grain, at scalar: Int32) -> Span {
    let turn = turns[self.turn(at: scalar)].span
    let units = units(grain, ofTurn: self.turn(at: scalar))
    return units.first { $0.end > scalar } ?? units.last ?? turn
  }

  /// The piece after another, in the next turn where its own has no more.
  func unit(_ grain: Grain, after span: Span) -> Span? {
    let turn = self.turn(at: span.end - 1)
    if let next = units(grain, ofTurn: turn).first(where: { $0.start >= span.end }) { return next }
    return turns.indices.dropFirst(turn + 1).lazy
      .compactMap { self.units(grain, ofTurn: $0).first }.first
  }

  /// The piece before another, in an earlier turn where its own has none.
  func unit(_ grain: Grain, before span: Span) -> Span? {
    let turn = self.turn(at: span.start)
    if let last = units(grain, ofTurn: turn).last(where: { $0.end <= span.start }) { return last }
    return turns.indices.prefix(turn).reversed().lazy
      .compactMap { self.units(grain, ofTurn: $0).last }.first
  }

  /// The pieces of a turn in order.
  private func units(_ grain: Grain, ofTurn turn: Int) -> [Span] {
    let span = turns[turn].span
    switch grain {
    case .turn: return [span]
    case .sentence:
      let found = sentences.filter { span.contains($0) }
      return found.isEmpty ? [span] : found
    case .word, .character: return pieces(of: span, grain)
    }
  }

  /// Words are runs of letters and digits with what hangs on them, and single Chinese
  /// characters: where a Chinese word ends, nobody agrees.
  private func pieces(of span: Span, _ grain: Grain) -> [Span] {
    var found: [Span] = []
    var position = span.start
    var start: Int32?
    func close() {
      if let begun = start, let piece = Span(start: begun, end: position) { found.append(piece) }
      start = nil
    }
    for character in words.words(in: span) {
      let length = Int32(character.unicodeScalars.count)
      let first = character.unicodeScalars.first
      let isAlone = grain == .character || first?.isHan == true
      if character.isWhitespace || (grain == .word && !isAlone && !character.isWordPart) {
        close()
      } else if isAlone {
        close()
        start = position
        position += length
        close()
        continue
      } else if start == nil {
        start = position
      }
      position += length
    }
    close()
    return found.isEmpty ? [span] : found
  }
}

extension Character {
  fileprivate var isWordPart: Bool {
    isLetter || isNumber || self == "'" || self == "’" || self == "-" || self == "_"
      || unicodeScalars.first?.properties.isEmoji == true
  }
}
