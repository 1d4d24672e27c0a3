import Fieldwork

/// Finds out what kind of variable a column without a declaration is; in doubt it is text.
enum TypeInference {
  private static let mostCategories = 12
  private static let longestCategory = 40

  /// The variable with a kind that fits every cell.
  ///
  /// A column is a number when all cells are written as numbers, and a category when it has
  /// few short words of which at least one repeats.
  static func infer(_ variable: Variable, cells: [String], comma: Bool = false) -> Variable {
    var variable = variable
    let missing = Set(variable.missing.map(\.code))
    let filled = cells.filter { !$0.isEmpty && !missing.contains($0) }
    variable.kind = .text
    if filled.isEmpty { return variable }
    // Digits in a field of words of a data file are words; its numbers are numbers already.
    if variable.stored == nil,
      filled.allSatisfy({ NumberReading.isPlainNumber($0, comma: comma) })
    {
      variable.kind = .number
      return variable
    }
    let words = Set(filled)
    guard words.count <= mostCategories, words.count < filled.count,
      words.allSatisfy({ $0.count <= longestCategory })
    else { return variable }
    variable.kind = .category
    variable.valueLabels = words.sorted { $0.precedesNaturally($1) }
      .map { ValueLabel(code: $0, label: $0) }
    return variable
  }
}
