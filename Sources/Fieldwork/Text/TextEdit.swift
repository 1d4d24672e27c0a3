/// Words to put in the place of others.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced.
  public var span: Span
  /// What stands there afterwards; nothing where the words go.
  public var words: String

  /// Describes a correction.
  public init(span: Span, words: String) {
    self.span = span
    self.words = words
  }
}
