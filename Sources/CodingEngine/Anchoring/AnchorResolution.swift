public import Fieldwork

/// A turn as anchors see it.
public struct AnchorTurn: Hashable, Sendable {
  /// The number of the turn in its text, from 1.
  public var number: Int32
  /// The spoken words, without label.
  public var span: Span
  /// The speaker's label, where there is one.
  public var speaker: String?

  /// Describes a turn.
  public init(number: Int32, span: Span, speaker: String? = nil) {
    self.number = number
    self.span = span
    self.speaker = speaker
  }
}

extension TurnColumns {
  /// The turns of a text as anchors see them.
  public func anchors(ofText text: Int32) -> [AnchorTurn] {
    rows(ofText: text).compactMap { row in
      Span(start: starts[row], end: ends[row]).map {
        AnchorTurn(number: numbers[row], span: $0, speaker: speaker(row))
      }
    }
  }
}

/// What to do with a quotation that stands in several places.
public enum AnchorAmbiguity: Hashable, Sendable {
  /// Refuse it and name the places.
  case refuse
  /// Take the first place at or after a given position; refuse when there is none.
  case next
}

/// The passage that an anchor means, and how it was found.
public struct AnchorResolution: Hashable, Sendable {
  /// How an anchor led to its passage; for quotations, from the closest to the loosest way of
  /// comparing words.
  public enum Method: String, CaseIterable, Sendable {
    /// The words stand in the text as they were typed.
    case exact
    /// They differ in blanks, full or half width, or quotation marks.
    case folded
    /// They differ also in dashes or ellipses.
    case dashes
    /// They differ also in letter case.
    case caseless
    /// Whole turns were named.
    case turns
    /// Scalars were named.
    case offsets
  }

  /// The passage.
  ///
  /// Its ends split no character that a reader sees as one; that of a quotation neither starts
  /// nor ends on a blank.
  public var span: Span
  /// How it was found.
  public var method: Method
  /// Whether an end was moved, because what was asked for would have split a character.
  public var snapped: Bool

  /// Describes a passage that was found.
  public init(span: Span, method: Method, snapped: Bool = false) {
    self.span = span
    self.method = method
    self.snapped = snapped
  }
}

/// A passage that may have been meant.
public struct AnchorCandidate: Hashable, Sendable {
  /// Where it stands.
  public var span: Span
  /// The number of the turn that it begins in, where it begins in one.
  public var turn: Int32?
  /// The label of that turn's speaker.
  public var speaker: String?
  /// Its words with a little of what stands around them, on one line.
  public var excerpt: String

  /// Describes a passage.
  public init(span: Span, turn: Int32?, speaker: String?, excerpt: String) {
    self.span = span
    self.turn = turn
    self.speaker = speaker
    self.excerpt = excerpt
  }

  /// The passage with its turn, for messages.
  public var line: String {
    let place = turn.map { "t\($0)" } ?? "@\(span.start)-\(span.end)"
    return place + (speaker.map { " \($0)" } ?? "") + ": " + excerpt
  }
}
