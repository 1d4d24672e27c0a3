public import Fieldwork

/// Why a pattern cannot be used.
public enum PatternFailure: ProblemReporting, Hashable {
  /// Nothing is asked.
  case empty
  /// The pattern is wrong at a place; the words are PCRE2's.
  case syntax(words: String, pointer: QueryPointer)
  /// The pattern tried more ways to match than anyone can wait for.
  case tooSlow(pattern: String)
  /// There is no memory left.
  case noMemory

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .empty: Problem(.usage, "the pattern is empty", hint: "write what to look for")
    case .syntax(let words, let pointer):
      Problem(
        .usage, words, place: "--regex, column \(pointer.column)",
        hint: "a character with a meaning of its own is written with a backslash\n"
          + pointer.lines)
    case .tooSlow(let pattern):
      Problem(
        .data, "the pattern '\(pattern)' takes too long", place: "--regex",
        hint: "write one without a repetition inside a repetition, such as (a+)+")
    case .noMemory: Problem(.internalFailure, "there is no memory left for the pattern")
    }
  }
}
