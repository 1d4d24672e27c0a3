import Fieldwork

/// Decides which columns of a file become which variables.
struct SurveyColumns {
  /// A column of the grid and the variable that it holds.
  struct Choice {
    let column: Int
    let variable: Variable
    let plausible: PlausibleValues
    /// Codes of the file that the schema writes otherwise, found by their labels.
    let translation: [String: String]

    /// The cell of a record, as the schema writes it.
    func cell(of record: [String]) -> String {
      let cell = record[column]
      return translation.isEmpty ? cell : translation[cell] ?? cell
    }
  }

  /// The chosen columns in file order.
  private(set) var choices: [Choice] = []
  /// The name of the key variable.
  let key: String
  /// What was left out or decided.
  private(set) var notes: [String] = []
  private let grid: SurveyGrid
  private let options: SurveyOptions

  /// Chooses by a schema.
  ///
  /// - Throws: `SurveyFailure` when the key is not there or a declaration fits several columns.
  init(
    _ grid: SurveyGrid, schema: SurveySchema, options: SurveyOptions = SurveyOptions(),
    file: String
  ) throws {
    key = schema.key
    self.grid = grid
    self.options = options
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
    for (index, name) in grid.names.enumerated() where isWanted(name, owner[index]) {
      guard let column = owner[index] else {
        if schema.keepsOthers {
          add(index, described(index, missing: []))
          inferred.append(name)
        } else {
          ignored.append(name)
        }
        continue
      }
      var variable = column.variable
      let translation = takeOver(grid.origins[index], into: &variable, hasKind: column.hasKind)
      if variable.labels.isEmpty, variable.name.foldedName != folded[index] {
        variable.labels = [LocalizedText(language: "", text: name)]
      }
      if !column.hasKind {
        if grid.origins[index] == nil { variable = inferredKind(variable, index) }
        inferred.append(variable.name)
      }
      add(index, variable, column.plausible, translation)
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
    self.grid = grid
    self.options = options
    notes.append(
      "\(file): records are named by '\(key)'\(options.key == nil ? ", the first column" : "")")
    for (index, name) in grid.names.enumerated() {
      guard index != keyColumn else {
        var variable = grid.origins[index] ?? SurveyColumns.plain(name, label: grid.labels[index])
        // What names a record is words, whatever it looks like.
        variable.kind = .text
        variable.valueLabels = []
        add(index, variable)
        continue
      }
      if isWanted(name, nil) { add(index, described(index, missing: options.missing)) }
    }
    noteMissingWords(file)
    notes.append(
      "\(file): no schema, types \(grid.isTyped ? "inferred" : "as in the file"): "
        + SurveyColumns.census(choices))
  }

  /// Whether a column is among those that were asked for.
  private func isWanted(_ name: String, _ column: SurveySchema.Column?) -> Bool {
    if options.variables.isEmpty { return true }
    let names = [name] + (column.map { [$0.variable.name] } ?? [])
    let needed = Set((SurveyGrid.keyParts(key) + [key, options.weight ?? ""]).map(\.foldedName))
    return names.contains { name in
      needed.contains(name.foldedName)
        || options.variables.contains { NamePattern($0).fits(name) }
    }
  }

  /// A column that nobody declares: as its file says, else as it looks.
  private func described(_ index: Int, missing: [ValueLabel]) -> Variable {
    if var variable = grid.origins[index] {
      variable.addMissing(missing)
      return variable
    }
    var plain = SurveyColumns.plain(grid.names[index], label: grid.labels[index])
    plain.missing = missing
    plain.addMissing(ruled(plain, index))
    let found = inferredKind(plain, index)
    if found.kind == .number { return found }
    // NA among numbers stands for no value, as other programs write it.
    let used = NumberReading.missingWords.filter { word in
      grid.records.contains { $0[index] == word }
    }
    guard !used.isEmpty else { return found }
    plain.addMissing(used.map { ValueLabel(code: $0, label: $0) })
    let again = inferredKind(plain, index)
    return again.kind == .number ? again : found
  }

  /// Says which columns hold words for no value that nobody declared.
  private mutating func noteMissingWords(_ file: String) {
    let names = choices.filter { choice in
      choice.variable.kind == .number
        && choice.variable.missing.contains { NumberReading.missingWords.contains($0.label) }
    }.map(\.variable.name)
    note("NA, N/A, NaN or a point stands for no value in ", names, file)
  }

  private func inferredKind(_ variable: Variable, _ index: Int) -> Variable {
    TypeInference.infer(
      variable, cells: grid.records.map { $0[index] }, comma: grid.hasDecimalComma)
  }

  /// The codes that rules of the command call missing in a column.
  private func ruled(_ variable: Variable, _ index: Int) -> [ValueLabel] {
    options.rules.filter { $0.isFor(variable.name) }.flatMap { rule in
      rule.codes(
        in: variable, cells: grid.records.map { $0[index] },
        comma: grid.hasDecimalComma)
    }
  }

  /// Adds what the file says and the schema does not, and finds which codes of the file the schema
  /// writes otherwise: those whose label is that of another code.
  private func takeOver(
    _ origin: Variable?, into variable: inout Variable, hasKind: Bool
  ) -> [String: String] {
    guard let origin else { return [:] }
    if variable.labels.isEmpty { variable.labels = origin.labels }
    variable.stored = origin.stored
    if !hasKind { variable.kind = origin.kind }
    var translation: [String: String] = [:]
    func match(_ file: [ValueLabel], _ schema: [ValueLabel]) -> [ValueLabel] {
      file.filter { label in
        if schema.contains(where: { $0.code == label.code }) { return false }
        let same = schema.filter { $0.label == label.label }
        guard same.count == 1 else { return true }
        translation[label.code] = same[0].code
        return false
      }
    }
    let values = match(origin.valueLabels, variable.valueLabels)
    if variable.valueLabels.isEmpty, variable.kind != .text { variable.valueLabels = values }
    variable.missing += match(origin.missing, variable.missing)
    return translation
  }

  private mutating func add(
    _ column: Int, _ declared: Variable, _ plausible: PlausibleValues = PlausibleValues(),
    _ translation: [String: String] = [:]
  ) {
    var variable = declared
    if variable.name != key { variable.addMissing(ruled(variable, column)) }
    if grid.origins[column] != nil, variable.kind == .category || variable.kind == .ordinal,
      variable.valueLabels.isEmpty
    {
      // Every label was that of a missing value.
      variable.kind = variable.stored?.storage == .text ? .text : .number
    }
    if SurveyValueReader.hasNumericCodes(variable) {
      // A value finds its label by the number as people write it, so `1.0` becomes `1`.
      variable.valueLabels = variable.valueLabels.map { label in
        NumberReading.number(label.code)
          .map { ValueLabel(code: plainNumber($0), label: label.label) } ?? label
      }
    }
    choices.append(
      Choice(
        column: column, variable: variable, plausible: plausible, translation: translation))
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
    if !names.isEmpty { notes.append("\(file): \(words)\(Self.listed(names))") }
  }

  /// Names in a row, the first 20 of many.
  static func listed(_ names: [String]) -> String {
    let shown = names.prefix(20).joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
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
