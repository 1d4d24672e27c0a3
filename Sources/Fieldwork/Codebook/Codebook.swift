/// All codes of a study as one value: a tree laid out in preorder, so that a code and its
/// descendants are one contiguous range.
public struct Codebook: Sendable {
  /// The entries in preorder; siblings keep the order in which they were given.
  public let codes: [CodeDefinition]
  /// The index of the entry above, or -1 at the top.
  public let parents: [Int32]
  /// How many entries lie above.
  public let depths: [Int]
  /// The index after the last descendant of each entry.
  private let ends: [Int]
  /// Finds codes by slug or name.
  public let resolver: NameResolver

  /// Lays out a tree.
  ///
  /// - Throws: `CodebookFailure` when a slug stands twice, a parent does not exist, or a code
  ///   lies below itself.
  public init(_ entries: [CodeDefinition]) throws {
    var children: [String?: [Int]] = [:]
    var seen: Set<String> = []
    for (index, entry) in entries.enumerated() {
      guard seen.insert(entry.slug).inserted else { throw CodebookFailure.twice(entry.slug) }
      children[entry.parent, default: []].append(index)
    }
    for entry in entries {
      if let parent = entry.parent, !seen.contains(parent) {
        throw CodebookFailure.noParent(code: entry.slug, parent: parent)
      }
    }
    var codes: [CodeDefinition] = []
    var parents: [Int32] = []
    var depths: [Int] = []
    var ends: [Int] = []
    // A stack of its own, since a chain of codes may be longer than calls may nest.
    var open: [(index: Int, parent: Int32, depth: Int)] = []
    for root in (children[nil] ?? []).reversed() { open.append((root, -1, 0)) }
    while let (index, parent, depth) = open.popLast() {
      let position = codes.count
      codes.append(entries[index])
      parents.append(parent)
      depths.append(depth)
      ends.append(position + 1)
      for child in (children[entries[index].slug] ?? []).reversed() {
        open.append((child, Int32(position), depth + 1))
      }
    }
    // Descendants stand behind, so each end is known before it is handed up.
    for position in codes.indices.reversed() where parents[position] >= 0 {
      let parent = Int(parents[position])
      ends[parent] = max(ends[parent], ends[position])
    }
    if codes.count < entries.count {
      let placed = Set(codes.map(\.slug))
      let lost = entries.map(\.slug).filter { !placed.contains($0) }.sorted()
      throw CodebookFailure.cycle(lost)
    }
    self.codes = codes
    self.parents = parents
    self.depths = depths
    self.ends = ends
    resolver = NameResolver(
      kind: "code", things: codes.map { NamedThing(id: $0.slug, names: $0.names.map(\.text)) })
  }

  /// The code itself and everything below it.
  public func subtree(_ index: Int) -> Range<Int> { index..<ends[index] }

  /// The index of a slug, or `nil`; a name does not stand for it.
  public func index(ofSlug slug: String) -> Int? { resolver.index(ofID: slug) }

  /// The codes that carry codings, in preorder.
  public var codable: [Int] { codes.indices.filter { codes[$0].isCodable } }

  /// The slugs from the top down to this code.
  public func path(_ index: Int) -> [String] {
    var path = [codes[index].slug]
    var parent = Int(parents[index])
    while parent >= 0 {
      path.append(codes[parent].slug)
      parent = Int(parents[parent])
    }
    return path.reversed()
  }
}

/// Why entries form no codebook.
public enum CodebookFailure: ProblemReporting, Hashable {
  /// Two entries have this slug.
  case twice(String)
  /// The entry above is not in the codebook.
  case noParent(code: String, parent: String)
  /// These codes lie below themselves.
  case cycle([String])

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .twice(let slug):
      Problem(.data, "the code '\(slug)' stands in the codebook twice", hint: "rename one of them")
    case .noParent(let code, let parent):
      Problem(
        .data, "the code '\(code)' lies under '\(parent)', which is not in the codebook",
        hint: "add '\(parent)' or correct the parent")
    case .cycle(let slugs):
      Problem(
        .data, "these codes lie below each other in a circle: \(slugs.joined(separator: ", "))",
        hint: "give one of them another parent")
    }
  }
}
