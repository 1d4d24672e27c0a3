/// Where a suggestion lies in a corrected text.
public struct SuggestionPlace: Hashable, Sendable {
  /// The running number by which it is named.
  public var number: Int32
  /// Where it lies in the text that is corrected.
  public var former: Span
  /// Where the same words lie in the corrected text; `nil` where they are others now.
  public var span: Span?
  /// Where the words that were found lie in the corrected text, in order.
  public var matches: [Span]

  /// Describes a place.
  public init(number: Int32, former: Span, span: Span?, matches: [Span] = []) {
    self.number = number
    self.former = former
    self.span = span
    self.matches = matches
  }
}
