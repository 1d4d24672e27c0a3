/// A typed axial relation between two codes, such as "answered by".
public struct RelationDefinition: Hashable, Sendable {
  /// The stable short name, such as `L07`.
  public var slug: String
  /// The slug of the code that it starts from.
  public var from: String
  /// The kind: leads-to, answered-by, results-in, depends-on, weakens, contradicts, or the
  /// study's own word.
  public var kind: String
  /// The slug of the code that it leads to.
  public var to: String
  /// Where it comes from, in words.
  public var ground: String

  /// Describes a relation.
  public init(slug: String, from: String, kind: String, to: String, ground: String = "") {
    self.slug = slug
    self.from = from
    self.kind = kind
    self.to = to
    self.ground = ground
  }
}
