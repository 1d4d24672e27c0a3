/// Reads the grammar that `ModelFormula` publishes, one function per rule.
struct FormulaParser {
  /// What a sum of terms comes to.
  struct Sum {
    var terms: [[ModelFactor]] = []
    var hasIntercept = false
  }

  private struct Token {
    /// The name, number or sign; empty at the end.
    var text: String
    /// Whether it stood between backticks and is a name.
    var isQuoted = false
    /// Scalars of the formula, from 1.
    var column: Int

    var isEnd: Bool { text.isEmpty && !isQuoted }
    func isSign(_ sign: String) -> Bool { !isQuoted && text == sign }
    var isName: Bool {
      isQuoted || text.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "_" } == true
    }
    var number: Double? {
      guard !isQuoted, let first = text.unicodeScalars.first,
        ("0"..."9").contains(first) || first == "."
      else { return nil }
      return Double(text)
    }
  }

  private static let deepest = 50
  private static let mostTerms = 200
  private let text: String
  private var tokens: [Token] = []
  private var place = 0
  /// Where each variable stands first.
  private(set) var firstColumns: [String: Int] = [:]
  /// The variable whose groups have intercepts of their own.
  private(set) var group: String?

  init(_ text: String) throws {
    self.text = text
    try scan(Array(text.unicodeScalars))
  }

  private var token: Token { tokens[min(place, tokens.count - 1)] }

  mutating func formula() throws -> (outcome: ModelFactor, sum: Sum) {
    guard tokens.contains(where: { $0.isSign("~") }) else {
      throw failure("there is no '~' in the formula", "write: owns ~ age + household_size")
    }
    let start = token
    let left = try product(0)
    guard left.terms.count == 1, left.terms[0].count == 1, let outcome = left.terms[0].first else {
      throw failure("the outcome is one variable", "write: owns ~ age", at: start)
    }
    guard token.isSign("~") else {
      throw failure("'~' is missing here", "one variable stands before it: owns ~ age")
    }
    place += 1
    var sum = Sum(hasIntercept: true)
    try add(&sum, 0)
    guard token.isEnd else {
      throw token.isSign(")")
        ? failure("this bracket was never opened", "take it away, or add '(' before it")
        : failure("'+' is missing before this", "join terms with +, : or *")
    }
    return (outcome, sum)
  }

  /// A sum on top of what is there: the intercept of a formula may be taken away.
  private mutating func add(_ sum: inout Sum, _ depth: Int) throws {
    var isTaken = false
    if token.isSign("-") {
      isTaken = true
      place += 1
    }
    while true {
      let start = token
      let part = startsGroup ? try groupTerm(depth, isTaken: isTaken) : try product(depth)
      if isTaken {
        if part.hasIntercept { sum.hasIntercept = false }
        sum.terms.removeAll { term in part.terms.contains { Set($0) == Set(term) } }
      } else if start.isSign("0"), part.terms.isEmpty {
        sum.hasIntercept = false
      } else {
        if part.hasIntercept { sum.hasIntercept = true }
        for term in part.terms { FormulaParser.include(term, &sum.terms) }
      }
      guard sum.terms.count <= FormulaParser.mostTerms else {
        throw failure("these are too many terms", "leave products out", at: start)
      }
      guard token.isSign("+") || token.isSign("-") else { return }
      isTaken = token.isSign("-")
      place += 1
    }
  }

  /// Whether what begins here is `(1 | group)`: a bracket with a bar before its end.
  private var startsGroup: Bool {
    guard token.isSign("(") else { return false }
    var open = 0
    for token in tokens[place...] {
      if token.isSign("(") { open += 1 }
      if token.isSign(")") { open -= 1 }
      if open == 0 { return false }
      if open == 1, token.isSign("|") { return true }
    }
    return false
  }

  /// Reads `(1 | group)`, which adds no term.
  private mutating func groupTerm(_ depth: Int, isTaken: Bool) throws -> Sum {
    let start = token
    guard depth == 0, !isTaken else {
      throw failure("(1 | group) stands by itself", "write: owns ~ age + (1 | city)")
    }
    place += 1
    guard token.isSign("1") else {
      throw failure(
        "only intercepts can differ from group to group", "write: (1 | city)")
    }
    place += 1
    guard token.isSign("|") else {
      throw failure(
        "only intercepts can differ from group to group", "write: (1 | city)")
    }
    place += 1
    guard token.isName else { throw failure("a variable is missing here", "write: (1 | city)") }
    let name = token
    place += 1
    guard token.isSign(")") else {
      throw failure("groups are those of one variable", "write: (1 | city)")
    }
    place += 1
    guard group == nil else {
      throw failure(
        "there is one level of groups at most", "keep the level that matters: (1 | city)",
        at: start)
    }
    note(name)
    group = name.text
    return Sum()
  }

  private mutating func product(_ depth: Int) throws -> Sum {
    var left = try cross(depth)
    while token.isSign("*") {
      let sign = token
      place += 1
      let right = try cross(depth)
      var all = left.terms
      for term in right.terms { FormulaParser.include(term, &all) }
      for term in FormulaParser.pairs(left.terms, right.terms) { FormulaParser.include(term, &all) }
      guard all.count <= FormulaParser.mostTerms else {
        throw failure("these are too many terms", "leave products out", at: sign)
      }
      left = Sum(terms: all, hasIntercept: false)
    }
    if token.isSign("|") {
      throw failure("'|' stands in brackets", "write: owns ~ age + (1 | city)")
    }
    if token.isSign("/") || token.isSign("%") {
      throw failure(
        "'\(token.text)' has no meaning between terms", "divide inside I(): I(a / b)")
    }
    return left
  }

  private mutating func cross(_ depth: Int) throws -> Sum {
    var left = try power(depth)
    while token.isSign(":") {
      place += 1
      let right = try power(depth)
      left = Sum(terms: FormulaParser.pairs(left.terms, right.terms), hasIntercept: false)
    }
    return left
  }

  private mutating func power(_ depth: Int) throws -> Sum {
    let base = try atom(depth)
    guard token.isSign("^") else { return base }
    place += 1
    guard let number = token.number, let times = Int(exactly: number), (1...5).contains(times)
    else {
      throw failure("a whole number from 1 to 5 is missing here", "write (a + b)^2, or I(a^2)")
    }
    let sign = token
    place += 1
    var all = base.terms
    for _ in 1..<times {
      for term in FormulaParser.pairs(all, base.terms) { FormulaParser.include(term, &all) }
      guard all.count <= FormulaParser.mostTerms else {
        throw failure("these are too many terms", "leave products out", at: sign)
      }
    }
    return Sum(terms: all, hasIntercept: false)
  }

  private mutating func atom(_ depth: Int) throws -> Sum {
    guard depth < FormulaParser.deepest else {
      throw failure("the brackets are nested too deeply", "write the terms out")
    }
    let start = token
    if start.isSign("0") {
      place += 1
      return Sum()
    }
    if start.isSign("1") {
      place += 1
      return Sum(hasIntercept: true)
    }
    if start.isSign("(") {
      place += 1
      var inner = Sum()
      try add(&inner, depth + 1)
      try close(start)
      return inner
    }
    guard start.isName else {
      throw failure("a variable is missing here", "write: owns ~ age + household_size")
    }
    place += 1
    guard !start.isQuoted, token.isSign("(") else {
      note(start)
      return Sum(terms: [[.variable(start.text)]])
    }
    return Sum(terms: [[try function(start, depth + 1)]])
  }

  private mutating func function(_ name: Token, _ depth: Int) throws -> ModelFactor {
    let opening = token
    place += 1
    if name.text == "factor" {
      guard token.isName else {
        throw failure("factor() takes one variable", "write: factor(hukou)")
      }
      let variable = token
      note(variable)
      place += 1
      var base: String?
      if token.isSign(",") {
        place += 1
        guard token.isSign("ref") else {
          throw failure("'ref =' is missing here", "write: factor(region, ref = western)")
        }
        place += 1
        guard token.isSign("=") else {
          throw failure("'=' is missing here", "write: factor(region, ref = western)")
        }
        place += 1
        guard token.isName || token.number != nil else {
          throw failure("a value is missing here", "write: factor(region, ref = western)")
        }
        base = token.text
        place += 1
      }
      try close(opening)
      return .categories(variable.text, base: base)
    }
    let known = NumberExpression.Function(rawValue: name.text)
    guard known != nil || name.text == "I" else {
      let all = ["factor", "I"] + NumberExpression.Function.allCases.map(\.rawValue)
      throw failure(
        "'\(name.text)' is no function of formulas",
        "known are \(all.joined(separator: ", "))", at: name)
    }
    let inner = try sum(depth)
    try close(opening)
    let end = tokens[place - 1].column
    let written = Array(text.unicodeScalars)[name.column - 1..<end]
      .filter { !$0.properties.isWhitespace }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: written)
    return .number(known.map { .applied($0, inner) } ?? inner, name: String(view))
  }

  private mutating func close(_ opening: Token) throws {
    guard token.isSign(")") else {
      throw token.isEnd
        ? failure("this bracket is never closed", "add ')'", at: opening)
        : failure("')' is missing before this", "close the bracket, or join with + - * / ^")
    }
    place += 1
  }

  // Arithmetic.

  private mutating func sum(_ depth: Int) throws -> NumberExpression {
    var left = try quotient(depth)
    while token.isSign("+") || token.isSign("-") {
      let sign: NumberExpression.Sign = token.isSign("+") ? .plus : .minus
      place += 1
      left = .joined(left, sign, try quotient(depth))
    }
    return left
  }

  private mutating func quotient(_ depth: Int) throws -> NumberExpression {
    var left = try signed(depth)
    while token.isSign("*") || token.isSign("/") {
      let sign: NumberExpression.Sign = token.isSign("*") ? .times : .over
      place += 1
      left = .joined(left, sign, try signed(depth))
    }
    return left
  }

  private mutating func signed(_ depth: Int) throws -> NumberExpression {
    guard depth < FormulaParser.deepest else {
      throw failure("the brackets are nested too deeply", "write the terms out")
    }
    if token.isSign("-") {
      place += 1
      return .negative(try signed(depth + 1))
    }
    let base = try primary(depth)
    guard token.isSign("^") else { return base }
    place += 1
    return .joined(base, .power, try signed(depth + 1))
  }

  private mutating func primary(_ depth: Int) throws -> NumberExpression {
    let start = token
    if let number = start.number {
      place += 1
      return .constant(number)
    }
    if start.isSign("(") {
      place += 1
      let inner = try sum(depth + 1)
      try close(start)
      return inner
    }
    guard start.isName else {
      throw failure("a number or a variable is missing here", "write: I(income / size)")
    }
    place += 1
    guard !start.isQuoted, token.isSign("(") else {
      note(start)
      return .variable(start.text)
    }
    guard let function = NumberExpression.Function(rawValue: start.text) else {
      let all = NumberExpression.Function.allCases.map(\.rawValue).joined(separator: ", ")
      throw failure("'\(start.text)' is no function of numbers", "known are \(all)", at: start)
    }
    let opening = token
    place += 1
    let inner = try sum(depth + 1)
    try close(opening)
    return .applied(function, inner)
  }

  // Terms.

  private static func include(_ term: [ModelFactor], _ terms: inout [[ModelFactor]]) {
    if !terms.contains(where: { Set($0) == Set(term) }) { terms.append(term) }
  }

  private static func pairs(
    _ left: [[ModelFactor]], _ right: [[ModelFactor]]
  ) -> [[ModelFactor]] {
    left.flatMap { a in right.map { b in a + b.filter { !a.contains($0) } } }
  }

  private mutating func note(_ name: Token) {
    if firstColumns[name.text] == nil { firstColumns[name.text] = name.column }
  }

  private func failure(_ what: String, _ hint: String, at other: Token? = nil) -> FormulaSyntax {
    FormulaSyntax(
      what, hint: hint, at: QueryPointer(text: text, column: (other ?? token).column))
  }

  private mutating func scan(_ scalars: [Unicode.Scalar]) throws {
    var position = 0
    func string(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    func isPart(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar == "." || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
    }
    while position < scalars.count {
      let scalar = scalars[position].narrowed
      let column = position + 1
      if scalars[position].properties.isWhitespace {
        position += 1
      } else if scalar == "`" {
        guard let end = scalars[(position + 1)...].firstIndex(of: "`"), end > position + 1 else {
          tokens.append(Token(text: "", column: column))
          throw FormulaSyntax(
            "this backtick is never closed", hint: "write `a name with blanks`",
            at: QueryPointer(text: text, column: column))
        }
        tokens.append(Token(text: string(position + 1..<end), isQuoted: true, column: column))
        position = end + 1
      } else if ("0"..."9").contains(scalar) {
        var end = position + 1
        while end < scalars.count, isPart(scalars[end]) || isExponentSign(scalars, end) { end += 1 }
        let word = string(position..<end)
        guard Double(word) != nil else {
          throw FormulaSyntax(
            "'\(word)' is no number", hint: "a name that begins with a figure needs backticks",
            at: QueryPointer(text: text, column: column))
        }
        tokens.append(Token(text: word, column: column))
        position = end
      } else if isPart(scalar) {
        var end = position + 1
        // `own@2015` is a variable of a wave.
        while end < scalars.count, isPart(scalars[end]) || scalars[end] == "@" { end += 1 }
        tokens.append(Token(text: string(position..<end), column: column))
        position = end
      } else if "~+-*/^:(),=%|".unicodeScalars.contains(scalar) {
        tokens.append(Token(text: String(Character(scalar)), column: column))
        position += 1
      } else {
        throw FormulaSyntax(
          "'\(string(position..<position + 1))' means nothing in a formula",
          hint: "names with such signs stand between backticks",
          at: QueryPointer(text: text, column: column))
      }
    }
    tokens.append(Token(text: "", column: scalars.count + 1))
  }

  private func isExponentSign(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    (scalars[place] == "-" || scalars[place] == "+") && (scalars[place - 1] == "e")
      && place + 1 < scalars.count && ("0"..."9").contains(scalars[place + 1])
  }
}
