extension Variable {
  /// A variable that was computed: a number, or words where some value is words.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - expression: how it was computed; it is the label.
  ///   - values: its values, whose reasons for missing become its own.
  public init(computed name: String, _ expression: String, _ values: [SurveyValue]) {
    var missing: [ValueLabel] = []
    var hasWords = false
    for value in values {
      switch value {
      case .missing(.coded(let code, let label)):
        let pair = ValueLabel(code: code, label: label)
        if !missing.contains(where: { $0.code == code }) { missing.append(pair) }
      case .text, .several: hasWords = true
      case .number, .missing(.notRecorded): break
      }
    }
    self.init(
      name: name, labels: [LocalizedText(language: "", text: expression)],
      kind: hasWords ? .text : .number, missing: missing)
    guard hasWords else { return }
    var codes: Set<String> = []
    for value in values {
      if case .text(let text) = value { codes.insert(text) }
    }
    guard codes.count <= 12, codes.count < values.count else { return }
    kind = .category
    valueLabels = codes.sorted { $0.precedesNaturally($1) }.map { ValueLabel(code: $0, label: $0) }
  }
}

extension SurveyDraft {
  /// Adds a variable that is computed from the others of the same record.
  ///
  /// - Throws: `ExpressionFailure`, and a `Problem` where the name is taken or the expression speaks
  ///   of a group.
  public mutating func compute(
    _ name: String, _ text: String, labels: [LocalizedText] = [], unit: String? = nil
  ) throws {
    guard !variables.contains(where: { $0.name == name }) else {
      throw Problem(
        .data, "the survey already has a variable '\(name)'", hint: "give the new one another name")
    }
    let expression = try SurveyExpression(text)
    guard !expression.isAggregate else {
      throw Problem(
        .data, "'\(text)' speaks of a group, not of one record", hint: "see 'emic survey fold'")
    }
    let frame = try ExpressionFrame(text, variables: variables, records: records)
    let values = records.indices.map(frame.value)
    var variable = Variable(computed: name, text, values)
    if !labels.isEmpty { variable.labels = labels }
    variable.unit = unit
    if case .call("cut", let parts, _) = expression {
      variable.kind = .ordinal
      variable.valueLabels = Self.classes(parts.dropFirst())
    }
    if case .call("ntile", let parts, _) = expression, case .number(let count) = parts[1] {
      variable.kind = .ordinal
      variable.valueLabels = (1...max(1, Int(count))).map {
        ValueLabel(code: String($0), label: "\($0) of \(plainNumber(count))")
      }
    }
    variables.append(variable)
    for row in records.indices { records[row].values.append(values[row]) }
  }

  /// The classes between limits: below the first, from one to below the next, from the last on.
  private static func classes(_ limits: ArraySlice<SurveyExpression>) -> [ValueLabel] {
    let words = limits.map { limit -> String in
      if case .number(let number) = limit { return plainNumber(number) }
      if case .negative(.number(let number)) = limit { return plainNumber(-number) }
      return "a limit"
    }
    let names =
      ["below \(words[0])"]
      + zip(words, words.dropFirst()).map { "\($0) to below \($1)" }
      + ["\(words[words.count - 1]) or more"]
    return names.enumerated().map { ValueLabel(code: String($0 + 1), label: $1) }
  }
}

extension SurveyTable {
  /// The same table with a variable that is computed from the others of each record.
  ///
  /// - Throws: `ExpressionFailure`, and a `Problem` where the name is taken or the expression speaks
  ///   of a group.
  public func computing(_ name: String, _ text: String) throws -> SurveyTable {
    var draft = SurveyDraft(
      name: self.name, title: title, keyVariable: keyVariable, fileName: "",
      variables: variables, records: records)
    try draft.compute(name, text)
    var table = self
    table.variables = draft.variables
    table.records = draft.records
    return table
  }
}
