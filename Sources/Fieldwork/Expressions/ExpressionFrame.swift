import Foundation

/// An expression bound to the variables of a survey, ready to be computed record by record.
///
/// A value that is missing makes what is computed from it missing, for the same reason; `and` and
/// `or` know the answer where one side decides it (Kleene 1938): `false and missing` is false.
/// Nothing is ever counted as zero because it is missing.
public struct ExpressionFrame: Sendable {
  private let text: String
  private let expression: SurveyExpression
  private let variables: [Variable]
  private let places: [String: Int]
  private let records: [SurveyDraft.Record]
  /// The limits of `ntile`, by what is divided.
  private var limits: [SurveyExpression: [Double]] = [:]

  /// Binds an expression.
  ///
  /// - Parameters:
  ///   - text: the expression as it is written.
  ///   - variables: the variables that it may name.
  ///   - records: their values.
  /// - Throws: `ExpressionFailure` for bad syntax, a variable that is not there, arithmetic on
  ///   words, and comparison with a value that the variable cannot have.
  public init(
    _ text: String, variables: [Variable], records: [SurveyDraft.Record]
  ) throws {
    self.text = text
    expression = try SurveyExpression(text)
    self.variables = variables
    self.records = records
    var places: [String: Int] = [:]
    for (place, variable) in variables.enumerated() {
      places[variable.name] = places[variable.name] ?? place
    }
    for name in expression.variables where places[name] == nil {
      let same = variables.firstIndex { $0.name.foldedName == name.foldedName }
      guard let same else {
        throw ExpressionFailure.noVariable(
          text: text, name: name, nearest: Self.nearest(name, variables))
      }
      places[name] = same
    }
    self.places = places
    try checkTypes()
    try checkLimits()
    try ComparedLiterals(of: text, variables, places, records).check(expression)
    try divide()
  }

  private static func nearest(_ name: String, _ variables: [Variable]) -> [String] {
    do {
      let things = variables.map { NamedThing(id: $0.name) }
      _ = try NameResolver(kind: "variable", things: things).index(of: name, .exact)
      return []
    } catch let failure as NameFailure {
      if case .unknown(_, _, let nearest) = failure { return nearest }
      return []
    } catch { return [] }
  }

  /// Arithmetic needs numbers; a category that is written as a number is one.
  private func checkTypes() throws {
    var failure: ExpressionFailure?
    func needNumber(_ part: SurveyExpression) {
      switch part {
      case .text(let words):
        failure = failure ?? .type(text: text, what: "'\(words)'", needed: "number")
      case .variable(let name, _):
        guard let place = places[name] else { return }
        let isWords = records.contains { record in
          switch record.values[place] {
          case .text, .several: true
          case .number, .missing: false
          }
        }
        if isWords { failure = failure ?? .type(text: text, what: "'\(name)'", needed: "number") }
      default: break
      }
    }
    expression.visit { part in
      switch part {
      case .arithmetic(let a, _, let b): [a, b].forEach(needNumber)
      case .negative(let a): needNumber(a)
      case .call(let name, let parts, _) where !["if", "coalesce"].contains(name):
        parts.forEach(needNumber)
      case .over(let aggregate, let a, _)
      where [.sum, .mean, .least, .greatest].contains(aggregate):
        needNumber(a)
      default: break
      }
    }
    if let failure { throw failure }
  }

  /// The limits of `cut` rise, or a class would hold nothing.
  private func checkLimits() throws {
    var failure: ExpressionFailure?
    expression.visit { part in
      guard case .call("cut", let parts, let at) = part else { return }
      let limits = parts.dropFirst().compactMap { limit -> Double? in
        switch limit {
        case .number(let number): number
        case .negative(.number(let number)): -number
        default: nil
        }
      }
      if zip(limits, limits.dropFirst()).contains(where: { $0 >= $1 }) {
        failure = failure ?? .limits(text: text, at: at)
      }
    }
    if let failure { throw failure }
  }

  /// Finds the limits of `ntile`: groups of sizes as equal as ties allow, by the ranks of all
  /// records with a value.
  private mutating func divide() throws {
    var calls: [SurveyExpression] = []
    expression.visit { if case .call("ntile", _, _) = $0 { calls.append($0) } }
    for call in calls {
      guard case .call(_, let parts, let at) = call, case .number(let count) = parts[1],
        count >= 2, count <= 100, count == count.rounded()
      else { throw ExpressionFailure.function(text: text, name: "ntile", at: 1) }
      _ = at
      let values = records.indices.compactMap { row -> Double? in
        if case .number(let number) = compute(parts[0], row) { number } else { nil }
      }.sorted()
      limits[call] = (1..<Int(count)).compactMap { group in
        let below = (values.count * group + Int(count) - 1) / Int(count)
        return below > 0 && below <= values.count ? values[below - 1] : nil
      }
    }
  }

  /// The value for a record.
  public func value(_ row: Int) -> SurveyValue { compute(expression, row) }

  /// Whether a record meets the expression as a condition; `nil` where it cannot be known.
  public func holds(_ row: Int) -> Bool? { truth(value(row)) }

  /// The value for a group of records.
  public func value(over rows: [Int]) -> SurveyValue { compute(expression, rows.first ?? -1, rows) }

  private func truth(_ value: SurveyValue) -> Bool? {
    switch value {
    case .number(let number): number != 0
    case .text(let text): !text.isEmpty
    case .several(let codes): !codes.isEmpty
    case .missing: nil
    }
  }

  private func compute(
    _ part: SurveyExpression, _ row: Int, _ group: [Int] = []
  ) -> SurveyValue {
    func at(_ part: SurveyExpression) -> SurveyValue { compute(part, row, group) }
    switch part {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .variable(let name, _):
      guard let place = places[name], records.indices.contains(row) else {
        return .missing(.notRecorded)
      }
      return records[row].values[place]
    case .negative(let inner): return numbers([at(inner)]) { -$0[0] }
    case .arithmetic(let a, let sign, let b):
      return numbers([at(a), at(b)]) { pair in
        switch sign {
        case .plus: pair[0] + pair[1]
        case .minus: pair[0] - pair[1]
        case .times: pair[0] * pair[1]
        case .by: pair[0] / pair[1]
        }
      }
    case .comparison(let a, let sign, let b):
      let (left, right) = (at(a), at(b))
      if case .missing = left { return left }
      if case .missing = right { return right }
      return yes(compare(a, left, sign, b, right))
    case .among(let a, let others):
      let left = at(a)
      if case .missing = left { return left }
      return yes(others.contains { compare(a, left, .equal, $0, at($0)) })
    case .isMissing(let inner):
      if case .missing = at(inner) { return .number(1) }
      return .number(0)
    case .not(let inner):
      let value = at(inner)
      return truth(value).map { yes(!$0) } ?? value
    case .and(let a, let b):
      let (left, right) = (at(a), at(b))
      if truth(left) == false || truth(right) == false { return .number(0) }
      if case .missing = left { return left }
      if case .missing = right { return right }
      return .number(1)
    case .or(let a, let b):
      let (left, right) = (at(a), at(b))
      if truth(left) == true || truth(right) == true { return .number(1) }
      if case .missing = left { return left }
      if case .missing = right { return right }
      return .number(0)
    case .recode(let inner, let cases, let otherwise):
      let value = at(inner)
      if case .missing = value { return value }
      for pair in cases where compare(inner, value, .equal, pair.from, at(pair.from)) {
        return at(pair.to)
      }
      return otherwise.map(at) ?? value
    case .call("if", let parts, _):
      let condition = at(parts[0])
      guard let isTrue = truth(condition) else { return condition }
      return at(isTrue ? parts[1] : parts[2])
    case .call("coalesce", let parts, _):
      for part in parts.dropLast() {
        let value = at(part)
        if case .missing = value { continue }
        return value
      }
      return at(parts[parts.count - 1])
    case .call("ntile", let parts, _):
      return numbers([at(parts[0])]) { value in
        Double(1 + (limits[part] ?? []).count { $0 < value[0] })
      }
    case .call("cut", let parts, _):
      return numbers(parts.map(at)) { values in
        Double(1 + values.dropFirst().count { $0 <= values[0] })
      }
    case .call(let name, let parts, _):
      return numbers(parts.map(at)) { values in
        switch name {
        case "abs": return abs(values[0])
        case "sqrt": return values[0].squareRoot()
        case "log": return Foundation.log(values[0])
        case "exp": return Foundation.exp(values[0])
        case "round":
          let scale = values.count > 1 ? pow(10, values[1]) : 1
          return (values[0] * scale).rounded() / scale
        case "min": return values.min() ?? .nan
        default: return values.max() ?? .nan
        }
      }
    case .over(let aggregate, let inner, let within): return over(aggregate, inner, within, group)
    }
  }

  private func over(
    _ aggregate: SurveyExpression.Aggregate, _ inner: SurveyExpression,
    _ within: SurveyExpression?, _ group: [Int]
  ) -> SurveyValue {
    var values: [SurveyValue] = []
    for row in group {
      if let within {
        let condition = compute(within, row)
        guard let isMet = truth(condition) else { return condition }
        if !isMet { continue }
      }
      values.append(compute(inner, row))
    }
    if aggregate == .first { return values.first ?? .missing(.notRecorded) }
    if aggregate == .any, values.contains(where: { truth($0) == true }) { return .number(1) }
    for value in values {
      if case .missing = value { return value }
    }
    switch aggregate {
    case .any: return .number(0)
    case .count: return .number(Double(values.count { truth($0) == true }))
    case .share:
      guard !values.isEmpty else { return Self.nobody }
      return .number(Double(values.count { truth($0) == true }) / Double(values.count))
    case .sum: return numbers(values) { $0.reduce(0, +) }
    case .mean, .least, .greatest, .first:
      guard !values.isEmpty else { return Self.nobody }
      return numbers(values) { numbers in
        switch aggregate {
        case .mean: numbers.reduce(0, +) / Double(numbers.count)
        case .least: numbers.min() ?? .nan
        default: numbers.max() ?? .nan
        }
      }
    }
  }

  /// A mean or share of nobody.
  private static let nobody = SurveyValue.missing(.coded(code: "undefined", label: "nobody counts"))

  private func yes(_ isTrue: Bool) -> SurveyValue { .number(isTrue ? 1 : 0) }

  /// A number from numbers; missing where one is missing, or where there is no such number.
  private func numbers(_ values: [SurveyValue], _ work: ([Double]) -> Double) -> SurveyValue {
    var numbers: [Double] = []
    for value in values {
      switch value {
      case .number(let number): numbers.append(number)
      case .missing: return value
      case .text, .several: return .missing(.notRecorded)
      }
    }
    let result = work(numbers)
    return result.isFinite
      ? .number(result) : .missing(.coded(code: "undefined", label: "not defined"))
  }

  /// Compares values; words stand for a code or its label.
  private func compare(
    _ a: SurveyExpression, _ left: SurveyValue, _ sign: SurveyExpression.Comparison,
    _ b: SurveyExpression, _ right: SurveyValue
  ) -> Bool {
    if case .number(let x) = left, case .number(let y) = right { return Self.order(x, sign, y) }
    if sign == .equal || sign == .unequal {
      let same = !words(a, left).isDisjoint(with: words(b, right))
      return same == (sign == .equal)
    }
    guard let x = word(left), let y = word(right) else { return false }
    return Self.order(x, sign, y)
  }

  private static func order<Value: Comparable>(
    _ x: Value, _ sign: SurveyExpression.Comparison, _ y: Value
  ) -> Bool {
    switch sign {
    case .equal: x == y
    case .unequal: x != y
    case .less: x < y
    case .atMost: x <= y
    case .more: x > y
    case .atLeast: x >= y
    }
  }

  private func word(_ value: SurveyValue) -> String? {
    switch value {
    case .number(let number): plainNumber(number)
    case .text(let text): text
    case .several, .missing: nil
    }
  }

  /// What may stand for a value: its code, and its label where it is that of a variable.
  private func words(_ part: SurveyExpression, _ value: SurveyValue) -> Set<String> {
    let codes: [String]
    switch value {
    case .several(let several): codes = several
    case .missing: return []
    case .number, .text: codes = word(value).map { [$0] } ?? []
    }
    var found = Set(codes.map(\.foldedName))
    if case .variable(let name, _) = part, let place = places[name] {
      for code in codes {
        if let label = variables[place].label(of: code) { found.insert(label.foldedName) }
      }
    }
    return found
  }
}
