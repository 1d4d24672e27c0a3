public import Fieldwork

/// The words of another layer of the same transcript that stand for a passage: whole turns
/// with the same numbers, whatever a correction did to the numbers since.
public struct AlignedWords: Hashable, Sendable {
  /// Index of the layer's text.
  public var text: Int32
  /// The language of the layer as a short tag, possibly empty.
  public var language: String
  /// `original` or `translation`.
  public var layer: String
  /// Who translated, empty for an original.
  public var translator: String
  /// The numbers of the turns that are shown.
  public var turns: ClosedRange<Int>
  /// The turns in full, one per line with its speaker where there are several.
  public var words: String
  /// What makes the alignment doubtful: the layers differ in their number of turns.
  public var notes: [String]
}

extension StudySnapshot {
  /// The texts of the other layers of a coding's transcript, in order.
  public func otherLayers(ofCoding row: Int) -> [Int32] { otherLayers(ofText: codings.texts[row]) }

  /// The texts of the other layers of a text's transcript, in order.
  public func otherLayers(ofText own: Int32) -> [Int32] {
    let transcript = texts[Int(own)].transcript
    return texts.indices.map { Int32($0) }.filter {
      $0 != own && texts[Int($0)].transcript == transcript
    }
  }

  /// The words that stand for a coding in another layer of its transcript, found by the number
  /// of the turn.
  ///
  /// - Parameters:
  ///   - row: the coding.
  ///   - layer: the other text, one of `otherLayers`.
  ///   - shelf: must hold the other text.
  /// - Returns: `nil` when the layer is of another transcript, the passage touches no turn, or
  ///   the layer has none of its turns.
  public func alignedWords(
    ofCoding row: Int, inLayer layer: Int32, texts shelf: TextShelf
  ) -> AlignedWords? {
    alignedWords(ofText: codings.texts[row], codings.span(row), inLayer: layer, texts: shelf)
  }

  /// The words that stand for any stretch of a text in another layer of its transcript.
  public func alignedWords(
    ofText own: Int32, _ span: Span, inLayer layer: Int32, texts shelf: TextShelf
  ) -> AlignedWords? {
    let entry = texts[Int(layer)]
    guard layer != own, entry.transcript == texts[Int(own)].transcript else { return nil }
    let reader = PassageReader(snapshot: self, texts: shelf)
    let touched = reader.turns(touching: span, among: turns.rows(ofText: own))
    // A turn that only this layer has stands beside none of the other's.
    let numbers = touched.map(turns.aligned).filter { $0 > 0 }
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let wanted = low...high
    let all = turns.rows(ofText: layer)
    guard let from = all.first(where: { wanted.contains(turns.aligned($0)) }),
      let to = all.last(where: { wanted.contains(turns.aligned($0)) }),
      let start = Span(start: turns.starts[from], end: turns.ends[from]),
      let whole = Span(start: start.start, end: turns.ends[to])
    else { return nil }
    var notes: [String] = []
    let (ownCount, otherCount) = (alignedCount(ofText: own), alignedCount(ofText: layer))
    if ownCount != otherCount, !keepsAlignment(own, layer) {
      notes.append(
        "the layers differ in turns (\(ownCount) and \(otherCount)); the words may belong to "
          + "another turn")
    }
    return AlignedWords(
      text: layer, language: reader.language(of: entry),
      layer: entry.isOriginal ? "original" : "translation", translator: entry.translator,
      turns: Int(turns.numbers[from])...Int(turns.numbers[to]),
      words: reader.words(ofText: layer, in: whole, turns: from..<to + 1), notes: notes)
  }
  /// Whether turns of one of two layers were mended or corrected, so that their numbers say what
  /// stands beside what, however many there are.
  func keepsAlignment(_ a: Int32, _ b: Int32) -> Bool {
    [a, b].contains { text in
      turns.rows(ofText: text).contains { turns.aligned($0) != turns.numbers[$0] }
    }
  }

  /// How many turns of a text stand beside one of another layer, as numbers tell.
  private func alignedCount(ofText text: Int32) -> Int {
    Set(turns.rows(ofText: text).map(turns.aligned).filter { $0 > 0 }).count
  }
}
