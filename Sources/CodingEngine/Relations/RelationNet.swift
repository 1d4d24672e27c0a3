import Fieldwork

/// The relations as a net of codes, of which those that lead somewhere have a direction.
struct RelationNet {
  /// Kinds that lead from the first code to the second.
  static let forward: Set<String> = ["leads-to", "answered-by", "results-in"]
  /// Kinds that lead from the second code to the first.
  static let backward: Set<String> = ["depends-on"]

  /// Codes with a relation.
  let linked: Set<String>
  /// The number of relations of each of them.
  let degrees: [String: Int]
  private let snapshot: StudySnapshot
  /// Where each code leads to, and by which kinds.
  private let next: [String: [String]]
  /// What leads to each code.
  private let before: [String: [String]]
  private let answers: Set<String>
  private let phenomena: Set<String>

  init(_ snapshot: StudySnapshot) {
    self.snapshot = snapshot
    var degrees: [String: Int] = [:]
    var next: [String: [String]] = [:]
    var before: [String: [String]] = [:]
    var answers: Set<String> = []
    var phenomena: Set<String> = []
    for relation in snapshot.relations {
      for code in Set([relation.from, relation.to]) { degrees[code, default: 0] += 1 }
      if relation.kind == "answered-by" {
        phenomena.insert(relation.from)
        answers.insert(relation.to)
      }
      let isForward = RelationNet.forward.contains(relation.kind)
      guard isForward || RelationNet.backward.contains(relation.kind) else { continue }
      let (cause, effect) =
        isForward ? (relation.from, relation.to) : (relation.to, relation.from)
      next[cause, default: []].append(effect)
      before[effect, default: []].append(cause)
    }
    self.degrees = degrees
    self.next = next
    self.before = before
    self.answers = answers
    self.phenomena = phenomena
    linked = Set(degrees.keys)
  }

  /// Codes with a relation in the order of the codebook.
  private var codes: [(index: Int, slug: String)] {
    snapshot.codebook.codes.enumerated().filter { linked.contains($0.element.slug) }
      .map { (index: $0.offset, slug: $0.element.slug) }
  }

  /// All that can be reached from some codes, themselves left out unless a circle leads back.
  private func reached(from starts: [String]) -> Set<String> {
    var reached: Set<String> = []
    var open = starts
    while let code = open.popLast() {
      for other in next[code] ?? [] where reached.insert(other).inserted { open.append(other) }
    }
    return reached
  }

  /// Phenomena without cause, strategies without consequence, consequences without path.
  var gaps: [RelationChecks.Finding] {
    let roles = ParadigmRoles(snapshot.codebook).roles
    let conditions = codes.filter { roles[$0.index] == "condition" }.map(\.slug)
    let fromConditions = reached(from: conditions)
    var found: [RelationChecks.Finding] = []
    func add(_ kind: RelationChecks.Kind, _ code: String, _ words: String) {
      found.append(RelationChecks.Finding(kind: kind, about: [code], words: words))
    }
    // A condition is itself a cause.
    for (index, slug) in codes
    where phenomena.contains(slug) && before[slug] == nil && roles[index] != "condition" {
      add(.withoutCause, slug, "\(slug) is answered by something, and nothing leads to it")
    }
    for (_, slug) in codes where answers.contains(slug) && next[slug] == nil {
      add(.withoutConsequence, slug, "\(slug) is an answer, and leads to nothing")
    }
    for (index, slug) in codes
    where roles[index] == "consequence" && !fromConditions.contains(slug) {
      add(.withoutPath, slug, "no path leads from a condition to the consequence \(slug)")
    }
    return found
  }

  /// Codes that lead to each other, each circle once.
  var circles: [RelationChecks.Finding] {
    let after = Dictionary(
      codes.map { ($0.slug, reached(from: [$0.slug])) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    return codes.compactMap { _, slug in
      guard !seen.contains(slug), after[slug]?.contains(slug) == true else { return nil }
      let members = codes.map(\.slug).filter {
        $0 == slug || (after[slug]?.contains($0) == true && after[$0]?.contains(slug) == true)
      }
      seen.formUnion(members)
      return RelationChecks.Finding(
        kind: .circle, about: members,
        words: members.count == 1
          ? "\(slug) leads to itself"
          : "these lead to each other: \(members.joined(separator: ", "))")
    }
  }
}
