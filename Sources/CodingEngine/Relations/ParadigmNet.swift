public import Fieldwork

/// The codes with relations in the order of the coding paradigm, and the relations between
/// them, for a picture.
public struct ParadigmNet: Sendable {
  /// A code.
  public struct Node: Hashable, Sendable {
    /// The slug.
    public let code: String
    /// Its role, as a position in `roles`.
    public let role: Int
    /// The cases that have it, or a code below it.
    public let cases: Int
  }

  /// A relation.
  public struct Link: Hashable, Sendable {
    /// The relation's slug.
    public let relation: String
    /// The kind.
    public let kind: String
    /// Where it starts, as a position in `nodes`.
    public let from: Int
    /// Where it leads, as a position in `nodes`.
    public let to: Int
    /// Whether it sets the codes against each other.
    public let isTension: Bool
    /// The cases with both codes.
    public let cases: Int
    /// Whether the codes meet anywhere.
    public let hasEvidence: Bool
  }

  /// The roles of the nodes in the order of the paradigm.
  public let roles: [String]
  /// The codes by role, within each in the order of the codebook.
  public let nodes: [Node]
  /// The relations in order of definition.
  public let links: [Link]

  /// Puts the net together; a relation with a code that the codebook does not have is left out.
  ///
  /// - Parameter snapshot: a study loaded with its turns, codings and notes.
  public init(_ snapshot: StudySnapshot) {
    let book = snapshot.codebook
    let paradigm = ParadigmRoles(book)
    let counts = CodeCounts(snapshot, rollup: true).counts
    let evidence = RelationReport(snapshot).evidence.filter {
      book.index(ofSlug: $0.relation.from) != nil && book.index(ofSlug: $0.relation.to) != nil
    }
    let linked = Set(evidence.flatMap { [$0.relation.from, $0.relation.to] })
    let codes = book.codes.indices.filter { linked.contains(book.codes[$0].slug) }
    let roles = paradigm.present.filter { role in codes.contains { paradigm.roles[$0] == role } }
    nodes = roles.enumerated().flatMap { position, role in
      codes.filter { paradigm.roles[$0] == role }.map {
        Node(code: book.codes[$0].slug, role: position, cases: counts[$0].cases)
      }
    }
    self.roles = roles
    let place = Dictionary(
      nodes.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { a, _ in a })
    links = evidence.compactMap { item in
      guard let from = place[item.relation.from], let to = place[item.relation.to] else {
        return nil
      }
      return Link(
        relation: item.relation.slug, kind: item.relation.kind, from: from, to: to,
        isTension: item.isTension, cases: item.cases.count, hasEvidence: item.hasEvidence)
    }
  }
}
