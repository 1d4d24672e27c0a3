public import Fieldwork

/// What mending turns of a text comes to: turns that begin and end elsewhere, or a new version of
/// the text, where a speaker's label stands in the way.
public enum TurnMend: Sendable {
  /// Nothing but blanks lies between the turns: the words stay as they are.
  case inPlace
  /// A label goes, or is another.
  case correction(LabelCorrection, turns: [RevisedTurn])

  /// Joins turns that follow each other.
  ///
  /// - Parameters:
  ///   - range: the numbers of the first and the last turn, which are there.
  ///   - text: an index into `snapshot.texts`.
  ///   - words: its words.
  public static func joining(
    _ range: ClosedRange<Int>, ofText text: Int32, words: TextBuffer, in snapshot: StudySnapshot
  ) -> TurnMend {
    let former = snapshot.formerTurns(ofText: text)
    let joined = former.filter { range.contains(Int($0.number)) }
    let edits = zip(joined, joined.dropFirst()).compactMap { before, after -> TextEdit? in
      guard let gap = Span(start: before.span.end, end: after.span.start),
        !words.words(in: gap).allSatisfy(\.isWhitespace)
      else { return nil }
      return TextEdit(span: gap, words: "\n")
    }
    guard !edits.isEmpty, let first = joined.first, let last = joined.last else { return .inPlace }
    // The turn stands where the first of them stood that stands beside another layer's.
    let rows = snapshot.turns.rows(ofText: text)
    let beside = rows.first { row in
      range.contains(Int(snapshot.turns.numbers[row])) && snapshot.turns.aligned(row) > 0
    }
    let correction = LabelCorrection(words, edits)
    let turns = former.compactMap { turn -> RevisedTurn? in
      let isFirst = turn.number == first.number
      guard isFirst || !range.contains(Int(turn.number)) else { return nil }
      let whole = isFirst ? Span(start: first.span.start, end: last.span.end) : turn.span
      let number = isFirst ? beside.map { snapshot.turns.numbers[$0] } : nil
      return whole.flatMap(correction.place(of:)).map {
        RevisedTurn(
          span: $0, speaker: turn.speaker, role: turn.role, former: number ?? turn.number,
          person: turn.hasParticipant ? turn.number : nil)
      }
    }
    return .correction(correction, turns: turns)
  }

  /// Gives a turn another label, also where the old one stands before it in the text.
  ///
  /// - Parameters:
  ///   - number: the number of the turn, which is there.
  ///   - label: the label.
  ///   - role: what the speaker does; without it what other turns with that label say.
  ///   - text: an index into `snapshot.texts`.
  ///   - words: its words.
  public static func relabelling(
    _ number: Int, as label: String, role: Role?, ofText text: Int32, words: TextBuffer,
    in snapshot: StudySnapshot
  ) -> TurnMend {
    let former = snapshot.formerTurns(ofText: text)
    guard let index = former.firstIndex(where: { Int($0.number) == number }),
      let old = former[index].speaker,
      let gap = Span(
        start: index == 0 ? 0 : former[index - 1].span.end, end: former[index].span.start),
      let place = words.lastPlace(of: old, in: gap)
    else { return .inPlace }
    let correction = LabelCorrection(words, [TextEdit(span: place, words: label)])
    let like = former.first { $0.speaker == label }
    let turns = former.compactMap { turn in
      correction.place(of: turn.span).map { span in
        guard Int(turn.number) == number else {
          return RevisedTurn(
            span: span, speaker: turn.speaker, role: turn.role, former: turn.number,
            person: turn.hasParticipant ? turn.number : nil)
        }
        return RevisedTurn(
          span: span, speaker: label, role: role ?? like?.role ?? .unknown, former: turn.number,
          person: like.flatMap { $0.hasParticipant ? $0.number : nil })
      }
    }
    return .correction(correction, turns: turns)
  }
}

extension StudySnapshot {
  /// The passages of a text with the numbers by which they are cited, after a correction between
  /// its turns.
  public func passages(ofText text: Int32, after correction: LabelCorrection) -> [PassagePlace] {
    passages(ofText: text).map { correction.place(ofPassage: $0.number, $0.span) }
  }
}

extension TextBuffer {
  /// The last place of some words in a stretch, on the line on which the stretch ends.
  fileprivate func lastPlace(of wanted: String, in gap: Span) -> Span? {
    let all = Array(words(in: gap).unicodeScalars)
    let label = Array(wanted.unicodeScalars)
    let line = (all.lastIndex { $0 == "\n" } ?? -1) + 1
    guard !label.isEmpty, all.count - line >= label.count else { return nil }
    for start in stride(from: all.count - label.count, through: line, by: -1)
    where Array(all[start..<start + label.count]) == label {
      let first = gap.start + Int32(start)
      return Span(start: first, end: first + Int32(label.count)).flatMap {
        isGraphemeBoundary($0.start) && isGraphemeBoundary($0.end) ? $0 : nil
      }
    }
    return nil
  }
}
