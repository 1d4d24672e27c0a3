/// Which words round a match a rule proposes as the passage.
public enum SuggestionUnit: String, CaseIterable, Sendable {
  /// The turn in which the match stands.
  case turn
  /// The sentence, or the sentences over which the match reaches.
  case sentence
  /// The paragraph of the turn, or the paragraphs over which the match reaches.
  case paragraph
  /// The match itself.
  case match
}
