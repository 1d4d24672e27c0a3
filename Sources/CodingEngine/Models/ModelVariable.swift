import Fieldwork

/// How a factor of a formula is made from the values of its variables.
enum ModelVariable: Sendable {
  /// One column of numbers.
  case number(NumberExpression)
  /// One column for each level but the base.
  case levels(variable: Int, Levels)

  /// The categories of a factor, in order; the first is the base.
  struct Levels: Sendable {
    var codes: [String]
    var labels: [String]
  }
}

extension SurveyValue {
  /// The number, `nil` for words and missing values.
  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The code of a category, `nil` for several answers and missing values.
  var code: String? {
    switch self {
    case .number(let number): plainNumber(number)
    case .text(let text): text
    case .several, .missing: nil
    }
  }

  /// Why there is no value, or `nil`.
  var missingReason: String? {
    if case .missing(let reason) = self { reason.words } else { nil }
  }
}

extension SurveyTable {
  /// Whether the codes of a category are 0 and 1, so that it is a number as it stands.
  func isBinary(_ variable: Int) -> Bool {
    guard [.category, .ordinal].contains(variables[variable].kind) else { return false }
    let labelled = variables[variable].valueLabels.map(\.code)
    guard labelled.allSatisfy({ ["0", "1"].contains($0) }) else { return false }
    return records.allSatisfy { record in
      switch record.values[variable] {
      case .missing: true
      case .number(let number): number == 0 || number == 1
      case .text, .several: false
      }
    }
  }

  /// The categories that some records have: in the order of the schema, else numbers by size
  /// before words in natural order.
  func levels(of variable: Int, in rows: [Int]) -> ModelVariable.Levels {
    let found = Set(rows.compactMap { records[$0].values[variable].code })
    let known = variables[variable].valueLabels.map(\.code).filter(found.contains)
    let others = found.subtracting(known).sorted { a, b in
      switch (Double(a), Double(b)) {
      case (let x?, let y?): x != y ? x < y : a < b
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): a.precedesNaturally(b)
      }
    }
    let codes = known + others
    return ModelVariable.Levels(
      codes: codes, labels: codes.map { variables[variable].label(of: $0) ?? $0 })
  }
}
