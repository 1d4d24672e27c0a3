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
    token = try lexer.next()
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
      token = try lexer.next()
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
    var share = try factor(depth: depth)
    while token.kind == .and {
      token = try lexer.next()
      share.append(try factor(depth: depth))
    }
    return share
  }

  private mutating func factor(depth: Int) throws -> Share {
    guard depth < CodeQueryParser.deepest else { throw failure(.tooDeep) }
    let start = token
    switch start.kind {
    case .not:
      token = try lexer.next()
      let inner = try factor(depth: depth + 1)
      if let tree = inner.tree { return Share(except: [tree], notColumn: start.column) }
      // Two `not` take each other back.
      let back = inner.except
      if back.count == 1, case .all(let parts, let except) = back[0], except.isEmpty {
        return Share(of: parts)
      }
      return Share(of: back.count == 1 ? back : [CodeQueryParser.any(of: back)])
    case .open:
      token = try lexer.next()
      if token.kind == .close { throw failure(.missingName) }
      let inner = try union(depth: depth + 1)
      guard token.kind == .close else {
        if token.kind == .end { throw failure(.openBracket, column: start.column) }
        throw failure(.missingOperator)
      }
      token = try lexer.next()
      // A bracket round a `not` with something beside it limits what the `not` takes from.
      guard !inner.of.isEmpty, !inner.except.isEmpty, let tree = inner.tree else { return inner }
      return Share(of: [tree])
    case .under:
      token = try lexer.next()
      guard case .name(let name) = token.kind else { throw failure(.missingName) }
      return try leaf(name, isSubtree: true)
    case .name(let name): return try leaf(name, isSubtree: false)
    case .and, .or, .close, .end: throw failure(.missingName)
    }
  }

  private mutating func leaf(_ name: String, isSubtree: Bool) throws -> Share {
    let term = CodeQuery.Term(name: name, isSubtree: isSubtree, column: token.column)
    token = try lexer.next()
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

  /// A name as it must be written in a query.
  static func quotedIfNeeded(_ name: String) -> String {
    let isWord = !name.unicodeScalars.contains(where: CodeQueryLexer.endsWord)
    if isWord, CodeQueryLexer.kind(of: name) == .name(name), !name.isEmpty { return name }
    return name.contains("\"") ? "「\(name)」" : "\"\(name)\""
  }
}
