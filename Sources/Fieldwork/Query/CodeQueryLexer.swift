/// A word or sign of a query and where it stands.
struct CodeQueryToken: Hashable {
  enum Kind: Hashable {
    case name(String)
    /// A name in quotation marks, which is never a word of the grammar.
    case quoted(String)
    case and, or, not, under, open, close, end
  }

  var kind: Kind
  /// Scalars of the query, from 1.
  var column: Int
}

/// Cuts a query into words and signs.
struct CodeQueryLexer {
  private let scalars: [Unicode.Scalar]
  private let text: String
  private var position = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  /// The next word or sign; `.end` again and again after the last.
  mutating func next() throws -> CodeQueryToken {
    while position < scalars.count, scalars[position].isBlank { position += 1 }
    let column = position + 1
    guard position < scalars.count else { return CodeQueryToken(kind: .end, column: column) }
    let scalar = scalars[position].narrowed
    if let sign = CodeQueryLexer.signs[scalar] {
      position += 1
      // `&&` and `||` come from other languages' habits and mean the same.
      if sign == .and || sign == .or, position < scalars.count, scalars[position] == scalar {
        position += 1
      }
      return CodeQueryToken(kind: sign, column: column)
    }
    if let closing = CodeQueryLexer.closingMarks[scalar] {
      return CodeQueryToken(kind: .quoted(try quoted(until: closing)), column: column)
    }
    let word = word()
    guard !word.isEmpty else {
      throw CodeQuerySyntax(.strayQuotation, at: QueryPointer(text: text, column: column))
    }
    return CodeQueryToken(kind: CodeQueryLexer.kind(of: word), column: column)
  }

  private mutating func quoted(until closing: Unicode.Scalar) throws -> String {
    let column = position + 1
    let first = position + 1
    var last = first
    while last < scalars.count, scalars[last].narrowed != closing { last += 1 }
    let pointer = QueryPointer(text: text, column: column)
    guard last < scalars.count else { throw CodeQuerySyntax(.openQuotation, at: pointer) }
    position = last + 1
    var name = String.UnicodeScalarView()
    name.append(contentsOf: scalars[first..<last])
    let words = String(name).trimmingBlanks
    guard !words.isEmpty else { throw CodeQuerySyntax(.emptyName, at: pointer) }
    return words
  }

  private mutating func word() -> String {
    var word = String.UnicodeScalarView()
    while position < scalars.count, !CodeQueryLexer.endsWord(scalars[position]) {
      word.append(scalars[position])
      position += 1
    }
    return String(word)
  }

  static func kind(of word: String) -> CodeQueryToken.Kind {
    switch word.foldedName {
    case "and": .and
    case "or": .or
    case "not": .not
    case "under": .under
    default: .name(word)
    }
  }

  /// Whether a scalar cannot stand inside an unquoted name.
  static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    let narrow = scalar.narrowed
    return scalar.isBlank || signs[narrow] != nil || closingMarks[narrow] != nil
      || closingMarks.values.contains(narrow)
  }

  /// Where a name that begins at a position ends, its quotation marks included.
  static func endOfName(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    if let closing = closingMarks[scalars[start].narrowed] {
      end += 1
      while end < scalars.count, scalars[end].narrowed != closing { end += 1 }
      return min(end + 1, scalars.count)
    }
    while end < scalars.count, !endsWord(scalars[end]) { end += 1 }
    return end
  }

  private static let signs: [Unicode.Scalar: CodeQueryToken.Kind] = [
    "&": .and, "|": .or, "!": .not, "(": .open, ")": .close,
  ]

  private static let closingMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "\u{201C}": "\u{201D}", "\u{300C}": "\u{300D}", "\u{300E}": "\u{300F}",
  ]
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool { properties.isWhitespace }
}
