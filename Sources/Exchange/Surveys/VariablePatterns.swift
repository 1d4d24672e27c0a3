import Fieldwork

/// Names of variables and patterns with `*`, joined by commas.
public struct VariablePatterns {
  private let patterns: [NamePattern]

  /// Reads a list; each name must fit a variable.
  ///
  /// - Throws: `NameFailure` with the nearest names for one that fits none.
  public init(_ list: String, among names: [String]) throws {
    let words = list.split(separator: ",").map { String($0).trimmingBlanks }
    patterns = words.map(NamePattern.init)
    for (word, pattern) in zip(words, patterns) where !names.contains(where: pattern.fits) {
      let things = names.map { NamedThing(id: $0) }
      _ = try NameResolver(kind: "variable", things: things).index(of: word, .exact)
    }
  }

  /// Whether a variable is meant.
  public func fits(_ name: String) -> Bool { patterns.contains { $0.fits(name) } }
}
