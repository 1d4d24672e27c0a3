/// One thing in which two codebooks differ.
public struct CodeDifference: Hashable, Sendable {
  /// What happened to a code between the two.
  public enum Kind: String, Sendable {
    /// It is new.
    case added
    /// It is not there any more.
    case removed
    /// It has another slug.
    case renamed
    /// It lies under another entry, or elsewhere among its neighbours.
    case moved
    /// Its definition says something else.
    case redefined
    /// Something beside its definition is different.
    case changed
    /// It was given up, or taken up again.
    case retired, reactivated
    /// Its codings went to another code.
    case merged
    /// It was split into others.
    case split
    /// It took the codings of a merged code, or some of a split one.
    case took
  }

  /// The identity of the code.
  public var identity: String
  /// Its slug afterwards, before where it is gone.
  public var code: String
  /// What happened.
  public var kind: Kind
  /// Which part of the entry is different; empty where the whole entry is meant.
  public var field: String
  /// What was there before; empty where nothing was.
  public var before: String
  /// What is there afterwards; empty where nothing is.
  public var after: String
}

/// In what two codebooks differ: entries are matched by identity, then by slug, so that a code
/// that was renamed is one code.
public struct CodebookDiff: Sendable {
  /// The differences in the order of the later codebook; those of codes that are gone at the end.
  public let differences: [CodeDifference]

  private typealias Entry = CodebookState.Entry

  /// Compares.
  ///
  /// A field of which one side does not speak is no difference.
  public init(from old: CodebookState, to new: CodebookState) {
    let pairs = CodebookDiff.pairs(old, new)
    // What is called `a` before is called `slugs["a"]` afterwards.
    var slugs: [String: String] = [:]
    for (before, after) in pairs {
      if let before, let after { slugs[before.definition.slug] = after.definition.slug }
    }
    let rearranged = CodebookDiff.rearranged(pairs, slugs, old)
    var found: [CodeDifference] = []
    for (before, after) in pairs {
      switch (before, after) {
      case (let before?, let after?):
        found += CodebookDiff.changes(
          before, after, slugs, isRearranged: rearranged.contains(after.identity))
      case (nil, let after?):
        found.append(
          CodeDifference(
            identity: after.identity, code: after.definition.slug, kind: .added, field: "",
            before: "", after: after.definition.parent.map { "under \($0)" } ?? "at the top"))
      case (let before?, nil):
        found.append(
          CodeDifference(
            identity: before.identity, code: before.definition.slug, kind: .removed, field: "",
            before: before.definition.parent.map { "under \($0)" } ?? "at the top", after: ""))
      case (nil, nil): break
      }
    }
    differences = found + CodebookDiff.successions(old, new)
  }

  private static func pairs(_ old: CodebookState, _ new: CodebookState) -> [(Entry?, Entry?)] {
    let byIdentity = Dictionary(
      old.entries.enumerated().map { ($1.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let bySlug = Dictionary(
      old.entries.enumerated().map { ($1.definition.slug, $0) },
      uniquingKeysWith: { first, _ in first })
    var partners = new.entries.map { byIdentity[$0.identity] }
    var taken = Set(partners.compactMap(\.self))
    for (index, entry) in new.entries.enumerated() where partners[index] == nil {
      guard let same = bySlug[entry.definition.slug], taken.insert(same).inserted else { continue }
      partners[index] = same
    }
    let kept = zip(new.entries, partners).map { after, partner -> (Entry?, Entry?) in
      (partner.map { old.entries[$0] }, after)
    }
    let gone = old.entries.indices.filter { !taken.contains($0) }
    return kept + gone.map { (old.entries[$0], nil) }
  }

  private static func changes(
    _ before: Entry, _ after: Entry, _ slugs: [String: String], isRearranged: Bool
  ) -> [CodeDifference] {
    let (old, new) = (before.definition, after.definition)
    let silent = before.silent.union(after.silent)
    func difference(
      _ kind: CodeDifference.Kind, _ field: String, _ a: String, _ b: String
    ) -> CodeDifference {
      CodeDifference(
        identity: after.identity, code: new.slug, kind: kind, field: field, before: a, after: b)
    }
    var found: [CodeDifference] = []
    if old.slug != new.slug { found.append(difference(.renamed, "slug", old.slug, new.slug)) }
    for field in CodeField.allCases where !silent.contains(field) {
      let (a, b) = (field.words(of: old), field.words(of: new))
      switch field {
      case .parent:
        if old.parent.map({ slugs[$0] ?? $0 }) != new.parent {
          found.append(difference(.moved, field.rawValue, a, b))
        } else if isRearranged {
          found.append(difference(.moved, "order", "", ""))
        }
      case .retired:
        guard old.isRetired != new.isRetired else { continue }
        found.append(difference(new.isRetired ? .retired : .reactivated, field.rawValue, a, b))
      default:
        guard a != b else { continue }
        found.append(difference(field.isWording ? .redefined : .changed, field.rawValue, a, b))
      }
    }
    return found
  }

  /// The identities of entries that lie elsewhere among those that had the same entry above
  /// before and have it now; as few as explain the new order.
  private static func rearranged(
    _ pairs: [(Entry?, Entry?)], _ slugs: [String: String], _ old: CodebookState
  ) -> Set<String> {
    let places = Dictionary(
      old.entries.enumerated().map { ($1.identity, $0) }, uniquingKeysWith: { first, _ in first })
    var families: [String?: [(identity: String, place: Int)]] = [:]
    for (before, after) in pairs {
      guard let before, let after, let place = places[before.identity],
        before.definition.parent.map({ slugs[$0] ?? $0 }) == after.definition.parent
      else { continue }
      families[after.definition.parent, default: []].append((after.identity, place))
    }
    var out: Set<String> = []
    for family in families.values {
      let kept = longestRise(family.map(\.place))
      for index in family.indices where !kept.contains(index) {
        out.insert(family[index].identity)
      }
    }
    return out
  }

  /// The positions of a longest rising subsequence.
  private static func longestRise(_ numbers: [Int]) -> Set<Int> {
    var lengths = Array(repeating: 1, count: numbers.count)
    var previous = Array(repeating: -1, count: numbers.count)
    for index in numbers.indices {
      for earlier in 0..<index
      where numbers[earlier] < numbers[index] && lengths[earlier] >= lengths[index] {
        lengths[index] = lengths[earlier] + 1
        previous[index] = earlier
      }
    }
    var kept: Set<Int> = []
    var index = lengths.indices.max { lengths[$0] < lengths[$1] } ?? -1
    while index >= 0 {
      kept.insert(index)
      index = previous[index]
    }
    return kept
  }

  /// What was merged or split in between.
  private static func successions(_ old: CodebookState, _ new: CodebookState) -> [CodeDifference] {
    let slugs = Dictionary(
      new.entries.map { ($0.identity, $0.definition.slug) }, uniquingKeysWith: { first, _ in first }
    )
    let known = Set(old.successors)
    return new.successors.filter { !known.contains($0) }.flatMap { step -> [CodeDifference] in
      let (from, into) = (slugs[step.from] ?? "", slugs[step.into] ?? "")
      return [
        CodeDifference(
          identity: step.from, code: from, kind: step.kind == .merge ? .merged : .split, field: "",
          before: "", after: into),
        CodeDifference(
          identity: step.into, code: into, kind: .took, field: "", before: from, after: ""),
      ]
    }
  }
}
