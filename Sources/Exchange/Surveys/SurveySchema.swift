public import Fieldwork

/// What a researcher declares about a survey file: its key, its variables, and how its values
/// are to be read.
public struct SurveySchema: Sendable {
  /// A declared variable and the columns it may come from.
  public struct Column: Sendable {
    /// The variable; its kind counts only where `hasKind`.
    public var variable: Variable
    /// Whether the schema gives a type; without one it is inferred from the values.
    public var hasKind: Bool
    /// Patterns for the header of the column where it is not the variable's name: `*` is any
    /// run of characters, `{n}` a number.
    public var patterns: [String]
    /// What its numbers must be.
    public var plausible: PlausibleValues
    /// The line of the schema, from 1.
    public var line: Int

    /// Declares a variable.
    public init(
      variable: Variable, hasKind: Bool = true, patterns: [String] = [],
      plausible: PlausibleValues = PlausibleValues(), line: Int = 1
    ) {
      self.variable = variable
      self.hasKind = hasKind
      self.patterns = patterns
      self.plausible = plausible
      self.line = line
    }
  }

  /// A variable that is computed from others: the mean of the items that were answered.
  public struct Mean: Hashable, Sendable {
    /// The name of the new variable.
    public var name: String
    /// What it is, by language.
    public var labels: [LocalizedText]
    /// The items.
    public var items: [String]
    /// How many items must be answered; with fewer the mean is missing.
    public var minimum: Int
    /// The unit of the mean, where the schema gives one.
    public var unit: String?

    /// Describes a mean of at least one item, `minimum` being from 1 to the number of items.
    public init(
      name: String, labels: [LocalizedText] = [], items: [String], minimum: Int,
      unit: String? = nil
    ) {
      self.name = name
      self.labels = labels
      self.items = items
      self.minimum = minimum
      self.unit = unit
    }
  }

  /// A variable that is computed by an expression.
  public struct Computed: Hashable, Sendable {
    /// The name of the new variable.
    public var name: String
    /// What it is, by language.
    public var labels: [LocalizedText]
    /// How it is computed.
    public var expression: String
    /// Its unit, where the schema gives one.
    public var unit: String?
  }

  /// The survey's name.
  public var survey: String
  /// Titles by language, first the one to print.
  public var titles: [LocalizedText]
  /// The files with the values, relative to the schema.
  public var files: [String]
  /// The variable whose values name the records.
  public var key: String
  /// The kind of case that a record describes.
  public var caseKind: String?
  /// Where the data come from, in words.
  public var source: String?
  /// Whether records stand in rows or in columns; `nil` leaves it to the reader.
  public var shape: SurveyShape?
  /// Whether columns that are not declared are kept with an inferred type.
  public var keepsOthers: Bool
  /// The declared variables in order.
  public var columns: [Column]
  /// The variables that are means of items.
  public var means: [Mean]
  /// The variables that are computed by an expression, behind the means, in order.
  public var computed: [Computed] = []
  /// The variable that says how many others a record stands for.
  public var weight: String?
  /// Whether numbers have a decimal comma; `nil` leaves it to the reader.
  public var decimalComma: Bool?

  /// Declares a survey.
  public init(
    survey: String, titles: [LocalizedText] = [], files: [String] = [], key: String,
    caseKind: String? = nil, source: String? = nil, shape: SurveyShape? = nil,
    keepsOthers: Bool = false, columns: [Column], means: [Mean] = []
  ) {
    self.survey = survey
    self.titles = titles
    self.files = files
    self.key = key
    self.caseKind = caseKind
    self.source = source
    self.shape = shape
    self.keepsOthers = keepsOthers
    self.columns = columns
    self.means = means
  }
}

/// How a questionnaire lies in its table.
public enum SurveyShape: String, CaseIterable, Sendable {
  /// A record (participant, household) is a row, a variable a column.
  case rows
  /// A record is a column, a variable a row; the first column names the variables.
  case columns
}

/// What a command says about a survey file beside its schema.
public struct SurveyOptions: Sendable {
  /// The survey's name; else the schema's, else the file's without extension.
  public var name: String?
  /// The column whose values name the records, as written or its beginning.
  public var key: String?
  /// How the questionnaire lies in its table; `nil` lets the reader find out.
  public var shape: SurveyShape?
  /// The kind of case that a record describes.
  public var caseKind: String?
  /// Codes that stand for a missing value where there is no schema.
  public var missing: [ValueLabel]
  /// Further codes that stand for a missing value; they win over schema and file.
  public var rules: [MissingRule]
  /// Names and patterns with `*` of the variables to keep; empty for all.
  public var variables: [String]
  /// The variable that says how many others a record stands for.
  public var weight: String?
  /// Whether numbers have a decimal comma; `nil` lets the reader find out.
  public var decimalComma: Bool?

  /// Collects options; none of them is needed.
  public init(
    name: String? = nil, key: String? = nil, shape: SurveyShape? = nil, caseKind: String? = nil,
    missing: [ValueLabel] = [], rules: [MissingRule] = [], variables: [String] = [],
    weight: String? = nil, decimalComma: Bool? = nil
  ) {
    self.name = name
    self.key = key
    self.shape = shape
    self.caseKind = caseKind
    self.missing = missing
    self.rules = rules
    self.variables = variables
    self.weight = weight
    self.decimalComma = decimalComma
  }
}

extension SurveySchema {
  /// What of a data file is read for this schema: the columns that it declares, or everything where
  /// it keeps the others too.
  ///
  /// - Parameters:
  ///   - names: names and patterns that the command asks for; each must be there.
  ///   - weight: the variable that weighs the records, where the command names it.
  public func selection(_ names: [String], weight: String?) -> DataFile.Selection {
    if names.isEmpty, keepsOthers { return DataFile.Selection() }
    let declared = Set(columns.map(\.variable.name))
    var needed = SurveyGrid.keyParts(key)
    if let weight = weight ?? self.weight { needed.append(weight) }
    for column in columns { needed += [column.variable.name] + column.patterns }
    return DataFile.Selection(required: names.filter { !declared.contains($0) }, also: needed)
  }
}

extension SurveyOptions {
  /// The key that numbers the rows of a file, `#`.
  public static var rowKey: String { SurveyGrid.rowKey }

  /// What of a data file is read without a schema.
  public var selection: DataFile.Selection {
    guard !variables.isEmpty else { return DataFile.Selection() }
    // Without a key the first column names the records.
    return DataFile.Selection(
      required: variables, also: SurveyGrid.keyParts(key ?? "") + (weight.map { [$0] } ?? []),
      takesFirst: key == nil)
  }
}
