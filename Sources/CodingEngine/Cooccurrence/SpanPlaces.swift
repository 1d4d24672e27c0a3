import Fieldwork

/// In which turns or sentences a stretch of text lies, as numbers that grow along the text.
struct SpanPlaces: Sendable {
  private let turns: TurnColumns
  private let sentences: Sentences?

  /// Places in sentences where sentences are given, else in turns.
  init(_ snapshot: StudySnapshot, sentences: Sentences?) {
    turns = snapshot.turns
    self.sentences = sentences
  }

  /// What a relation needs; `nil` where it is about characters.
  init?(_ snapshot: StudySnapshot, _ query: CooccurrenceQuery) {
    guard case .near(_, let distance) = query.relation, distance != .characters else { return nil }
    self.init(snapshot, sentences: distance == .sentences ? query.sentences : nil)
  }

  /// The first and the last place that a stretch shares a character with, or `nil`.
  func place(_ span: Span, inText text: Int32) -> ClosedRange<Int32>? {
    let rows =
      sentences.map { $0.rows(ofText: text, touching: span.start, span.end) }
      ?? turns.rows(ofText: text, touching: span)
    guard !rows.isEmpty else { return nil }
    return Int32(rows.lowerBound)...Int32(rows.upperBound - 1)
  }
}
