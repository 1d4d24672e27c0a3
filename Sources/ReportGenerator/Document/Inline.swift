/// A stretch of a paragraph.
public enum Inline: Hashable, Sendable {
  /// Plain words.
  case text(String)
  /// Words in another language than the document's, by its short tag such as `zh`.
  case foreign(String, language: String)
  /// Stressed words.
  indirect case emphasis([Inline])
  /// Strongly stressed words.
  indirect case strong([Inline])
  /// Words as a program writes them: a command, a slug, a number's id.
  case code(String)
  /// Words that lead to an anchor of the same page.
  indirect case link([Inline], anchor: String)

  /// The words without their setting.
  public var plainText: String {
    switch self {
    case .text(let text), .foreign(let text, _), .code(let text): text
    case .emphasis(let parts), .strong(let parts), .link(let parts, _): parts.plainText
    }
  }
}

extension [Inline] {
  /// The words without their setting.
  public var plainText: String { map(\.plainText).joined() }
}

extension Inline: ExpressibleByStringLiteral {
  /// Plain words.
  public init(stringLiteral value: String) { self = .text(value) }
}
