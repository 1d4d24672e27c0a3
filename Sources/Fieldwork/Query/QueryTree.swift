/// What a query says, over leaves of any kind.
///
/// A `not` without anything beside it cannot be written down.
public indirect enum QueryTree<Leaf: Hashable & Sendable>: Hashable, Sendable {
  /// One leaf.
  case leaf(Leaf)
  /// All of these share a stretch, without what overlaps one of `except`; `of` has at least
  /// one part, and at least two when `except` is empty.
  case all(of: [QueryTree<Leaf>], except: [QueryTree<Leaf>])
  /// Any of these; at least two.
  case any(of: [QueryTree<Leaf>])
  /// The first that lies so to the second.
  case related(QueryTree<Leaf>, QueryRelation, QueryTree<Leaf>)

  /// The same tree over other leaves.
  public func map<Other>(_ change: (Leaf) throws -> Other) rethrows -> QueryTree<Other> {
    switch self {
    case .leaf(let leaf): .leaf(try change(leaf))
    case .any(let parts): .any(of: try parts.map { try $0.map(change) })
    case .all(let parts, let except):
      .all(of: try parts.map { try $0.map(change) }, except: try except.map { try $0.map(change) })
    case .related(let first, let relation, let second):
      .related(try first.map(change), relation, try second.map(change))
    }
  }

  /// The leaves from left to right.
  public var leaves: [Leaf] {
    switch self {
    case .leaf(let leaf): [leaf]
    case .any(let parts): parts.flatMap(\.leaves)
    case .all(let parts, let except): parts.flatMap(\.leaves) + except.flatMap(\.leaves)
    case .related(let first, _, let second): first.leaves + second.leaves
    }
  }

  /// The leaves that an answer needs, from left to right: those behind a `not` are left out.
  public var positiveLeaves: [Leaf] {
    switch self {
    case .leaf(let leaf): [leaf]
    case .any(let parts): parts.flatMap(\.positiveLeaves)
    case .all(let parts, _): parts.flatMap(\.positiveLeaves)
    case .related(let first, let relation, let second):
      first.positiveLeaves + (relation.isNegated ? [] : second.positiveLeaves)
    }
  }

  /// The relations from left to right.
  public var relations: [QueryRelation] {
    switch self {
    case .leaf: []
    case .any(let parts): parts.flatMap(\.relations)
    case .all(let parts, let except): parts.flatMap(\.relations) + except.flatMap(\.relations)
    case .related(let first, let relation, let second):
      first.relations + [relation] + second.relations
    }
  }

  /// The tree in words, with brackets only where they are needed.
  public func words(_ name: (Leaf) -> String) -> String {
    switch self {
    case .leaf(let leaf): return name(leaf)
    case .any(let parts): return parts.map { $0.words(name) }.joined(separator: " or ")
    case .all(let parts, let except):
      let positive = parts.map { $0.bracketed(name) }
      let negative = except.map { "not " + $0.bracketed(name) }
      return (positive + negative).joined(separator: " and ")
    case .related(let first, let relation, let second):
      return [first.bracketed(name), relation.words, second.bracketed(name)]
        .joined(separator: " ")
    }
  }

  private func bracketed(_ name: (Leaf) -> String) -> String {
    if case .leaf(let leaf) = self { return name(leaf) }
    return "(" + words(name) + ")"
  }
}
