public import Fieldwork

/// The codes to choose from, found by a few letters of slug or name in any language.
public struct CodePalette: Hashable, Sendable {
  /// The codes that carry codings, in the order of the codebook.
  public private(set) var codes: [CodeDefinition]
  private var keys: [[String]]

  /// Takes the codes of a codebook; categories and codes that were given up are left out.
  public init(_ codes: [CodeDefinition]) {
    self.codes = codes.filter { $0.isCodable && !$0.isRetired }
    keys = self.codes.map(CodePalette.keys)
  }

  /// Adds a code that was made meanwhile.
  mutating func add(_ code: CodeDefinition) {
    guard !codes.contains(where: { $0.slug == code.slug }) else { return }
    codes.append(code)
    keys.append(CodePalette.keys(code))
  }

  /// The code of a slug.
  func code(_ slug: String) -> CodeDefinition? { codes.first { $0.slug == slug } }

  /// Positions of the codes that fit, best first.
  ///
  /// Better is where the letters begin a name, then where they begin a word of it, then where
  /// they stand side by side, then where they only follow each other; of equals those used last,
  /// then the shorter.
  ///
  /// - Parameter recent: slugs, the one used last first.
  func matches(_ typed: String, recent: [String]) -> [Int] {
    let wanted = Array(typed.foldedName.unicodeScalars)
    let ranks = Dictionary(
      recent.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [(rank: Int, recency: Int, length: Int, position: Int)] = []
    for position in codes.indices {
      let recency = ranks[codes[position].slug] ?? recent.count
      if wanted.isEmpty {
        found.append((0, recency, 0, position))
      } else if let best = keys[position].compactMap({ rank(of: wanted, in: $0) }).min() {
        found.append((best, recency, codes[position].slug.count, position))
      }
    }
    return found.sorted {
      ($0.rank, $0.recency, $0.length, $0.position) < ($1.rank, $1.recency, $1.length, $1.position)
    }.map(\.position)
  }

  private static func keys(_ code: CodeDefinition) -> [String] {
    ([code.slug] + code.names.map(\.text)).map(\.foldedName)
  }

  private func rank(of wanted: [Unicode.Scalar], in key: String) -> Int? {
    let scalars = Array(key.unicodeScalars)
    guard wanted.count <= scalars.count else { return nil }
    if scalars.starts(with: wanted) { return scalars.count == wanted.count ? 0 : 1 }
    var isInside = false
    for start in 1...max(1, scalars.count - wanted.count)
    where start + wanted.count <= scalars.count
      && scalars[start..<start + wanted.count].elementsEqual(wanted)
    {
      isInside = true
      if !scalars[start - 1].properties.isAlphabetic { return 2 }
    }
    if isInside { return 3 }
    var index = 0
    for scalar in scalars where index < wanted.count && scalar == wanted[index] { index += 1 }
    return index == wanted.count ? 4 : nil
  }
}
