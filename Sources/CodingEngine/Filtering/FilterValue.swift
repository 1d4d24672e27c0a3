import Fieldwork

/// A value of a field, as a filter compares it.
enum FilterValue: Hashable {
  /// A number with the words that stand for it, such as its label.
  case number(Double, [String])
  /// A word with others that stand for it.
  case words([String])
  /// One of several values in an order, from 0, with the words that stand for it.
  case ordered(Int, [String], [ValueLabel])
  /// A date that may lack day and month.
  case date(CivilDate)
  /// Ids and names of a place and of those around it, from the inside.
  case site([[String]])

  /// The values of a survey variable; none where the value is missing.
  static func values(_ value: SurveyValue, of variable: Variable) -> [FilterValue] {
    func worded(_ code: String) -> [String] {
      [code] + [variable.label(of: code)].compactMap(\.self)
    }
    func rank(_ code: String) -> FilterValue? {
      guard variable.kind == .ordinal, let place = variable.rank(of: code) else { return nil }
      return .ordered(place, worded(code), variable.valueLabels)
    }
    switch value {
    case .missing: return []
    case .number(let number) where variable.kind == .ordinal:
      let code = plainNumber(number)
      return [rank(code) ?? .number(number, worded(code))]
    case .number(let number): return [.number(number, worded(plainNumber(number)))]
    case .several(let codes): return codes.map { .words(worded($0)) }
    case .text(let text):
      if variable.kind == .date, let date = CivilDate(text) { return [.date(date)] }
      if let ranked = rank(text) { return [ranked] }
      return [.words(worded(text))]
    }
  }

  /// Whether the value meets a comparison that fits it.
  func meets(_ comparison: Filter.Comparison) -> Bool {
    let wanted = comparison.value.foldedName
    switch self {
    case .words(let words):
      return comparison.operation == .equal && words.contains { $0.foldedName == wanted }
    case .site(let around):
      let places = comparison.operation == .within ? around : Array(around.prefix(1))
      return places.contains { $0.contains { $0.foldedName == wanted } }
    case .ordered(let place, let words, let labels):
      if comparison.operation == .equal {
        return words.contains { $0.foldedName == wanted }
          || labels[place].isMeant(by: comparison.value)
      }
      guard let other = labels.firstIndex(where: { $0.isMeant(by: comparison.value) }) else {
        return false
      }
      return comparison.operation.holds(place < other, place > other)
    case .number(let number, let words):
      guard let other = Double(comparison.value) else {
        return comparison.operation == .equal && words.contains { $0.foldedName == wanted }
      }
      return comparison.operation.holds(number < other, number > other)
    case .date(let date):
      guard let other = CivilDate(comparison.value) else { return false }
      let (a, b) = date.commonParts(with: other)
      return comparison.operation.holds(
        a.lexicographicallyPrecedes(b), b.lexicographicallyPrecedes(a))
    }
  }
}

extension Filter.Operation {
  /// Whether the operation holds of a value that is smaller or greater than another, or neither.
  fileprivate func holds(_ isLess: Bool, _ isGreater: Bool) -> Bool {
    switch self {
    case .equal: !isLess && !isGreater
    case .less: isLess
    case .lessOrEqual: !isGreater
    case .greater: isGreater
    case .greaterOrEqual: !isLess
    case .within, .missing: false
    }
  }
}

extension CivilDate {
  /// Year, month and day of both dates, as far as both know them: June 2016 is neither before
  /// nor after 2016.
  fileprivate func commonParts(with other: CivilDate) -> ([Int], [Int]) {
    let pairs = zip([year, month, day], [other.year, other.month, other.day])
      .prefix { $0 != nil && $1 != nil }
    return (pairs.compactMap { $0.0 }, pairs.compactMap { $0.1 })
  }
}

extension ValueLabel {
  /// Whether somebody wrote its code or its label.
  fileprivate func isMeant(by value: String) -> Bool {
    [code.foldedName, label.foldedName].contains(value.foldedName)
      || (Double(code) != nil && Double(code) == Double(value))
  }
}

extension Variable {
  /// The place of a code in the order of the schema, from 0.
  fileprivate func rank(of code: String) -> Int? {
    valueLabels.firstIndex { $0.code == code }
  }

  /// Why the variable cannot be compared so.
  func refusal(_ comparison: Filter.Comparison) -> (what: String, hint: String)? {
    let value = comparison.value
    let isSize = comparison.operation != .equal
    let isOrdered = kind == .ordinal && !valueLabels.isEmpty
    switch kind {
    case .date:
      return CivilDate(value) == nil
        ? ("'\(value)' is no date", "write 2016-06-22, 2016-06 or 2016") : nil
    case .number:
      let isLabel = !isSize && valueLabels.contains { $0.label.foldedName == value.foldedName }
      return Double(value) == nil && !isLabel
        ? ("'\(name)' is a number and '\(value)' is none", "write a number") : nil
    case .text:
      return isSize ? ("'\(name)' holds words and is not compared by size", "write is") : nil
    case .category, .ordinal, .multi:
      guard !isSize || isOrdered else {
        return ("'\(name)' has categories and is not compared by size", "write is, with 'or'")
      }
      let isKnown = valueLabels.contains { $0.isMeant(by: value) }
      guard !valueLabels.isEmpty, !isKnown else { return nil }
      let codes = valueLabels.prefix(12).map { "\($0.code) (\($0.label))" }
      return (
        "'\(value)' is no value of '\(name)'", "write one of \(codes.joined(separator: ", "))"
      )
    }
  }
}
