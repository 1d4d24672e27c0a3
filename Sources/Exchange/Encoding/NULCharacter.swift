import Fieldwork

/// What every reader says of U+0000: databases and terminals take it for the end of a text, so
/// that the words behind it would be lost.
enum NULCharacter {
  /// The refusal, with its place.
  static func problem(at place: String) -> Problem {
    Problem(
      .data, "a NUL character (U+0000), which no text can hold", place: place, hint: "remove it")
  }

  /// Whether the words hold one.
  static func stands(in words: String) -> Bool { words.utf8.contains(0) }
}
