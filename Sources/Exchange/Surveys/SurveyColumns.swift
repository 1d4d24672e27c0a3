import Fieldwork

/// Decides which columns of a file become which variables.
struct SurveyColumns {
  /// A column of the grid and the variable that it holds.
  struct Choice {
    let column: Int
    let variable: Variable
    let plausible: PlausibleValues
  }

  /// The chosen columns in file order.
  private(set) var choices: [Choice] = []
  /// The name of the key variable.
  let key: String
  /// What was left out or decided.
  private(set) var notes: [String] = []

  /// Chooses by a schema.
  ///
  /// - Throws: `SurveyFailure` when the key is not there or a declaration fits several columns.
  init(_ grid: SurveyGrid, schema: SurveySchema, file: String) throws {
    key = schema.key
    var declared = schema.columns
    if !declared.contains(where: { $0.variable.name == schema.key }) {
      declared.insert(
        SurveySchema.Column(
          variable: Variable(name: schema.key, kind: .text), hasKind: true, patterns: [], line: 1),
        at: 0)
    }
    let folded = grid.names.map(\.foldedName)
    var owner: [Int: SurveySchema.Column] = [:]
    for column in declared {
      let hits = SurveyColumns.hits(column, names: grid.names, folded: folded)
        .filter { owner[$0] == nil }
      guard hits.count <= 1 else {
        throw SurveyFailure.severalColumns(
          file: file, name: column.variable.name, columns: hits.map { grid.names[$0] })
      }
      if let hit = hits.first { owner[hit] = column }
    }
    guard owner.values.contains(where: { $0.variable.name == schema.key }) else {
      throw SurveyFailure.noKey(file: file, key: schema.key, columns: grid.names)
    }
    var ignored: [String] = []
    var inferred: [String] = []
    for (index, name) in grid.names.enumerated() {
      guard let column = owner[index] else {
        if schema.keepsOthers {
          let plain = SurveyColumns.plain(name, label: grid.labels[index])
          add(index, TypeInference.infer(plain, cells: grid.records.map { $0[index] }))
          inferred.append(name)
        } else {
          ignored.append(name)
        }
        continue
      }
      var variable = column.variable
      if variable.labels.isEmpty, variable.name.foldedName != folded[index] {
        variable.labels = [LocalizedText(language: "", text: name)]
      }
      if !column.hasKind {
        variable = TypeInference.infer(variable, cells: grid.records.map { $0[index] })
        inferred.append(variable.name)
      }
      add(index, variable, column.plausible)
    }
    noteLimits(file)
    note("left out columns that the schema does not declare: ", ignored, file)
    note("inferred the types of ", inferred, file)
  }

  /// Chooses without a schema: everything is kept, types are inferred.
  ///
  /// - Throws: `SurveyFailure` when the named key is not there or fits several columns.
  init(_ grid: SurveyGrid, options: SurveyOptions, file: String) throws {
    let keyColumn = try SurveyColumns.keyColumn(options.key, grid, file: file)
    key = grid.names[keyColumn]
    notes.append(
      "\(file): records are named by '\(key)'\(options.key == nil ? ", the first column" : "")")
    for (index, name) in grid.names.enumerated() {
      var variable = SurveyColumns.plain(name, label: grid.labels[index])
      if index != keyColumn {
        variable.missing = options.missing
        variable = TypeInference.infer(variable, cells: grid.records.map { $0[index] })
      }
      add(index, variable)
    }
    notes.append("\(file): no schema, types inferred: \(SurveyColumns.census(choices))")
  }

  private mutating func add(
    _ column: Int, _ variable: Variable, _ plausible: PlausibleValues = PlausibleValues()
  ) {
    var variable = variable
    if SurveyValueReader.hasNumericCodes(variable) {
      // A value finds its label by the number as people write it, so `1.0` becomes `1`.
      variable.valueLabels = variable.valueLabels.map { label in
        NumberReading.number(label.code)
          .map { ValueLabel(code: plainNumber($0), label: label.label) } ?? label
      }
    }
    choices.append(Choice(column: column, variable: variable, plausible: plausible))
  }

  /// A limit that stands in another file of the survey cannot be compared line by line.
  private mutating func noteLimits(_ file: String) {
    let names = Set(choices.map(\.variable.name))
    let open = choices.filter { $0.plausible.atMost.map { !names.contains($0) } ?? false }
    note(
      "not compared with at_most, whose column is not in the file: ", open.map(\.variable.name),
      file)
  }

  private mutating func note(_ words: String, _ names: [String], _ file: String) {
    if !names.isEmpty { notes.append("\(file): \(words)\(names.joined(separator: ", "))") }
  }

  private static func plain(_ name: String, label: String?) -> Variable {
    Variable(
      name: name, labels: label.map { [LocalizedText(language: "", text: $0)] } ?? [], kind: .text)
  }

  private static func census(_ choices: [Choice]) -> String {
    Variable.Kind.allCases.compactMap { kind in
      let count = choices.filter { $0.variable.kind == kind }.count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }.joined(separator: ", ")
  }

  /// The columns of a declaration: those with its name, else those that fit its patterns.
  private static func hits(
    _ column: SurveySchema.Column, names: [String], folded: [String]
  ) -> [Int] {
    let name = column.variable.name
    if let exact = names.firstIndex(of: name) { return [exact] }
    let same = folded.indices.filter { folded[$0] == name.foldedName }
    if !same.isEmpty { return same }
    let patterns = column.patterns.map(NamePattern.init)
    return names.indices.filter { index in patterns.contains { $0.fits(names[index]) } }
  }

  private static func keyColumn(_ key: String?, _ grid: SurveyGrid, file: String) throws -> Int {
    guard let key else { return 0 }
    if let exact = grid.names.firstIndex(of: key) { return exact }
    let wanted = key.foldedName
    let folded = grid.names.map(\.foldedName)
    let same = folded.indices.filter { folded[$0] == wanted }
    let hits = same.isEmpty ? folded.indices.filter { folded[$0].hasPrefix(wanted) } : same
    guard let hit = hits.first, !wanted.isEmpty else {
      throw SurveyFailure.noKey(file: file, key: key, columns: grid.names)
    }
    guard hits.count == 1 else {
      throw SurveyFailure.severalColumns(
        file: file, name: key, columns: hits.map { grid.names[$0] })
    }
    return hit
  }
}
