/// Something that people call by a name: a code, a theme, a transcript, a variable.
public struct NamedThing: Hashable, Sendable {
  /// The exact id, slug or label.
  public var id: String
  /// Its names in any language.
  public var names: [String]

  /// Names a thing.
  public init(id: String, names: [String] = []) {
    self.id = id
    self.names = names
  }
}

/// Why a name leads nowhere or to more than one place.
public enum NameFailure: ProblemReporting, Hashable {
  /// Nothing is called so; the nearest three ids follow.
  case unknown(kind: String, name: String, nearest: [String])
  /// Several things are called so.
  case ambiguous(kind: String, name: String, matches: [String])

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .unknown(let kind, let name, let nearest):
      Problem(
        .data, "no \(kind) is called '\(name)'",
        hint: nearest.isEmpty
          ? NameFailure.listing(kind) : "did you mean \(nearest.joined(separator: ", "))?")
    case .ambiguous(let kind, let name, let matches):
      Problem(
        .data, "'\(name)' may mean more than one \(kind)",
        hint: "write the exact id", candidates: matches)
    }
  }

  /// Where the names of a kind of thing stand, for a name that resembles none.
  private static func listing(_ kind: String) -> String? {
    switch kind {
    case "code", "transcript", "case", "theme", "participant", "site":
      "'emic \(kind)s' lists them"
    case "variable": "'emic survey variables' lists them"
    default: nil
    }
  }
}

/// Finds things by name, in a fixed order: exact id; exact name in any language, case- and
/// width-folded; and, where a command only reads, an unambiguous prefix of a word of the id
/// or a name.
public struct NameResolver: Sendable {
  /// How much a name may leave open.
  public enum Strictness: Sendable {
    /// Exact ids and names only: for commands that write, files and saved queries.
    case exact
    /// Also an unambiguous prefix of a word: for commands that read.
    case prefix
  }

  private let kind: String
  private let things: [NamedThing]
  private let byID: [String: Int]
  private let byName: [String: [Int]]

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - kind: what the things are, for messages: `code`, `transcript`.
  ///   - things: the things, in the order in which indices are returned.
  public init(kind: String, things: [NamedThing]) {
    self.kind = kind
    self.things = things
    var byID: [String: Int] = [:]
    var byName: [String: [Int]] = [:]
    for (index, thing) in things.enumerated() {
      byID[thing.id] = index
      for name in Set([thing.id] + thing.names) {
        byName[name.foldedName, default: []].append(index)
      }
    }
    self.byID = byID
    self.byName = byName
  }

  /// The index of the thing that is meant.
  ///
  /// - Throws: `NameFailure` with the nearest three names, or with the things that fit.
  public func index(of name: String, _ strictness: Strictness) throws -> Int {
    if let exact = byID[name] { return exact }
    let folded = name.foldedName
    if let same = byName[folded].map({ Array(Set($0)).sorted() }) {
      if same.count == 1 { return same[0] }
      throw NameFailure.ambiguous(kind: kind, name: name, matches: same.map { things[$0].id })
    }
    if strictness == .prefix, !folded.isEmpty {
      let hits = things.indices.filter { index in
        ([things[index].id] + things[index].names).contains { $0.hasWord(startingWith: folded) }
      }
      if hits.count == 1 { return hits[0] }
      if hits.count > 1 {
        throw NameFailure.ambiguous(
          kind: kind, name: name, matches: hits.prefix(8).map { things[$0].id })
      }
    }
    throw NameFailure.unknown(kind: kind, name: name, nearest: nearest(to: folded))
  }

  /// The index of the thing with exactly this id, or `nil`; no name stands for it.
  public func index(ofID id: String) -> Int? { byID[id] }

  private func nearest(to folded: String) -> [String] {
    let wanted = Array(folded.unicodeScalars)
    let scored = things.map { thing in
      let distances = ([thing.id] + thing.names).map {
        editDistance(wanted, Array($0.foldedName.unicodeScalars))
      }
      return (distances.min() ?? Int.max, thing.id)
    }
    let usable = scored.filter { $0.0 <= max(1, wanted.count / 2) }.sorted { $0 < $1 }
    if let best = usable.first {
      // Beside a near miss what is much further off was not meant.
      return usable.prefix(3).filter { $0.0 <= best.0 + 1 }.map(\.1)
    }
    return nearestByWord(wanted)
  }

  /// The things of which one word is nearly what was typed: people shorten long names.
  private func nearestByWord(_ wanted: [Unicode.Scalar]) -> [String] {
    let scored = things.map { thing in
      let words = ([thing.id] + thing.names).flatMap(\.foldedWords)
      let distances = words.map { editDistance(wanted, Array($0.unicodeScalars)) }
      return (distances.min() ?? Int.max, thing.id)
    }
    let usable = scored.filter { $0.0 <= wanted.count / 4 }
    return usable.sorted { $0 < $1 }.prefix(3).map(\.1)
  }
}

extension String {
  fileprivate func hasWord(startingWith prefix: String) -> Bool {
    let folded = foldedName
    if folded.hasPrefix(prefix) { return true }
    return foldedWords.contains { $0.hasPrefix(prefix) }
  }

  fileprivate var foldedWords: [Substring] {
    foldedName.split { !($0.isLetter || $0.isNumber) }
  }
}

/// The number of insertions, deletions and replacements that turn one text into the other
/// (Levenshtein 1966).
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
