/// Reads the grammar that `CodeQuery` publishes, one function per rule.
struct CodeQueryParser {
  typealias Tree = QueryTree<CodeQuery.Term>

  /// Parts that stand beside each other by `and`, those behind a `not` apart.
  private struct Share {
    var of: [Tree] = []
    var except: [Tree] = []
    /// Where the first `not` stands.
    var notColumn: Int?

    /// The parts as one tree, or `nil` when only `not` parts are there.
    var tree: Tree? {
      guard let first = of.first else { return nil }
      return of.count == 1 && except.isEmpty ? first : .all(of: of, except: except)
    }

    mutating func append(_ other: Share) {
      of += other.of
      except += other.except
      notColumn = notColumn ?? other.notColumn
    }
  }

  /// Deeper nesting is no question of a person, and would exhaust the stack.
  private static let deepest = 100

  private let text: String
  private var lexer: CodeQueryLexer
  private var token = CodeQueryToken(kind: .end, column: 1)

  init(_ text: String) {
    self.text = text
    lexer = CodeQueryLexer(text)
  }

  mutating func query() throws -> Tree {
    try advance()
    if token.kind == .end { throw failure(.empty) }
    let share = try union(depth: 0)
    switch token.kind {
    case .end: return try whole(share)
    case .close: throw failure(.strayBracket)
    default: throw failure(.missingOperator)
    }
  }

  private mutating func union(depth: Int) throws -> Share {
    let first = try share(depth: depth)
    guard token.kind == .or else { return first }
    var parts = [try whole(first)]
    while token.kind == .or {
      try advance()
      parts.append(try whole(try share(depth: depth)))
    }
    return Share(of: [CodeQueryParser.any(of: parts)])
  }

  private static func any(of parts: [Tree]) -> Tree {
    .any(
      of: parts.flatMap { part in
        if case .any(let inner) = part { inner } else { [part] }
      })
  }

  private mutating func share(depth: Int) throws -> Share {
    var share = try term(depth: depth)
    while token.kind == .and {
      try advance()
      share.append(try term(depth: depth))
    }
    return share
  }

  private mutating func term(depth: Int) throws -> Share {
    guard depth < CodeQueryParser.deepest else { throw failure(.tooDeep) }
    guard token.kind == .not else { return try relation(depth: depth) }
    let column = token.column
    try advance()
    let inner = try term(depth: depth + 1)
    if let tree = inner.tree { return Share(except: [tree], notColumn: column) }
    // Two `not` take each other back.
    let back = inner.except
    if back.count == 1, case .all(let parts, let except) = back[0], except.isEmpty {
      return Share(of: parts)
    }
    return Share(of: back.count == 1 ? back : [CodeQueryParser.any(of: back)])
  }

  private mutating func relation(depth: Int) throws -> Share {
    var first = try factor(depth: depth)
    var length = 0
    while let relation = try relationWords() {
      length += 1
      guard depth + length < CodeQueryParser.deepest else { throw failure(.tooDeep) }
      let second = try factor(depth: depth)
      first = Share(of: [.related(try whole(first), relation, try whole(second))])
    }
    return first
  }

  private mutating func factor(depth: Int) throws -> Share {
    let start = token
    switch start.kind {
    case .open:
      try advance()
      if token.kind == .close { throw failure(.missingName) }
      let inner = try union(depth: depth + 1)
      guard token.kind == .close else {
        if token.kind == .end { throw failure(.openBracket, column: start.column) }
        throw failure(.missingOperator)
      }
      try advance()
      // A bracket round a `not` with something beside it limits what the `not` takes from.
      guard !inner.of.isEmpty, !inner.except.isEmpty, let tree = inner.tree else { return inner }
      return Share(of: [tree])
    case .under:
      try advance()
      guard let name = token.name else { throw failure(.missingName) }
      return try leaf(name, .subtree)
    case .quoted(let name): return try leaf(name, .code)
    case .name(let name): return try named(name)
    case .not, .and, .or, .close, .end: throw failure(.missingName)
    }
  }

  /// A name, or one of the words that change what the next name means.
  private mutating func named(_ name: String) throws -> Share {
    if name.hasPrefix("@") {
      guard name.count > 1 else { throw failure(.missingName) }
      return try leaf(String(name.dropFirst()), .saved)
    }
    let next = try ahead(1).first
    switch (name.foldedName, next?.kind) {
    case ("theme", .name(let theme)), ("theme", .quoted(let theme)):
      try advance()
      return try leaf(theme, .theme)
    case ("text", .quoted(let words)):
      try advance()
      guard words.contains(where: { $0 != "*" && !$0.isWhitespace }) else {
        throw failure(.emptyName)
      }
      return try leaf(words, .text)
    case ("text", .name(let word)) where RelationWord(rawValue: word.foldedName) == nil:
      throw failure(.bareText, column: next?.column)
    default: return try leaf(name, .code)
    }
  }

  private mutating func leaf(_ name: String, _ kind: CodeQuery.Term.Kind) throws -> Share {
    let term = CodeQuery.Term(name: name, kind: kind, column: token.column)
    try advance()
    return Share(of: [.leaf(term)])
  }

  private func whole(_ share: Share) throws -> Tree {
    guard let tree = share.tree else { throw failure(.loneNot, column: share.notColumn) }
    return tree
  }

  private func failure(
    _ reason: CodeQuerySyntax.Reason, column: Int? = nil
  ) -> CodeQuerySyntax {
    CodeQuerySyntax(reason, at: QueryPointer(text: text, column: column ?? token.column))
  }

  private mutating func advance() throws { token = try lexer.next() }

  /// The next tokens behind this one, which stays.
  private func ahead(_ count: Int) throws -> [CodeQueryToken] {
    var lexer = lexer
    return try (0..<count).map { _ in try lexer.next() }
  }

  /// A name as it must be written in a query.
  static func quotedIfNeeded(_ name: String) -> String {
    let isWord = !name.unicodeScalars.contains(where: CodeQueryLexer.endsWord)
    let isFree = !name.hasPrefix("@") && !["theme", "text"].contains(name.foldedName)
    if isWord, isFree, CodeQueryLexer.kind(of: name) == .name(name), !name.isEmpty { return name }
    return quoted(name)
  }

  /// A name in quotation marks.
  static func quoted(_ name: String) -> String {
    name.contains("\"") ? "「\(name)」" : "\"\(name)\""
  }
}

/// The words with which a relation begins; only behind a passage do they mean one.
private enum RelationWord: String {
  case overlaps, within, encloses, before, after, near, same
}

extension CodeQueryParser {
  /// A relation, where one stands here.
  private mutating func relationWords() throws -> QueryRelation? {
    let column = token.column
    let isNegated = token.kind == .not
    let first = isNegated ? try ahead(1).first?.kind : token.kind
    guard case .name(let name) = first, let word = RelationWord(rawValue: name.foldedName) else {
      if isNegated { throw failure(.missingOperator, column: column) }
      return nil
    }
    if isNegated { try advance() }
    try advance()
    return QueryRelation(try kind(of: word), isNegated: isNegated)
  }

  private mutating func kind(of word: RelationWord) throws -> QueryRelation.Kind {
    switch word {
    case .overlaps: return .overlaps
    case .within: return .within
    case .encloses: return .encloses
    case .before: return .before(try reach())
    case .after: return .after(try reach())
    case .near:
      guard let reach = try reach() else {
        throw failure(.badReach, column: token.kind == .open ? token.column + 1 : nil)
      }
      return .near(reach)
    case .same:
      let kind: QueryRelation.Kind
      switch token.plainName?.foldedName {
      case "turn": kind = .sameTurn
      case "passage": kind = .samePassage
      case "transcript": kind = .sameTranscript
      case "case": kind = .sameCase
      default: throw failure(.badSame)
      }
      try advance()
      return kind
    }
  }

  /// A distance in brackets, where one stands here; anything else in brackets is a part of the
  /// query and stays.
  private mutating func reach() throws -> QueryRelation.Reach? {
    guard token.kind == .open else { return nil }
    let inside = try ahead(3)
    guard let count = inside[0].plainName.flatMap({ Int($0) }),
      let measure = inside[1].plainName.flatMap({ QueryRelation.Measure(word: $0) }),
      inside[2].kind == .close
    else { return nil }
    guard (0...QueryRelation.Reach.greatest).contains(count) else {
      throw failure(.badReach, column: inside[0].column)
    }
    for _ in 0..<4 { try advance() }
    return QueryRelation.Reach(count, measure)
  }
}

extension CodeQueryToken {
  /// The name that stands here, quoted or not.
  fileprivate var name: String? {
    switch kind {
    case .name(let name), .quoted(let name): name
    default: nil
    }
  }

  /// The word that stands here without quotation marks.
  fileprivate var plainName: String? {
    if case .name(let name) = kind { name } else { nil }
  }
}
