/// The values that an expression compares a variable with, word for word.
///
/// A value that the variable cannot have would make a comparison that never holds, and a count of
/// nobody.
struct ComparedLiterals {
  private let text: String
  private let variables: [Variable]
  private let places: [String: Int]
  private let records: [SurveyDraft.Record]

  init(
    of text: String, _ variables: [Variable], _ places: [String: Int],
    _ records: [SurveyDraft.Record]
  ) {
    self.text = text
    self.variables = variables
    self.places = places
    self.records = records
  }

  /// Looks through an expression.
  ///
  /// - Throws: `ExpressionFailure.value` for the first value that its variable cannot have.
  func check(_ expression: SurveyExpression) throws {
    var failure: ExpressionFailure?
    func compare(_ a: SurveyExpression, _ b: SurveyExpression, mayBeAbsent: Bool = false) {
      for (part, literal) in [(a, b), (b, a)] where failure == nil {
        guard case .variable(let name, _) = part, let place = places[name] else { continue }
        switch literal {
        case .text(let word): failure = refusal(word, place, mayBeAbsent)
        case .number(let number): failure = refusal(plainNumber(number), place, mayBeAbsent)
        default: break
        }
      }
    }
    expression.visit { part in
      switch part {
      case .comparison(let a, .equal, let b), .comparison(let a, .unequal, let b): compare(a, b)
      case .among(let a, let others): others.forEach { compare(a, $0) }
      // A recoding may name answers that nobody gave this time.
      case .recode(let a, let cases, _):
        cases.forEach { compare(a, $0.from, mayBeAbsent: true) }
      default: break
      }
    }
    if let failure { throw failure }
  }

  private func refusal(_ word: String, _ place: Int, _ mayBeAbsent: Bool) -> ExpressionFailure? {
    let variable = variables[place]
    let isNumber = Double(word) != nil
    let labels = variable.valueLabels
    if labels.contains(where: { means($0, word) }) { return nil }
    if variable.kind == .number || variable.kind == .date || labels.isEmpty {
      if isNumber || variable.kind == .date || mayBeAbsent && variable.kind != .number {
        return nil
      }
    }
    let found = values(place)
    if found.contains(word.foldedName) { return nil }
    if labels.isEmpty, found.isEmpty { return nil }
    if variable.missing.contains(where: { means($0, word) }) {
      return .value(
        text: text, what: "'\(word)' stands for no answer in '\(variable.name)'",
        hint: "write \(variable.name) is missing")
    }
    let known =
      labels.isEmpty
      ? found.sorted { $0.precedesNaturally($1) }.prefix(12).map { "'\($0)'" }
      : labels.prefix(12).map { "\($0.code) (\($0.label))" }
    return .value(
      text: text, what: "'\(word)' is no value of '\(variable.name)'",
      hint: variable.kind == .number && labels.isEmpty
        ? "it is a number" : "write one of \(known.joined(separator: ", "))")
  }

  private func means(_ label: ValueLabel, _ word: String) -> Bool {
    [label.code.foldedName, label.label.foldedName].contains(word.foldedName)
      || (Double(label.code) != nil && Double(label.code) == Double(word))
  }

  /// What stands in the records, folded.
  private func values(_ place: Int) -> Set<String> {
    var found: Set<String> = []
    for record in records {
      switch record.values[place] {
      case .number(let number): found.insert(plainNumber(number).foldedName)
      case .text(let text): found.insert(text.foldedName)
      case .several(let codes): found.formUnion(codes.map(\.foldedName))
      case .missing: break
      }
    }
    return found
  }
}
