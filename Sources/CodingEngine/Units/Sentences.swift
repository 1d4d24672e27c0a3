public import Fieldwork

/// All sentences of some texts as parallel columns, sorted by text and start.
///
/// A sentence never reaches over the end of a turn. A snapshot holds no words, so sentences are
/// found from the words on a shelf; a text that is not on it has none.
public struct Sentences: Sendable {
  /// Index into `StudySnapshot.texts`.
  public let texts: [Int32]
  /// First scalar.
  public let starts: [Int32]
  /// Scalar after the last.
  public let ends: [Int32]
  /// The row of `StudySnapshot.turns` around each sentence.
  public let turns: [Int32]

  /// Finds the sentences of every turn of the texts on a shelf.
  public init(of snapshot: StudySnapshot, words: TextShelf) {
    let turns = snapshot.turns
    var found: [(text: Int32, start: Int32, end: Int32, turn: Int32)] = []
    for turn in 0..<turns.count {
      guard let span = Span(start: turns.starts[turn], end: turns.ends[turn]) else { continue }
      let text = turns.texts[turn]
      for sentence in SentenceSplitter(words.words(ofText: text, in: span)).sentences {
        found.append(
          (
            text, span.start + Int32(sentence.lowerBound), span.start + Int32(sentence.upperBound),
            Int32(turn)
          ))
      }
    }
    texts = found.map(\.text)
    starts = found.map(\.start)
    ends = found.map(\.end)
    self.turns = found.map(\.turn)
  }

  /// Takes over sentences that somebody else has found.
  ///
  /// - Returns: `nil` when columns differ in length, a sentence is empty, or the rows are not
  ///   sorted by text and start without overlap.
  public init?(texts: [Int32], starts: [Int32], ends: [Int32], turns: [Int32]) {
    guard Set([texts.count, starts.count, ends.count, turns.count]).count == 1 else { return nil }
    for row in texts.indices {
      guard ends[row] > starts[row] else { return nil }
      guard row > 0 else { continue }
      guard
        texts[row - 1] < texts[row] || texts[row - 1] == texts[row] && ends[row - 1] <= starts[row]
      else { return nil }
    }
    self.texts = texts
    self.starts = starts
    self.ends = ends
    self.turns = turns
  }

  /// The number of sentences.
  public var count: Int { texts.count }

  /// The rows of sentences that share a scalar with a stretch of a text.
  func rows(ofText text: Int32, touching start: Int32, _ end: Int32) -> Range<Int> {
    let all = 0..<count
    let first = all.partitionPoint { texts[$0] > text || (texts[$0] == text && ends[$0] > start) }
    let last = all.partitionPoint { texts[$0] > text || (texts[$0] == text && starts[$0] >= end) }
    return first..<max(first, last)
  }
}
