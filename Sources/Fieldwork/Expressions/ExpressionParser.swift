/// Reads an expression.
struct ExpressionParser {
  private enum Token: Equatable {
    case number(Double)
    case text(String)
    case word(String)
    case sign(String)
  }

  private let source: String
  private var tokens: [(token: Token, at: Int)] = []
  private var next = 0
  private var end = 1

  /// Reads a whole expression.
  static func read(_ text: String) throws -> SurveyExpression {
    var parser = try ExpressionParser(text)
    let expression = try parser.either()
    guard parser.next == parser.tokens.count else {
      throw parser.expected("an operator or the end")
    }
    return expression
  }

  private init(_ text: String) throws {
    source = text
    let characters = Array(text.unicodeScalars)
    var at = 0
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar)
        || scalar == "#" || scalar == "@"
    }
    while at < characters.count {
      let scalar = characters[at]
      let start = at
      if scalar.properties.isWhitespace {
        at += 1
        continue
      }
      let isPoint =
        scalar == "." && at + 1 < characters.count
        && ("0"..."9").contains(characters[at + 1])
      if ("0"..."9").contains(scalar) || isPoint {
        while at < characters.count, ("0"..."9").contains(characters[at]) || characters[at] == "." {
          at += 1
        }
        let digits = String(String.UnicodeScalarView(characters[start..<at]))
        guard let number = Double(digits) else {
          throw ExpressionFailure.syntax(text: text, at: start + 1, expected: "a number")
        }
        tokens.append((.number(number), start + 1))
      } else if let close = Self.quotes[scalar] {
        guard let stop = characters[(at + 1)...].firstIndex(of: close) else {
          throw ExpressionFailure.syntax(
            text: text, at: start + 1, expected: "the end of the quotation that begins here")
        }
        tokens.append(
          (.text(String(String.UnicodeScalarView(characters[(at + 1)..<stop]))), start + 1))
        at = stop + 1
      } else if scalar == "`" {
        guard let stop = characters[(at + 1)...].firstIndex(of: "`") else {
          throw ExpressionFailure.syntax(
            text: text, at: start + 1, expected: "the end of the name that begins here")
        }
        tokens.append(
          (.word("`" + String(String.UnicodeScalarView(characters[(at + 1)..<stop]))), start + 1))
        at = stop + 1
      } else if isWord(scalar) {
        while at < characters.count, isWord(characters[at]) || characters[at] == "." { at += 1 }
        tokens.append((.word(String(String.UnicodeScalarView(characters[start..<at]))), start + 1))
      } else {
        let two = String(String.UnicodeScalarView(characters[at..<min(at + 2, characters.count)]))
        let sign = Self.pairs.contains(two) ? two : String(Character(scalar))
        guard Self.signs.contains(sign) else {
          throw ExpressionFailure.syntax(text: text, at: start + 1, expected: "something else")
        }
        tokens.append((.sign(sign), start + 1))
        at += sign.unicodeScalars.count
      }
    }
    end = characters.count + 1
  }

  private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
    "'": "'", "\"": "\"", "‘": "’", "“": "”",
  ]
  private static let pairs: Set<String> = ["==", "!=", "<=", ">=", "->", "<>"]
  private static let signs: Set<String> = [
    "==", "!=", "<=", ">=", "->", "<>", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "≠", "≤",
    "≥",
  ]

  private func expected(_ what: String) -> ExpressionFailure {
    .syntax(text: source, at: next < tokens.count ? tokens[next].at : end, expected: what)
  }

  private var token: Token? { next < tokens.count ? tokens[next].token : nil }

  private mutating func takes(_ sign: String) -> Bool {
    guard token == .sign(sign) else { return false }
    next += 1
    return true
  }

  private mutating func takes(word: String) -> Bool {
    guard case .word(let written) = token, written.lowercased() == word else { return false }
    next += 1
    return true
  }

  private mutating func either() throws -> SurveyExpression {
    var left = try both()
    while takes(word: "or") { left = .or(left, try both()) }
    return left
  }

  private mutating func both() throws -> SurveyExpression {
    var left = try negation()
    while takes(word: "and") { left = .and(left, try negation()) }
    return left
  }

  private mutating func negation() throws -> SurveyExpression {
    takes(word: "not") ? .not(try negation()) : try comparison()
  }

  private mutating func comparison() throws -> SurveyExpression {
    let left = try sum()
    if takes(word: "in") { return .among(left, try arguments()) }
    if takes(word: "is") {
      let isNegated = takes(word: "not")
      if takes(word: "missing") { return isNegated ? .not(.isMissing(left)) : .isMissing(left) }
      return .comparison(left, isNegated ? .unequal : .equal, try sum())
    }
    let signs: [(String, SurveyExpression.Comparison)] = [
      ("=", .equal), ("==", .equal), ("!=", .unequal), ("<>", .unequal), ("≠", .unequal),
      ("<", .less), ("<=", .atMost), ("≤", .atMost), (">", .more), (">=", .atLeast),
      ("≥", .atLeast),
    ]
    for (sign, comparison) in signs where takes(sign) {
      return .comparison(left, comparison, try sum())
    }
    return left
  }

  private mutating func sum() throws -> SurveyExpression {
    var left = try product()
    while true {
      if takes("+") {
        left = .arithmetic(left, .plus, try product())
      } else if takes("-") {
        left = .arithmetic(left, .minus, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws -> SurveyExpression {
    var left = try unary()
    while true {
      if takes("*") {
        left = .arithmetic(left, .times, try unary())
      } else if takes("/") {
        left = .arithmetic(left, .by, try unary())
      } else {
        return left
      }
    }
  }

  private mutating func unary() throws -> SurveyExpression {
    takes("-") ? .negative(try unary()) : try primary()
  }

  private static let keywords: Set<String> = [
    "and", "or", "not", "in", "is", "where", "missing", "else",
  ]

  private mutating func primary() throws -> SurveyExpression {
    guard let token else { throw expected("a value") }
    let at = tokens[next].at
    switch token {
    case .number(let number):
      next += 1
      return .number(number)
    case .text(let text):
      next += 1
      return .text(text)
    case .word(let word):
      if word.hasPrefix("`") {
        next += 1
        return .variable(String(word.dropFirst()), at: at)
      }
      guard !Self.keywords.contains(word.lowercased()) else { throw expected("a value") }
      next += 1
      return self.token == .sign("(") ? try call(word, at) : .variable(word, at: at)
    case .sign:
      guard takes("(") else { throw expected("a value") }
      let inner = try either()
      guard takes(")") else { throw expected("')'") }
      return inner
    }
  }

  private mutating func call(_ name: String, _ at: Int) throws -> SurveyExpression {
    let known = name.lowercased()
    if known == "recode" { return try recode() }
    if let aggregate = SurveyExpression.Aggregate(rawValue: known) {
      guard takes("(") else { throw expected("'('") }
      let part = try either()
      let within = takes(word: "where") ? try either() : nil
      guard takes(")") else { throw expected("')'") }
      return .over(aggregate, part, within: within)
    }
    let parts = try arguments()
    guard SurveyExpression.functions[known]?.contains(parts.count) == true else {
      throw ExpressionFailure.function(text: source, name: name, at: at)
    }
    return .call(known, parts, at: at)
  }

  private mutating func arguments() throws -> [SurveyExpression] {
    guard takes("(") else { throw expected("'('") }
    var parts = [try either()]
    while takes(",") { parts.append(try either()) }
    guard takes(")") else { throw expected("',' or ')'") }
    return parts
  }

  private mutating func recode() throws -> SurveyExpression {
    guard takes("(") else { throw expected("'('") }
    let part = try either()
    var cases: [SurveyExpression.Case] = []
    var otherwise: SurveyExpression?
    while takes(",") {
      if takes(word: "else") {
        guard takes("->") else { throw expected("'->'") }
        otherwise = try either()
        break
      }
      let from = try sum()
      guard takes("->") else { throw expected("'->'") }
      cases.append(.init(from: from, to: try either()))
    }
    guard takes(")") else { throw expected("',' or ')'") }
    guard !cases.isEmpty else { throw expected("a pair such as 1 -> 'yes'") }
    return .recode(part, cases, otherwise: otherwise)
  }
}

extension SurveyExpression {
  /// Reads an expression.
  ///
  /// - Throws: `ExpressionFailure` with the character at fault.
  public init(_ text: String) throws { self = try ExpressionParser.read(text) }
}
