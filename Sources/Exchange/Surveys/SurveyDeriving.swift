public import Fieldwork

extension SurveyDraft {
  /// Adds the mean of the items that each record has answered.
  ///
  /// Missing items are skipped; a record with fewer answers than the minimum has no mean.
  ///
  /// - Throws: `SurveyFailure` when an item is not there or is no number, or the name is taken.
  public mutating func derive(_ mean: SurveySchema.Mean) throws {
    guard !variables.contains(where: { $0.name == mean.name }) else {
      throw SurveyFailure.nameTaken(name: mean.name)
    }
    let columns = try mean.items.map { item in
      guard let column = variables.firstIndex(where: { $0.name == item }),
        records.allSatisfy({ $0.values[column].isNumberOrMissing })
      else { throw SurveyFailure.noItem(mean: mean.name, item: item) }
      return column
    }
    let few = ValueLabel(
      code: "too-few",
      label: "fewer than \(mean.minimum) of \(columns.count) items answered")
    variables.append(
      Variable(
        name: mean.name, labels: mean.labels, kind: .number, unit: mean.unit, missing: [few]))
    for row in records.indices {
      let answers = columns.compactMap { column -> Double? in
        guard case .number(let number) = records[row].values[column] else { return nil }
        return number
      }
      records[row].values.append(
        answers.count < mean.minimum
          ? .missing(.coded(code: few.code, label: few.label))
          : .number(answers.reduce(0, +) / Double(answers.count)))
    }
    notes.append("\(mean.name): mean of \(columns.count) items, at least \(mean.minimum) answered")
  }
}

extension SurveyValue {
  fileprivate var isNumberOrMissing: Bool {
    switch self {
    case .number, .missing: true
    case .text, .several: false
    }
  }
}
