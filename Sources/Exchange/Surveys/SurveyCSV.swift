public import Fieldwork

/// Surveys and questionnaires as tables.
public enum SurveyCSV {
  /// One file of a survey.
  public struct File: Sendable {
    /// The decoded text.
    public var text: String
    /// How messages call the file.
    public var name: String

    /// Names a text.
    public init(text: String, name: String) {
      self.text = text
      self.name = name
    }
  }

  /// Reads a survey of one file.
  ///
  /// - Parameters:
  ///   - data: the decoded file.
  ///   - fileName: how messages call the file.
  ///   - schema: what the columns mean; without one types are inferred, in doubt text.
  ///   - options: what the command says; it wins over the schema.
  /// - Throws: `TableFailure`, and `SurveyFailure` with the first 20 values that do not fit.
  public static func read(
    data: String, fileName: String, schema: SurveySchema? = nil,
    options: SurveyOptions = SurveyOptions()
  ) throws -> SurveyDraft {
    try read(files: [File(text: data, name: fileName)], schema: schema, options: options)
  }

  /// Reads a survey of several files, which may differ in shape, and merges them by the key.
  ///
  /// - Parameters:
  ///   - files: the decoded files; the order of variables and records follows them.
  ///   - schema: what the columns mean.
  ///   - options: what the command says; it wins over the schema.
  /// - Throws: `TableFailure` and `SurveyFailure`, the latter also when files contradict each
  ///   other.
  public static func read(
    files: [File], schema: SurveySchema?, options: SurveyOptions = SurveyOptions()
  ) throws -> SurveyDraft {
    var merged: SurveyDraft?
    for file in files {
      let draft = try one(file, schema: schema, options: options)
      merged = try merged?.merged(with: draft) ?? draft
    }
    guard var survey = merged else { throw SurveyFailure.noRecords(file: "") }
    if let schema {
      let present = Set(survey.variables.map(\.name))
      let absent = schema.columns.map(\.variable.name).filter { !present.contains($0) }
      if !absent.isEmpty {
        survey.notes.append(
          "\(survey.fileName): no column for the declared \(absent.joined(separator: ", "))")
      }
      for mean in schema.means { try survey.derive(mean) }
    }
    return survey
  }

  private static func one(
    _ file: File, schema: SurveySchema?, options: SurveyOptions
  ) throws -> SurveyDraft {
    let table = try CSVTable.read(file.text, fileName: file.name)
    let grid = SurveyGrid(
      table, shape: options.shape ?? schema?.shape, key: schema?.key ?? options.key,
      file: file.name)
    let columns =
      try schema.map { try SurveyColumns(grid, schema: $0, file: file.name) }
      ?? SurveyColumns(grid, options: options, file: file.name)
    if schema == nil { try refuseRepeatedKeys(grid, columns, file: file.name) }
    let records = try SurveyRecordReader(grid: grid, columns: columns, file: file.name).records()
    let stem = file.name.split(separator: ".", omittingEmptySubsequences: false)
      .dropLast(file.name.contains(".") ? 1 : 0).joined(separator: ".")
    let name = options.name ?? schema?.survey ?? (stem.isEmpty ? file.name : stem)
    return SurveyDraft(
      name: name, title: schema?.titles.first?.text ?? name, keyVariable: columns.key,
      caseKind: options.caseKind ?? schema?.caseKind, fileName: file.name,
      variables: columns.choices.map(\.variable), records: records,
      notes: grid.notes + columns.notes)
  }

  /// Without a schema a wrong key is the likeliest mistake, and one remark says more than a
  /// list of all the cells that repeat.
  private static func refuseRepeatedKeys(
    _ grid: SurveyGrid, _ columns: SurveyColumns, file: String
  ) throws {
    guard let key = grid.names.firstIndex(of: columns.key) else { return }
    var rows: [String: Int] = [:]
    for (row, cells) in grid.records.enumerated() where !cells[key].isEmpty {
      guard let other = rows.updateValue(row, forKey: cells[key]) else { continue }
      let usable = grid.names.indices.filter { column in
        let cells = grid.records.map { $0[column] }
        return !cells.contains("") && Set(cells).count == cells.count
      }
      throw SurveyFailure.repeatedKey(
        file: file, key: columns.key, value: cells[key],
        lines: [other, row].map { grid.line(record: $0, column: key) },
        usable: usable.prefix(8).map { grid.names[$0] })
    }
  }
}
