/// What is computed from the variables of a record, as a researcher writes it: arithmetic,
/// comparison, conditions, and a few functions.
///
/// ```
/// income_10k / household_size
/// survey_area = 'urban' and n_rural_migrants >= 1
/// cut(head_age, 30, 40, 50)
/// if(rent_yuan_month is missing, 0, rent_yuan_month * 12)
/// recode(plan, 1 -> 'leaves', 2 -> 'undecided', else -> 'stays')
/// ```
public indirect enum SurveyExpression: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// Words in quotes.
  case text(String)
  /// A variable, and where it is named, in characters from 1.
  case variable(String, at: Int)
  /// `-x`.
  case negative(SurveyExpression)
  /// `a + b` and the like.
  case arithmetic(SurveyExpression, Arithmetic, SurveyExpression)
  /// `a < b` and the like.
  case comparison(SurveyExpression, Comparison, SurveyExpression)
  /// `a in (1, 2)`.
  case among(SurveyExpression, [SurveyExpression])
  /// `x is missing`.
  case isMissing(SurveyExpression)
  /// `not a`.
  case not(SurveyExpression)
  /// `a and b`.
  case and(SurveyExpression, SurveyExpression)
  /// `a or b`.
  case or(SurveyExpression, SurveyExpression)
  /// A function, and where it is named.
  case call(String, [SurveyExpression], at: Int)
  /// `recode(x, 1 -> 'a', else -> 'b')`.
  case recode(SurveyExpression, [Case], otherwise: SurveyExpression?)
  /// `count(condition)`, `sum(x where condition)` and others over the records of a group.
  case over(Aggregate, SurveyExpression, within: SurveyExpression?)

  /// One pair of a recoding.
  public struct Case: Hashable, Sendable {
    /// The value that is replaced.
    public var from: SurveyExpression
    /// What stands for it.
    public var to: SurveyExpression
  }

  /// The four operations.
  public enum Arithmetic: String, Sendable { case plus = "+", minus = "-", times = "*", by = "/" }

  /// The six comparisons.
  public enum Comparison: String, Sendable {
    case equal = "=", unequal = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="
  }

  /// What is computed over a group of records.
  public enum Aggregate: String, CaseIterable, Sendable {
    /// How many records meet a condition.
    case count
    /// Which part of the records meets a condition, from 0 to 1.
    case share
    /// Whether any record meets a condition: 1 or 0.
    case any
    /// The sum of a number.
    case sum
    /// The mean of a number.
    case mean
    /// The least number.
    case least
    /// The greatest number.
    case greatest
    /// The value of the first record.
    case first
  }

  /// Functions of the values of one record, and how many arguments they take.
  static let functions: [String: ClosedRange<Int>] = [
    "abs": 1...1, "sqrt": 1...1, "log": 1...1, "exp": 1...1, "round": 1...2, "min": 1...50,
    "max": 1...50, "cut": 2...50, "ntile": 2...2, "if": 3...3, "coalesce": 1...50,
  ]

  /// The variables that are named, each once, in the order in which they are.
  public var variables: [String] {
    var names: [String] = []
    visit { part in
      if case .variable(let name, _) = part, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Whether something is computed over a group of records.
  public var isAggregate: Bool {
    var found = false
    visit { if case .over = $0 { found = true } }
    return found
  }

  /// Visits the expression and all its parts, outer ones first.
  func visit(_ work: (SurveyExpression) -> Void) {
    work(self)
    switch self {
    case .number, .text, .variable: break
    case .negative(let part), .isMissing(let part), .not(let part): part.visit(work)
    case .arithmetic(let a, _, let b), .comparison(let a, _, let b), .and(let a, let b),
      .or(let a, let b):
      a.visit(work)
      b.visit(work)
    case .among(let part, let others):
      part.visit(work)
      others.forEach { $0.visit(work) }
    case .call(_, let parts, _): parts.forEach { $0.visit(work) }
    case .recode(let part, let cases, let otherwise):
      part.visit(work)
      for pair in cases {
        pair.from.visit(work)
        pair.to.visit(work)
      }
      otherwise?.visit(work)
    case .over(_, let part, let within):
      part.visit(work)
      within?.visit(work)
    }
  }
}

/// Why an expression cannot be used.
public enum ExpressionFailure: ProblemReporting, Hashable {
  /// Something else was expected at a character, from 1.
  case syntax(text: String, at: Int, expected: String)
  /// There is no variable of that name; the nearest names.
  case noVariable(text: String, name: String, nearest: [String])
  /// There is no function of that name, or it takes another number of arguments.
  case function(text: String, name: String, at: Int)
  /// A value is of the wrong type; what it is and what was needed.
  case type(text: String, what: String, needed: String)
  /// The limits of a division into classes do not rise.
  case limits(text: String, at: Int)
  /// A variable is compared with what is no value of it.
  case value(text: String, what: String, hint: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .syntax(let text, let at, let expected):
      pointed(
        "\(expected) was expected here", text, at,
        hint: "such as income_10k / household_size, or survey_area = 'urban' and age >= 16")
    case .noVariable(let text, let name, let nearest):
      Problem(
        .data, "'\(text)': there is no variable '\(name)'",
        hint: nearest.isEmpty
          ? "'emic survey variables' lists them; words stand in quotes"
          : "did you mean \(nearest.joined(separator: ", "))? Words stand in quotes")
    case .function(let text, let name, let at):
      pointed(
        "'\(name)' is no function with so many arguments", text, at,
        hint: "functions are \(SurveyExpression.functions.keys.sorted().joined(separator: ", ")), "
          + "recode, and over a group "
          + SurveyExpression.Aggregate.allCases.map(\.rawValue).joined(separator: ", "))
    case .type(let text, let what, let needed):
      Problem(
        .data, "'\(text)': \(what) is no \(needed)", hint: "compare it with its code or label")
    case .limits(let text, let at):
      pointed(
        "the limits do not rise", text, at, hint: "write the smallest first: cut(age, 30, 50)")
    case .value(let text, let what, let hint): Problem(.data, "'\(text)': \(what)", hint: hint)
    }
  }
  private func pointed(_ what: String, _ text: String, _ column: Int, hint: String) -> Problem {
    let pointer = QueryPointer(text: text, column: column)
    return Problem(
      .data, what, place: "expression, column \(column)", hint: hint + "\n" + pointer.lines)
  }
}
