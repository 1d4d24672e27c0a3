/// Reads the grammar that `Filter` publishes, one function per rule.
struct FilterParser {
  private struct Token {
    /// The word or sign; empty at the end.
    var text: String
    /// Whether it stood in quotation marks and is a name or value, whatever it says.
    var isQuoted = false
    /// Scalars of the filter, from 1.
    var column: Int

    /// Whether this is one of the words of the grammar.
    func isWord(_ word: String) -> Bool { !isQuoted && text.foldedName == word }
    var isEnd: Bool { text.isEmpty && !isQuoted }
  }

  private static let deepest = 100
  private static let signs: Set<String> = ["(", ")", "=", "!=", "<", "<=", ">", ">="]
  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "'": "'", "\u{201C}": "\u{201D}", "\u{300C}": "\u{300D}",
  ]

  private let text: String
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var token = Token(text: "", column: 1)

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  mutating func filter() throws -> Filter.Tree {
    try advance()
    let tree = try union(0)
    guard token.isEnd else {
      throw token.text == ")"
        ? failure("this bracket was never opened", "take it away, or add '(' before it")
        : failure("'and' or 'or' is missing before this", "write: kind is household and …")
    }
    return tree
  }

  private mutating func union(_ depth: Int) throws -> Filter.Tree {
    var parts = [try share(depth)]
    while token.isWord("or") {
      try advance()
      parts.append(try share(depth))
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func share(_ depth: Int) throws -> Filter.Tree {
    var parts = [try factor(depth)]
    while token.isWord("and") {
      try advance()
      parts.append(try factor(depth))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func factor(_ depth: Int) throws -> Filter.Tree {
    guard depth < FilterParser.deepest else {
      throw failure("the brackets are nested too deeply", "ask in several smaller filters")
    }
    if token.isWord("not") {
      try advance()
      return .not(try factor(depth + 1))
    }
    guard !token.isQuoted, token.text == "(" else { return try comparison() }
    let opening = token
    try advance()
    let inner = try union(depth + 1)
    guard !token.isQuoted, token.text == ")" else {
      throw failure("this bracket is never closed", "add ')'", at: opening)
    }
    try advance()
    return inner
  }

  private mutating func comparison() throws -> Filter.Tree {
    let field = try word("the name of a field")
    var isOpposite = false
    let operation: Filter.Operation
    switch token.isQuoted ? "" : token.text.foldedName {
    case "is", "=":
      try advance()
      if token.isWord("not") {
        isOpposite = true
        try advance()
      }
      guard !token.isWord("missing") else {
        try advance()
        return tree(field, .missing, "", isOpposite)
      }
      operation = .equal
    case "!=":
      try advance()
      isOpposite = true
      operation = .equal
    case "<", "before":
      try advance()
      operation = .less
    case "<=":
      try advance()
      operation = .lessOrEqual
    case ">", "after":
      try advance()
      operation = .greater
    case ">=":
      try advance()
      operation = .greaterOrEqual
    case "in":
      try advance()
      operation = .within
    default:
      throw failure(
        "a comparison is missing behind '\(field.text)'",
        "write is, is not, <, <=, >, >=, before, after, in, or 'is missing'")
    }
    return tree(field, operation, try word("a value").text, isOpposite)
  }

  private func tree(
    _ field: Token, _ operation: Filter.Operation, _ value: String, _ isOpposite: Bool
  ) -> Filter.Tree {
    let comparison = Filter.Tree.comparison(
      .init(field: field.text, operation: operation, value: value, column: field.column))
    return isOpposite ? .not(comparison) : comparison
  }

  private mutating func word(_ what: String) throws -> Token {
    let isReserved = ["and", "or", "not", "is"].contains { token.isWord($0) }
    guard !token.isEnd, token.isQuoted || !FilterParser.signs.contains(token.text), !isReserved
    else { throw failure("\(what) is missing here", "write: owns_home_city is yes") }
    let found = token
    try advance()
    return found
  }

  private mutating func advance() throws {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    let column = position + 1
    guard position < scalars.count else {
      token = Token(text: "", column: column)
      return
    }
    if let closing = FilterParser.marks[scalars[position]] {
      let rest = scalars[(position + 1)...]
      guard let end = rest.firstIndex(of: closing) else {
        token = Token(text: "", column: column)
        throw failure("this quotation mark is never closed", "add the closing mark")
      }
      token = Token(text: string(position + 1..<end), isQuoted: true, column: column)
      position = end + 1
      return
    }
    var end = position + 1
    if "()=<>!".unicodeScalars.contains(scalars[position].narrowed) {
      if "<>!".unicodeScalars.contains(scalars[position]), end < scalars.count, scalars[end] == "="
      {
        end += 1
      }
    } else {
      while end < scalars.count, !ends(scalars[end]) { end += 1 }
    }
    token = Token(text: string(position..<end), column: column)
    if token.text.unicodeScalars.count <= 2 {
      // Chinese keyboards write full-width signs.
      let narrow = String(String.UnicodeScalarView(token.text.unicodeScalars.map(\.narrowed)))
      if FilterParser.signs.contains(narrow) { token.text = narrow }
    }
    position = end
  }

  private func ends(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "()=<>!".unicodeScalars.contains(scalar.narrowed)
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private func failure(_ what: String, _ hint: String, at place: Token? = nil) -> FilterSyntax {
    FilterSyntax(
      what, hint: hint, at: QueryPointer(text: text, column: (place ?? token).column))
  }
}
