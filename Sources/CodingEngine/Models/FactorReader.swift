import Fieldwork

/// Decides how the factors of a formula are read from the values of their variables.
struct FactorReader {
  let table: SurveyTable
  let rows: [Int]
  let index: [String: Int]
  let formula: ModelFormula

  /// More levels than this are no categories of a model.
  static let mostLevels = 50

  /// How a factor is read.
  ///
  /// - Throws: `ModelFailure` where its variable cannot be used so.
  func read(_ factor: ModelFactor) throws -> ModelVariable {
    switch factor {
    case .number(let expression, _):
      for name in expression.variables { try requireNumbers(name) }
      return .number(expression)
    case .categories(let name, let base): return try levels(name, base: base)
    case .variable(let name):
      guard let place = index[name] else { return .number(.variable(name)) }
      switch table.variables[place].kind {
      case .number:
        try requireNumbers(name)
        return .number(.variable(name))
      case .category, .ordinal:
        return table.isBinary(place) ? .number(.variable(name)) : try levels(name, base: nil)
      case .text:
        let count = table.levels(of: place, in: rows).codes.count
        throw unusable(
          name, "'\(name)' holds words",
          count > FactorReader.mostLevels
            ? "it has \(count) different ones; make a few categories of them with recode(…)"
            : "factor(\(name)) takes each of them as a category")
      case .date, .multi:
        throw unusable(
          name, "'\(name)' is of kind \(table.variables[place].kind.rawValue)",
          "take a number or a category, or derive one from it")
      }
    }
  }

  /// The outcome as numbers: a number, 0 and 1, or two categories of which the second is 1.
  func outcome() throws -> (values: [Double], labels: [String]?) {
    let written = formula.outcome
    switch try read(written) {
    case .number(let expression):
      let values = rows.map { row in
        expression.value { name in index[name].flatMap { table.records[row].values[$0].number } }
          ?? .nan
      }
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        let name = written.variables.first ?? ""
        throw ModelFailure.notFinite(
          term: written.name, record: table.records[rows[row]].key,
          values: index[name].map {
            "\(name) = \(table.variables[$0].worded(table.records[rows[row]].values[$0]))"
          } ?? "", pointer: formula.pointer(to: name))
      }
      guard case .variable(let name) = written, let place = index[name],
        table.isBinary(place)
      else { return (values, nil) }
      let labels = ["0", "1"].map { table.variables[place].label(of: $0) ?? $0 }
      return (values, labels)
    case .levels(let variable, let levels):
      guard levels.codes.count == 2 else {
        throw ModelFailure.outcome(
          what: "the outcome '\(written.name)' has \(levels.codes.count) categories",
          hint: "an outcome is a number, or has two categories")
      }
      let values = rows.map { table.records[$0].values[variable].code == levels.codes[1] ? 1.0 : 0 }
      return (values, levels.labels)
    }
  }

  private func levels(_ name: String, base: String?) throws -> ModelVariable {
    guard let place = index[name] else { return .number(.variable(name)) }
    if table.variables[place].kind == .multi {
      throw unusable(name, "'\(name)' has several answers at once", "derive one category from it")
    }
    var levels = table.levels(of: place, in: rows)
    guard levels.codes.count > 1 else {
      throw unusable(
        name, "'\(name)' has one value only in these records",
        "leave it out; it tells no record from another")
    }
    guard levels.codes.count <= FactorReader.mostLevels else {
      throw unusable(
        name, "'\(name)' has \(levels.codes.count) categories", "take it as a number, or fold them")
    }
    if let base {
      let wanted = base.foldedName
      let found = levels.codes.indices.first {
        [levels.codes[$0].foldedName, levels.labels[$0].foldedName].contains(wanted)
      }
      guard let found else {
        throw unusable(
          name, "'\(base)' is no value of '\(name)' in these records",
          "there is \(listed(levels.codes))")
      }
      levels.codes.insert(levels.codes.remove(at: found), at: 0)
      levels.labels.insert(levels.labels.remove(at: found), at: 0)
    }
    return .levels(variable: place, levels)
  }

  private func requireNumbers(_ name: String) throws {
    guard let place = index[name] else { return }
    let hasWords = rows.contains { table.records[$0].values[place].number == nil }
    if hasWords {
      throw unusable(
        name, "'\(name)' is no number", "factor(\(name)) takes its values as categories")
    }
  }

  private func unusable(_ name: String, _ what: String, _ hint: String) -> ModelFailure {
    .unusable(what: what, hint: hint, pointer: formula.pointer(to: name))
  }
}
