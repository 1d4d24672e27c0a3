/// Passages that somebody keeps together under a name.
public struct PassageSet: Hashable, Sendable {
  /// The set of starred passages.
  public static let star = "star"

  /// The short name.
  public var slug: String
  /// The passages in natural order; one that nobody codes any more stays named.
  public var passages: [PassageCite]

  /// Describes a set.
  public init(slug: String, passages: [PassageCite]) {
    self.slug = slug
    self.passages = passages
  }
}
