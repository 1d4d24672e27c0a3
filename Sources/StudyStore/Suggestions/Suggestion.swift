public import Fieldwork

/// A passage that a rule proposes for a code, with what became of it.
///
/// It is no coding: nothing counts it.
public struct Suggestion: Hashable, Sendable {
  /// The running number; it is never used again.
  public var number: Int32
  /// The name of the rule.
  public var rule: String
  /// The code's slug.
  public var code: String
  /// The transcript's label.
  public var transcript: String
  /// The store's key of the text, as in `TextEntry.key`; of an earlier version where the words
  /// were corrected since.
  public var text: Int64
  /// Whether this is the current text of its layer.
  public var isCurrent: Bool
  /// The language of the layer, possibly empty.
  public var language: String
  /// The proposed passage.
  public var span: Span
  /// The stretches of the text that were found in it, in order.
  public var matches: [Span]
  /// What became of it.
  public var status: SuggestionStatus
  /// When that was decided, ISO 8601; `nil` for what is open.
  public var decided: String?
  /// Who decided; `nil` for what is open or withdrawn.
  public var decidedBy: String?
  /// The citations of the passages that were coded when it was accepted, as far as these codings
  /// are there.
  public var cites: [String]

  /// How it is named: `s12`.
  public var name: String { Suggestion.name(number) }

  /// How the suggestion with a number is named.
  public static func name(_ number: Int32) -> String { "s\(number)" }
}

/// A rule with what became of its suggestions.
public struct SuggestionRuleEntry: Hashable, Sendable {
  /// The name.
  public var name: String
  /// How it looks: `term`, `synonyms` or `regex`.
  public var way: String
  /// What was asked: words, names of sets, or the pattern.
  public var asked: [String]
  /// Which words it proposes.
  public var unit: SuggestionUnit
  /// Where it looks; empty for everywhere.
  public var scope: String
  /// The codes that it suggests, as they are called now, in order of the codebook.
  public var codes: [String]
  /// Who used it first.
  public var coder: String
  /// When, ISO 8601.
  public var made: String
  /// Its suggestions by what became of them.
  public var counts: [SuggestionStatus: Int]
}
