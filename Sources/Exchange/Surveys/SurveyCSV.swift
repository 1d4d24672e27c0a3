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
    try SurveySource.read(files.map(SurveySource.text), schema: schema, options: options)
  }

  /// Lays a file out.
  static func grid(_ file: File, schema: SurveySchema?, options: SurveyOptions) throws
    -> SurveyGrid
  {
    let table = try CSVTable.read(file.text, fileName: file.name)
    var grid = SurveyGrid(
      table, shape: options.shape ?? schema?.shape, key: schema?.key ?? options.key,
      file: file.name)
    let declared = options.decimalComma ?? schema?.decimalComma
    grid.hasDecimalComma =
      declared ?? NumberReading.haveDecimalComma(grid.records, separator: table.separator)
    if grid.hasDecimalComma, declared == nil {
      grid.notes.append(NumberReading.noteOfDecimalComma(file.name))
    }
    if declared == nil, !grid.hasDecimalComma,
      NumberReading.mixDecimalSigns(grid.records, separator: table.separator)
    {
      grid.notes.append(
        NumberReading.noteOfMixedSigns(file.name) + " (--decimal says which is the decimal sign)")
    }
    return grid
  }
}
