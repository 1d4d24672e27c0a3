public import Fieldwork

extension SurveyTable {
  /// The survey with letters in the place of codes that are numbers and stand for a missing value: `.a`,
  /// `.b` and so on, by variable in the order of its codes, so that no program takes them for values.
  ///
  /// Words and several answers stay as they are; a variable with more codes than letters keeps the rest.
  public func taggingMissing() -> SurveyTable {
    var tagged = self
    for (place, variable) in variables.enumerated()
    where variable.kind != .text && variable.kind != .multi {
      var free = (97...122).map { ".\(Character(Unicode.Scalar(UInt8($0))))" }
        .filter { tag in !variable.missing.contains { $0.code == tag } }[...]
      var tags: [String: String] = [:]
      for label in variable.missing where NumberReading.number(label.code) != nil {
        tags[label.code] = free.popFirst()
      }
      guard !tags.isEmpty else { continue }
      tagged.variables[place].missing = variable.missing.map {
        ValueLabel(code: tags[$0.code] ?? $0.code, label: $0.label)
      }
      for row in records.indices {
        if case .missing(.coded(let code, let label)) = records[row].values[place],
          let tag = tags[code]
        {
          tagged.records[row].values[place] = .missing(.coded(code: tag, label: label))
        }
      }
    }
    return tagged
  }
}
