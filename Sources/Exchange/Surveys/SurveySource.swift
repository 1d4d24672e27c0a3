public import Fieldwork

/// One file of a survey, whatever its format.
public enum SurveySource: Sendable {
  /// The decoded text of a table whose cells are separated.
  case text(SurveyCSV.File)
  /// The table of a data file, its format, and how messages call the file.
  case data(DataTable, DataFileFormat, name: String)
  /// A sheet of a workbook, how messages call the file, and what its reader decided.
  case sheet(CSVTable, name: String, notes: [String])

  /// How messages call the file.
  public var name: String {
    switch self {
    case .text(let file): file.name
    case .data(_, _, let name), .sheet(_, let name, _): name
    }
  }

  /// Reads a survey of one or several files, which may differ in format and shape, and merges them
  /// by the key.
  ///
  /// - Parameters:
  ///   - sources: the files; the order of variables and records follows them.
  ///   - schema: what the columns mean.
  ///   - options: what the command says; it wins over schema and file.
  /// - Throws: `TableFailure`, `DataFileFailure` and `SurveyFailure`.
  public static func read(
    _ sources: [SurveySource], schema: SurveySchema?, options: SurveyOptions = SurveyOptions()
  ) throws -> SurveyDraft {
    var merged: SurveyDraft?
    for source in sources {
      let draft = try source.draft(schema, options)
      merged = try merged?.merged(with: draft) ?? draft
    }
    guard var survey = merged else { throw SurveyFailure.noRecords(file: "") }
    try refuseRulesForNobody(options, survey.variables)
    if let schema {
      let present = Set(survey.variables.map(\.name))
      let absent = schema.columns.map(\.variable.name).filter { !present.contains($0) }
      if !absent.isEmpty, options.variables.isEmpty {
        survey.notes.append(
          "\(survey.fileName): no column for the declared \(SurveyColumns.listed(absent))")
      }
      for mean in schema.means { try survey.derive(mean) }
      for computed in schema.computed {
        try survey.compute(
          computed.name, computed.expression, labels: computed.labels, unit: computed.unit)
      }
    }
    if let weight = survey.weight { try survey.checkWeight(weight) }
    return survey
  }

  /// A rule whose variable is not there is a slip: its codes would count as numbers.
  private static func refuseRulesForNobody(
    _ options: SurveyOptions, _ variables: [Variable]
  ) throws {
    // What was not asked for is not known.
    guard options.variables.isEmpty else { return }
    for name in options.rules.flatMap(\.variables) {
      let pattern = NamePattern(name)
      if variables.contains(where: { pattern.fits($0.name) }) { continue }
      let things = variables.map { NamedThing(id: $0.name, names: []) }
      _ = try NameResolver(kind: "variable", things: things).index(of: name, .exact)
    }
  }

  /// The variables of the file with their counts, and the number of its records.
  ///
  /// - Throws: as `read`.
  public func facts(_ options: SurveyOptions) throws -> ([VariableFacts], Int) {
    if case .data(let table, let format, _) = self, options.rules.isEmpty {
      return (table.facts(of: format), table.rowCount)
    }
    let survey = try draft(nil, options).table
    return (survey.facts.filter { $0.variable.name != survey.keyVariable }, survey.records.count)
  }

  private func grid(_ schema: SurveySchema?, _ options: SurveyOptions) throws -> SurveyGrid {
    switch self {
    case .text(let file): try SurveyCSV.grid(file, schema: schema, options: options)
    case .data(let table, let format, let name): SurveyGrid(table, of: format, file: name)
    case .sheet(let table, let name, let notes):
      SurveyGrid(
        table, shape: options.shape ?? schema?.shape, key: schema?.key ?? options.key, file: name,
        placeWord: "row", notes: notes)
    }
  }

  private func draft(_ schema: SurveySchema?, _ options: SurveyOptions) throws -> SurveyDraft {
    let grid = try grid(schema, options).keyed(by: schema?.key ?? options.key)
    try refuseUnknown(options.variables, grid)
    let columns =
      try schema.map { try SurveyColumns(grid, schema: $0, options: options, file: name) }
      ?? SurveyColumns(grid, options: options, file: name)
    if schema == nil { try refuseRepeatedKeys(grid, columns) }
    let records = try SurveyRecordReader(grid: grid, columns: columns, file: name).records()
    let stem = name.split(separator: ".", omittingEmptySubsequences: false)
      .dropLast(name.contains(".") ? 1 : 0).joined(separator: ".")
    let called = options.name ?? schema?.survey ?? (stem.isEmpty ? name : stem)
    return SurveyDraft(
      name: called, title: schema?.titles.first?.text ?? fileTitle ?? called,
      keyVariable: columns.key, caseKind: options.caseKind ?? schema?.caseKind, fileName: name,
      variables: columns.choices.map(\.variable), records: records,
      notes: grid.notes + columns.notes,
      weight: options.weight ?? schema?.weight ?? fileWeight(columns))
  }

  private var fileTitle: String? {
    guard case .data(let table, _, _) = self, !table.label.isEmpty else { return nil }
    return table.label
  }

  private func fileWeight(_ columns: SurveyColumns) -> String? {
    guard case .data(let table, _, _) = self, let weight = table.weight,
      columns.choices.contains(where: { $0.variable.name == weight })
    else { return nil }
    return weight
  }

  /// A data file was asked for its variables when it was read.
  private func refuseUnknown(_ names: [String], _ grid: SurveyGrid) throws {
    if case .data = self { return }
    try DataFile.Selection.Asked(DataFile.Selection(required: names)).requireAll(
      of: grid.names, file: name)
  }

  /// Without a schema a wrong key is the likeliest mistake, and one remark says more than a
  /// list of all the cells that repeat.
  private func refuseRepeatedKeys(_ grid: SurveyGrid, _ columns: SurveyColumns) throws {
    guard let key = grid.names.firstIndex(of: columns.key) else { return }
    var rows: [String: Int] = [:]
    for (row, cells) in grid.records.enumerated() where !cells[key].isEmpty {
      guard let other = rows.updateValue(row, forKey: cells[key]) else { continue }
      let usable = grid.names.indices.filter { column in
        let cells = grid.records.map { $0[column] }
        return !cells.contains("") && Set(cells).count == cells.count
      }
      throw SurveyFailure.repeatedKey(
        file: name, key: columns.key, value: cells[key],
        lines: [other, row].map { grid.line(record: $0, column: key) }, word: grid.placeWord,
        usable: usable.prefix(8).map { grid.names[$0] })
    }
  }
}

extension SurveyDraft {
  /// - Throws: `SurveyFailure.weight` where a weight is no number from 0 on.
  fileprivate func checkWeight(_ name: String) throws {
    guard let column = variables.firstIndex(where: { $0.name == name }) else {
      throw SurveyFailure.weight(name: name, why: "the survey has no such variable")
    }
    for record in records {
      switch record.values[column] {
      case .number(let number) where number < 0:
        throw SurveyFailure.weight(
          name: name, why: "that of \(record.key) is \(plainNumber(number))")
      case .text, .several:
        throw SurveyFailure.weight(name: name, why: "that of \(record.key) is no number")
      case .number, .missing: continue
      }
    }
  }
}
