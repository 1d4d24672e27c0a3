/// A suggestion that was made before, as a rule looks at it.
public struct KnownSuggestion: Hashable, Sendable {
  /// The store's key of the text, as in `TextEntry.key`.
  public var text: Int64
  /// The proposed passage.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// What became of it: open, accepted or rejected.
  public var status: SuggestionStatus

  /// Describes a suggestion.
  public init(text: Int64, span: Span, code: String, status: SuggestionStatus) {
    self.text = text
    self.span = span
    self.code = code
    self.status = status
  }
}
