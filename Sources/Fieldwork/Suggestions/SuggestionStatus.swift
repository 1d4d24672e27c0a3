/// What became of a suggestion.
public enum SuggestionStatus: String, CaseIterable, Sendable {
  /// Nobody has decided yet.
  case open
  /// Somebody made a coding of it.
  case accepted
  /// Somebody decided against it.
  case rejected
  /// Nobody decided before its words were corrected, or its code became another one under which
  /// the same words are suggested already.
  case withdrawn
}
