/// A code query that was given a name, to be asked again as `@NAME`.
public struct SavedQuery: Hashable, Sendable {
  /// The name, one word that a query can hold without quotation marks.
  public var name: String
  /// The query as it was typed.
  public var text: String

  /// Describes a saved query.
  ///
  /// - Throws: `Problem` for a name that cannot be written behind `@`.
  public init(name: String, text: String) throws {
    guard SavedQuery.isName(name) else {
      throw Problem(
        .usage, "'\(name)' cannot be the name of a query",
        hint: "take one word of letters, digits, - and _, such as stay-after-school")
    }
    self.name = name
    self.text = text
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
      }
  }
}

/// What the names in a query may mean.
public struct QueryNames: Sendable {
  /// The codes.
  public var codebook: Codebook
  /// The themes.
  public var themes: [ThemeDefinition]
  /// The saved queries.
  public var saved: [SavedQuery]

  /// Gathers names.
  public init(codebook: Codebook, themes: [ThemeDefinition] = [], saved: [SavedQuery] = []) {
    self.codebook = codebook
    self.themes = themes
    self.saved = saved
  }

  /// The index of a theme by its short name or statement.
  func theme(_ name: String, _ strictness: NameResolver.Strictness) throws -> Int {
    let things = themes.map { NamedThing(id: $0.slug, names: $0.statements.map(\.text)) }
    return try NameResolver(kind: "theme", things: things).index(of: name, strictness)
  }

  /// The saved query with a name; never by a part of it.
  func saved(_ name: String) throws -> SavedQuery {
    let things = saved.map { NamedThing(id: $0.name) }
    return saved[try NameResolver(kind: "saved query", things: things).index(of: name, .exact)]
  }
}

/// Why a saved query cannot be asked.
public enum SavedQueryFailure: ProblemReporting, Hashable {
  /// The query asks itself, by way of these names.
  case circular(path: [String])
  /// It names something that the study does not have, or not any more.
  case broken(name: String, Problem)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .circular(let path):
      return Problem(
        .data, "a saved query asks itself: \(path.map { "@\($0)" }.joined(separator: " → "))",
        hint: "remove one of them with 'emic query remove', and save it anew")
    case .broken(let name, var problem):
      problem.what = "the saved query '\(name)' cannot be asked: \(problem.what)"
      return problem
    }
  }
}
