/// Which variables a regression sets against which, in the notation of Wilkinson & Rogers (1973)
/// as R writes it: `own ~ age + factor(hukou) + age:rooms`.
///
/// ```
/// formula = outcome "~" sum
/// sum     = [ "-" ] part { ( "+" | "-" ) part }
/// part    = product | "(" "1" "|" name ")"     once and outside brackets
/// product = cross { "*" cross }                a*b is a + b + a:b
/// cross   = power { ":" power }
/// power   = atom [ "^" whole number ]          (a + b)^2 is a + b + a:b
/// atom    = "0" | "1" | name | "(" sum ")"
///         | "factor(" name [ ", ref =" value ] ")"
///         | "I(" arithmetic ")" | function "(" arithmetic ")"
/// ```
///
/// Arithmetic knows `+ - * / ^`, brackets, numbers, names, and the functions log, log2, log10,
/// log1p, sqrt, exp and abs. `(1 | city)` gives each city an intercept of its own, as in the notation
/// of lme4 (Bates et al. 2015). `- 1` or `+ 0` leave the intercept away. A name with other signs than
/// letters, figures, `_` and `.` stands between backticks.
public struct ModelFormula: Hashable, Sendable {
  /// The formula as it was typed.
  public let text: String
  /// What is explained.
  public let outcome: ModelFactor
  /// What explains: each term is the product of its factors.
  ///
  /// Main effects come first, then products of two, and so on; else in the order written.
  public let terms: [[ModelFactor]]
  /// Whether there is an intercept.
  public let hasIntercept: Bool
  /// The variable whose groups have intercepts of their own, drawn at random.
  public let group: String?
  private let columns: [String: Int]

  /// Reads a formula.
  ///
  /// - Throws: `FormulaSyntax`, which points at the place.
  public init(_ text: String) throws {
    var parser = try FormulaParser(text)
    let (outcome, sum) = try parser.formula()
    self.text = text
    self.outcome = outcome
    hasIntercept = sum.hasIntercept
    let degrees = Set(sum.terms.map(\.count)).sorted()
    terms = degrees.flatMap { degree in sum.terms.filter { $0.count == degree } }
    group = parser.group
    columns = parser.firstColumns
  }

  private init(_ other: ModelFormula, terms: [[ModelFactor]]) {
    text = other.text
    outcome = other.outcome
    self.terms = terms
    hasIntercept = other.hasIntercept
    group = other.group
    columns = other.columns
  }

  /// The variables in the order of the terms, that of the outcome first, that of the groups last.
  public var variables: [String] {
    var seen: Set<String> = []
    let all = outcome.variables + explaining + (group.map { [$0] } ?? [])
    return all.filter { seen.insert($0).inserted }
  }

  /// The variables of the terms in order.
  public var explaining: [String] {
    var seen: Set<String> = []
    return terms.flatMap { $0.flatMap(\.variables) }.filter { seen.insert($0).inserted }
  }

  /// The formula without the terms in which a variable stands.
  public func without(_ variable: String) -> ModelFormula {
    ModelFormula(
      self, terms: terms.filter { term in !term.contains { $0.variables.contains(variable) } })
  }

  /// Where a variable stands first.
  public func pointer(to variable: String) -> QueryPointer {
    QueryPointer(text: text, column: columns[variable] ?? 1)
  }
}

/// One factor of a term.
public enum ModelFactor: Hashable, Sendable {
  /// A variable as its kind has it.
  case variable(String)
  /// A variable taken as categories; the base where one is named.
  case categories(String, base: String?)
  /// A number computed from variables, called as it is written without blanks.
  case number(NumberExpression, name: String)

  /// What the factor is called in the names of coefficients.
  public var name: String {
    switch self {
    case .variable(let name): name
    case .categories(let name, let base):
      base.map { "factor(\(name), ref = \($0))" } ?? "factor(\(name))"
    case .number(_, let name): name
    }
  }

  /// The variables in the factor.
  public var variables: [String] {
    switch self {
    case .variable(let name), .categories(let name, _): [name]
    case .number(let expression, _): expression.variables
    }
  }
}

/// Arithmetic over variables.
public indirect enum NumberExpression: Hashable, Sendable {
  /// The functions that arithmetic knows.
  public enum Function: String, CaseIterable, Sendable {
    case log, log2, log10, log1p, sqrt, exp, abs
  }

  /// The signs that arithmetic knows.
  public enum Sign: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  /// A number.
  case constant(Double)
  /// A variable.
  case variable(String)
  /// The opposite.
  case negative(NumberExpression)
  /// Two numbers and what joins them.
  case joined(NumberExpression, Sign, NumberExpression)
  /// A function of a number.
  case applied(Function, NumberExpression)

  /// The variables from left to right, each as often as it stands.
  public var variables: [String] {
    switch self {
    case .constant: []
    case .variable(let name): [name]
    case .negative(let part), .applied(_, let part): part.variables
    case .joined(let left, _, let right): left.variables + right.variables
    }
  }
}

/// Why a text is no formula, and where.
public struct FormulaSyntax: ProblemReporting, Hashable {
  /// What is wrong.
  public let what: String
  /// What to try.
  public let hint: String
  /// Where.
  public let pointer: QueryPointer

  /// Describes what is wrong.
  public init(_ what: String, hint: String, at pointer: QueryPointer) {
    self.what = what
    self.hint = hint
    self.pointer = pointer
  }

  /// The failure in words.
  public var problem: Problem {
    Problem(
      .usage, what, place: "formula, column \(pointer.column)", hint: hint + "\n" + pointer.lines)
  }
}
