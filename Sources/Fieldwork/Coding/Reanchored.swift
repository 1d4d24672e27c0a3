/// What becomes of a passage when its text is corrected.
public enum Reanchored: Hashable, Sendable {
  /// Its words are in the new text as they were, here; moved when they stand among other words.
  case kept(Span, isMoved: Bool)
  /// Some of its words are others now; this stretch of the new text stands for it until somebody
  /// confirms it.
  case proposed(Span)
  /// The new text has nothing that stands for it.
  case gone

  /// Where it lies in the new text, kept or proposed.
  public var span: Span? {
    switch self {
    case .kept(let span, _), .proposed(let span): span
    case .gone: nil
    }
  }
}

/// A numbered passage with what becomes of it.
public struct PassagePlace: Hashable, Sendable {
  /// The running number by which it is cited.
  public var number: Int32
  /// Where it lies in the text that is corrected.
  public var former: Span
  /// Where it lies in the corrected text.
  public var place: Reanchored

  /// Describes a passage.
  public init(number: Int32, former: Span, place: Reanchored) {
    self.number = number
    self.former = former
    self.place = place
  }
}
