public import Fieldwork
import Statistics

/// The records of a survey as a formula needs them: complete rows, and a column for each
/// coefficient.
///
/// Categories are set against their first level (treatment contrasts); a category whose codes
/// are 0 and 1 is a number. In a product whose part is missing from the formula a category has
/// a column for every level, as in R.
public struct ModelFrame: Sendable {
  /// Records left out for want of a value.
  public struct Missing: Hashable, Sendable {
    /// The variable.
    public var variable: String
    /// How many records lack it, whatever else they lack.
    public var count: Int
    /// Why, with how many where there are several reasons: `refused 3, not recorded 1`.
    public var reasons: String
  }

  /// A column.
  public struct Column: Hashable, Sendable {
    /// What the coefficient is called, as in R.
    public var name: String
    /// What it means, in words of the survey.
    public var meaning: String
    /// Which term of the formula it belongs to; -1 for the intercept.
    public var term: Int
  }

  /// One state in which a variable is looked at for a marginal effect.
  enum Change: Hashable {
    case shift(Double)
    case set(Double)
    case level(String)
  }

  /// The formula.
  public let formula: ModelFormula
  /// The survey.
  public let table: SurveyTable
  /// The records that were asked for.
  public let asked: Int
  /// The records without a missing value, by index, in order.
  public let rows: [Int]
  /// Variables with missing values among the records asked for, in order of the formula.
  public let missing: [Missing]
  /// The columns.
  public let columns: [Column]
  /// The outcome of each row.
  public let outcome: [Double]
  /// For an outcome in two categories, what 0 and 1 stand for.
  public let outcomeLabels: [String]?
  let numbers: [[Double]]
  private let plan: Plan

  /// How columns are made.
  private struct Plan: Sendable {
    var terms: [[(factor: ModelVariable, isFull: Bool)]]
    var hasIntercept: Bool
    var index: [String: Int]
  }

  /// Lays records out.
  ///
  /// - Parameter rows: the records to use, by index.
  /// - Throws: `ModelFailure` for variables that are not there or cannot be used, and where no
  ///   record is complete.
  public init(_ formula: ModelFormula, in table: SurveyTable, rows asked: [Int]) throws {
    let resolver = table.variableNames
    var index: [String: Int] = [:]
    for name in formula.variables {
      do {
        index[name] = try resolver.index(of: name, .exact)
      } catch {
        throw ModelFailure.unknownVariable(
          name: name, nearest: table.nearestVariables(to: name),
          pointer: formula.pointer(to: name))
      }
    }
    if let same = formula.outcome.variables.first(where: formula.explaining.contains) {
      throw ModelFailure.unusable(
        what: "'\(same)' is the outcome and cannot explain itself",
        hint: "leave it out of the terms", pointer: formula.pointer(to: same))
    }
    let used = formula.variables.compactMap { name in index[name].map { (name, $0) } }
    func isComplete(_ record: Int) -> Bool {
      used.allSatisfy { table.records[record].values[$0.1].missingReason == nil }
    }
    let rows = asked.filter(isComplete)
    missing = used.compactMap { name, place in
      let reasons = asked.compactMap { table.records[$0].values[place].missingReason }
      guard !reasons.isEmpty else { return nil }
      let kinds = Dictionary(grouping: reasons) { $0 }.map { ($0.key, $0.value.count) }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      return Missing(
        variable: name, count: reasons.count,
        reasons: kinds.count == 1
          ? kinds[0].0 : kinds.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }
    guard !rows.isEmpty else {
      throw ModelFailure.nobody(left: missing.map { "\($0.variable) \($0.count)" })
    }
    let reader = FactorReader(table: table, rows: rows, index: index, formula: formula)
    (outcome, outcomeLabels) = try reader.outcome()
    var terms: [[(factor: ModelVariable, isFull: Bool)]] = []
    for term in formula.terms {
      terms.append(
        try term.map { factor in
          let rest = Set(term.filter { $0 != factor })
          let hasMargin =
            rest.isEmpty ? formula.hasIntercept : formula.terms.contains { Set($0) == rest }
          return (try reader.read(factor), !hasMargin)
        })
    }
    // Without an intercept only the first category stands for it.
    if !formula.hasIntercept {
      var isTaken = false
      for (place, term) in terms.enumerated() where term.count == 1 && term[0].isFull {
        guard case .levels = term[0].factor else { continue }
        if isTaken { terms[place][0].isFull = false }
        isTaken = true
      }
    }
    let plan = Plan(terms: terms, hasIntercept: formula.hasIntercept, index: index)
    self.formula = formula
    self.table = table
    self.asked = asked.count
    self.rows = rows
    self.plan = plan
    var columns: [Column] = []
    var numbers: [[Double]] = []
    ModelFrame.lay(plan, formula, table, rows, change: nil) { column, values in
      columns.append(column)
      numbers.append(values)
    }
    self.columns = columns
    self.numbers = numbers
    try checkFinite()
  }

  /// The columns as they are where a variable is changed in every row.
  func numbers(changing variable: String, _ change: Change) -> [[Double]] {
    var numbers: [[Double]] = []
    ModelFrame.lay(plan, formula, table, rows, change: (variable, change)) { _, values in
      numbers.append(values)
    }
    return numbers
  }

  /// The numbers of a variable in the rows; `nil` where they are words.
  func values(of variable: String) -> [Double]? {
    guard let place = plan.index[variable] else { return nil }
    let numbers = rows.compactMap { table.records[$0].values[place].number }
    return numbers.count == rows.count ? numbers : nil
  }

  /// The levels of a variable if the formula takes it as categories.
  func levels(of variable: String) -> (codes: [String], labels: [String])? {
    for (term, factors) in zip(formula.terms, plan.terms) {
      for (written, factor) in zip(term, factors) where written.variables == [variable] {
        if case .levels(_, let levels) = factor.factor { return (levels.codes, levels.labels) }
      }
    }
    return nil
  }

  /// The group of each row, from 0 in the order of the rows, and how many there are; `nil` without
  /// `(1 | group)` in the formula.
  var groups: (places: [Int], count: Int)? {
    guard let place = formula.group.flatMap({ plan.index[$0] }) else { return nil }
    var known: [String: Int] = [:]
    let places = rows.map { row -> Int in
      let code = table.records[row].values[place].code ?? ""
      let group = known[code] ?? known.count
      known[code] = group
      return group
    }
    return (places, known.count)
  }

  /// What each category of the formula is set against: `region against eastern`.
  var bases: [String] {
    formula.explaining.compactMap { name in
      levels(of: name).map { "\(name) against \($0.labels[0])" }
    }
  }

  /// Whether a variable stands in the formula both as a number and as categories.
  func isMixed(_ variable: String) -> Bool {
    let kinds = zip(formula.terms, plan.terms).flatMap { term, factors in
      zip(term, factors).filter { $0.0.variables.contains(variable) }.map { _, factor in
        if case .levels = factor.factor { return true } else { return false }
      }
    }
    return Set(kinds).count > 1
  }

  /// The names of the records in the rows.
  public var keys: [String] { rows.map { table.records[$0].key } }

  var design: (names: [String], columns: [[Double]]) { (columns.map(\.name), numbers) }

  private func checkFinite() throws {
    for (column, values) in zip(columns, numbers) {
      guard let row = values.firstIndex(where: { !$0.isFinite }) else { continue }
      let term = formula.terms[column.term]
      let variables = term.flatMap(\.variables)
      let worded = variables.compactMap { name in
        plan.index[name].map {
          "\(name) = \(table.variables[$0].worded(table.records[rows[row]].values[$0]))"
        }
      }
      throw ModelFailure.notFinite(
        term: column.name, record: table.records[rows[row]].key,
        values: worded.joined(separator: ", "),
        pointer: formula.pointer(to: variables.first ?? ""))
    }
  }

  // Columns.

  /// What one factor gives: names, meanings and values, one for each of its columns.
  private struct Part {
    var name, meaning: String
    var values: [Double]
  }

  private static func lay(
    _ plan: Plan, _ formula: ModelFormula, _ table: SurveyTable, _ rows: [Int],
    change: (variable: String, Change)?, _ take: (Column, [Double]) -> Void
  ) {
    if plan.hasIntercept {
      take(
        Column(name: "(Intercept)", meaning: "", term: -1),
        [Double](repeating: 1, count: rows.count))
    }
    for (place, factors) in plan.terms.enumerated() {
      var parts = [Part(name: "", meaning: "", values: [Double](repeating: 1, count: rows.count))]
      for (written, factor) in zip(formula.terms[place], factors) {
        let own = columns(written, factor, plan, table, rows, change)
        // R runs through the levels of the first factor fastest.
        parts = own.flatMap { part in
          parts.map { before in
            Part(
              name: before.name.isEmpty ? part.name : "\(before.name):\(part.name)",
              meaning: before.meaning.isEmpty
                ? part.meaning : "\(before.meaning) × \(part.meaning)",
              values: zip(before.values, part.values).map { $0 * $1 })
          }
        }
      }
      for part in parts {
        take(Column(name: part.name, meaning: part.meaning, term: place), part.values)
      }
    }
  }

  private static func columns(
    _ written: ModelFactor, _ factor: (factor: ModelVariable, isFull: Bool), _ plan: Plan,
    _ table: SurveyTable, _ rows: [Int], _ change: (variable: String, change: Change)?
  ) -> [Part] {
    switch factor.factor {
    case .number(let expression):
      let values = rows.map { row -> Double in
        expression.value { name in
          guard let place = plan.index[name],
            let number = table.records[row].values[place].number
          else { return nil }
          guard let change, change.variable == name else { return number }
          switch change.change {
          case .shift(let step): return number + step
          case .set(let value): return value
          case .level: return number
          }
        } ?? .nan
      }
      var meaning = written.name
      if case .variable(let name) = written, let place = plan.index[name] {
        meaning = table.variables[place].label
      }
      return [Part(name: written.name, meaning: meaning, values: values)]
    case .levels(let variable, let levels):
      var codes = rows.map { table.records[$0].values[variable].code ?? "" }
      if let change, written.variables == [change.variable], case .level(let code) = change.change {
        codes = codes.map { _ in code }
      }
      let shown = levels.codes.indices.dropFirst(factor.isFull ? 0 : 1)
      let base = factor.isFull ? "" : " (base: \(levels.labels.first ?? ""))"
      return shown.map { level in
        Part(
          name: written.name + levels.codes[level],
          meaning: "\(table.variables[variable].label): \(levels.labels[level])\(base)",
          values: codes.map { $0 == levels.codes[level] ? 1 : 0 })
      }
    }
  }
}

extension SurveyTable {
  /// The names of variables that resemble a name.
  func nearestVariables(to name: String) -> [String] {
    do {
      _ = try variableNames.index(of: name, .exact)
      return []
    } catch NameFailure.unknown(_, _, let nearest) {
      return nearest
    } catch NameFailure.ambiguous(_, _, let matches) {
      return matches
    } catch {
      return []
    }
  }
}
