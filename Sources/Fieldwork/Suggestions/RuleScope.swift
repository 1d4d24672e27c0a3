/// Codings of one code that came from a rule which asks for fields of interviews, cases or surveys.
public struct RuleScope: Hashable, Sendable {
  /// Index of the code.
  public var code: Int32
  /// The fields that the rule's filter compares, as written.
  public var fields: [String]
  /// How many codings of the code came from it.
  public var codings: Int

  /// Describes codings.
  ///
  /// - Parameter scope: where the rule looks, as `SuggestionRule.scope` writes it.
  /// - Returns: `nil` where the rule has no filter.
  public init?(code: Int32, scope: String, codings: Int) {
    let opening = "where "
    guard scope.hasPrefix(opening) else { return nil }
    var words = String(scope.dropFirst(opening.count))
    var filter = try? Filter(words)
    // Further parts of the scope stand behind the filter.
    while filter == nil, let mark = words.lastIndex(of: ";") {
      words = String(words[..<mark])
      filter = try? Filter(words)
    }
    guard let filter else { return nil }
    self.code = code
    self.codings = codings
    fields = filter.comparisons.map(\.field)
  }

  /// Whether the rule asks for a variable, with the name of its survey before it or without.
  public func asks(for names: Set<String>) -> Bool {
    fields.contains { field in
      let bare = field.split(separator: ".", maxSplits: 1).last.map(String.init) ?? field
      return names.contains(field.foldedName) || names.contains(bare.foldedName)
    }
  }
}
