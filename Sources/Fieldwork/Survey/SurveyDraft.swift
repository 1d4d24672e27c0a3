/// A survey as it comes out of its files: the dictionary and one row of values per record.
public struct SurveyDraft: Sendable {
  /// The survey's name, such as `households`.
  public var name: String
  /// A title to print.
  public var title: String
  /// The variable whose values name the records.
  public var keyVariable: String
  /// The kind of case that a record describes, such as `household`.
  public var caseKind: String?
  /// The file that the values were read from, without folders.
  public var fileName: String
  /// The variables in file order, the key among them.
  public var variables: [Variable]
  /// The records in file order; each has one value per variable.
  public var records: [Record]
  /// What the reader had to decide or leave out.
  public var notes: [String]
  /// The variable that says how many others a record stands for, where there is one.
  public var weight: String?

  /// One row of a survey.
  public struct Record: Hashable, Sendable {
    /// The key, unique in the survey.
    public var key: String
    /// One value per variable.
    public var values: [SurveyValue]

    /// Describes a row.
    public init(key: String, values: [SurveyValue]) {
      self.key = key
      self.values = values
    }
  }

  /// Describes a survey.
  public init(
    name: String, title: String, keyVariable: String, caseKind: String? = nil, fileName: String,
    variables: [Variable], records: [Record], notes: [String] = [],
    weight: String? = nil
  ) {
    self.name = name
    self.title = title
    self.keyVariable = keyVariable
    self.caseKind = caseKind
    self.fileName = fileName
    self.variables = variables
    self.records = records
    self.notes = notes
    self.weight = weight
  }
}

extension SurveyDraft {
  /// The survey as a study holds it.
  public var table: SurveyTable {
    SurveyTable(
      name: name, title: title, caseKind: caseKind ?? "", keyVariable: keyVariable,
      variables: variables, records: records, weight: weight)
  }
}
