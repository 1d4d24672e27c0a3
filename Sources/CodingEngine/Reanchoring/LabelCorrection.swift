public import Fieldwork

/// A text with corrections between its turns, such as a speaker's label that goes or is another.
///
/// What is said in the turns stays, to the character, and so does every passage: one that reaches
/// over a label keeps its words without it.
public struct LabelCorrection: Sendable {
  /// The corrected text.
  public let text: TextBuffer
  /// What was replaced and how long its replacement is, in order.
  private let edits: [(span: Span, length: Int32)]

  /// Corrects a text.
  ///
  /// - Parameters:
  ///   - text: the text before.
  ///   - edits: what to replace, in order, none overlapping another; each lies between turns and
  ///     begins and ends on whole characters.
  public init(_ text: TextBuffer, _ edits: [TextEdit]) {
    var bytes: [UInt8] = []
    var position = 0
    var done: [(Span, Int32)] = []
    for edit in edits {
      bytes += text.bytes[position..<text.byte(ofScalar: edit.span.start)]
      bytes += Array(edit.words.utf8)
      position = text.byte(ofScalar: edit.span.end)
      done.append((edit.span, Int32(edit.words.unicodeScalars.count)))
    }
    bytes += text.bytes[position...]
    self.text = TextBuffer(validUTF8: bytes)
    self.edits = done
  }

  /// Where a stretch of the text before lies now; `nil` where it lay in what was replaced.
  public func place(of span: Span) -> Span? {
    var (start, end) = (span.start, span.end)
    var shift: Int32 = 0
    for edit in edits {
      let change = edit.length - edit.span.length
      // A stretch that begins or ends in a label begins or ends at the words beside it.
      if span.start >= edit.span.end {
        start = span.start + shift + change
      } else if span.start >= edit.span.start {
        start = edit.span.start + shift + edit.length
      }
      if span.end > edit.span.end {
        end = span.end + shift + change
      } else if span.end > edit.span.start {
        end = edit.span.start + shift
      }
      shift += change
    }
    return Span(start: start, end: end)
  }

  /// What becomes of a passage.
  public func place(ofPassage number: Int32, _ span: Span) -> PassagePlace {
    PassagePlace(
      number: number, former: span,
      place: place(of: span).map { .kept($0, isMoved: false) } ?? .gone)
  }

  /// What becomes of a suggestion with what was found in it.
  public func place(
    ofSuggestion number: Int32, _ span: Span, matches: [Span]
  ) -> SuggestionPlace {
    guard let place = place(of: span), place.length == span.length else {
      return SuggestionPlace(number: number, former: span, span: nil)
    }
    let found = matches.compactMap { self.place(of: $0) }.filter(place.contains)
    return SuggestionPlace(
      number: number, former: span, span: place, matches: found.isEmpty ? [place] : found)
  }
}
