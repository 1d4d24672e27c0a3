public import Fieldwork

/// A stretch of a text to be read, with the codings that it is read for.
public struct QuotedPassage: Hashable, Sendable {
  /// Index into `StudySnapshot.texts`.
  public var text: Int32
  /// The stretch.
  public var span: Span
  /// Rows of `StudySnapshot.codings` in order; none for words that no coding of an answer holds.
  public var rows: [Int]

  /// Describes a passage.
  public init(text: Int32, span: Span, rows: [Int]) {
    self.text = text
    self.span = span
    self.rows = rows
  }

  /// The passage of one coding.
  public init(ofCoding row: Int, in snapshot: StudySnapshot) {
    self.init(text: snapshot.codings.texts[row], span: snapshot.codings.span(row), rows: [row])
  }
}

extension CodeQueryAnswer {
  /// The passages to read, in the order of transcripts, then position, then code, then coder.
  ///
  /// - Parameter isClipped: whether to give only the stretches that all of the query shares, each
  ///   with the codings of the answer that reach into it, instead of whole passages.
  public func passages(in snapshot: StudySnapshot, isClipped: Bool = false) -> [QuotedPassage] {
    let found =
      isClipped
      ? clipped(snapshot)
      : rows.map { QuotedPassage(ofCoding: $0, in: snapshot) }
        + places.map { QuotedPassage(text: $0.text, span: $0.span, rows: []) }
    typealias Key = (Int32, Int32, Int32, Int32, Int)
    func key(_ passage: QuotedPassage) -> Key {
      (
        snapshot.texts[Int(passage.text)].transcript, passage.text, passage.span.start,
        passage.span.end, passage.rows.first ?? -1
      )
    }
    return found.sorted { key($0) < key($1) }
  }

  /// Stretches do not overlap, so that one pass over codings in order finds those of each.
  private func clipped(_ snapshot: StudySnapshot) -> [QuotedPassage] {
    let columns = snapshot.codings
    var found = stretches.map { QuotedPassage(text: $0.text, span: $0.span, rows: []) }
    for row in rows.sorted() {
      let (text, start, end) = (columns.texts[row], columns.starts[row], columns.ends[row])
      var index = found.indices.partitionPoint {
        (found[$0].text, found[$0].span.end) > (text, start)
      }
      while index < found.count, found[index].text == text, found[index].span.start < end {
        found[index].rows.append(row)
        index += 1
      }
    }
    return found
  }
}
