public import Fieldwork

/// Which parts of the coding paradigm are evidenced in which case: a truth table of roles, with
/// the relations whose two codes both occur there.
public struct ParadigmCases: Sendable {
  /// One case.
  public struct Line: Hashable, Sendable {
    /// Index into `StudySnapshot.cases`.
    public let caseIndex: Int32
    /// For each role its codes that the case has, as indices into `Codebook.codes`.
    public let codes: [[Int]]
    /// The relations of which it has both codes.
    public let relations: [String]
  }

  /// The roles in the order of the paradigm.
  public let roles: [String]
  /// For each role the number of codes of the codebook.
  public let sizes: [Int]
  /// The cases with codings in natural order.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Goes through the cases of a study; coders are pooled.
  ///
  /// - Parameter snapshot: a study loaded with its turns, codings and notes.
  public init(_ snapshot: StudySnapshot) {
    let attribution = CaseAttribution(snapshot)
    let book = snapshot.codebook
    let paradigm = ParadigmRoles(book)
    let codable = book.codable
    var has = [Set<Int>](repeating: [], count: snapshot.cases.count)
    for row in 0..<snapshot.codings.count {
      let index = attribution.caseIndex(ofCoding: row)
      if index >= 0 { has[Int(index)].insert(Int(snapshot.codings.codes[row])) }
    }
    func isThere(_ slug: String, _ present: Set<Int>) -> Bool {
      guard let index = book.index(ofSlug: slug) else { return false }
      return book.codes[index].isCodable
        ? present.contains(index) : book.subtree(index).contains { present.contains($0) }
    }
    let used = paradigm.present.filter { role in codable.contains { paradigm.roles[$0] == role } }
    roles = used
    sizes = used.map { role in codable.count { paradigm.roles[$0] == role } }
    lines = has.indices.filter { !has[$0].isEmpty }.map { index in
      Line(
        caseIndex: Int32(index),
        codes: used.map { role in
          codable.filter { paradigm.roles[$0] == role && has[index].contains($0) }
        },
        relations: snapshot.relations.filter {
          isThere($0.from, has[index]) && isThere($0.to, has[index])
        }.map(\.slug))
    }
    notes =
      [
        "counted: different codes of each role that a case has; an empty cell means that none "
          + "was coded, not that nobody lived it"
      ] + CaseAttribution.notes(withoutCase: attribution.unattributed)
  }
}
