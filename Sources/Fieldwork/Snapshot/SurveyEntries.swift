/// A survey with its values.
public struct SurveyTable: Hashable, Sendable {
  /// The survey's name.
  public var name: String
  /// A title to print.
  public var title: String
  /// The kind of case that a record describes, possibly empty.
  public var caseKind: String
  /// The name of the key variable.
  public var keyVariable: String
  /// The variables in file order.
  public var variables: [Variable]
  /// The records in file order.
  public var records: [SurveyDraft.Record]
  /// The variable that says how many others a record stands for, where there is one.
  public var weight: String?

  /// Describes a survey.
  public init(
    name: String, title: String, caseKind: String, keyVariable: String, variables: [Variable],
    records: [SurveyDraft.Record], weight: String? = nil
  ) {
    self.name = name
    self.title = title
    self.caseKind = caseKind
    self.keyVariable = keyVariable
    self.variables = variables
    self.records = records
    self.weight = weight
  }
}

extension SurveyTable {
  /// Whether its records are of the kind of a case; an unknown kind fits every one.
  public func isAbout(_ entry: CaseEntry) -> Bool {
    caseKind.isEmpty || entry.kind.isEmpty || entry.kind.foldedName == caseKind.foldedName
  }
}

/// Which record of a survey a case or a participant is, or why it is none.
public struct LinkEntry: Hashable, Sendable {
  /// Index of the case, or of the participant.
  public var subject: Int32
  /// Index of the survey.
  public var survey: Int32
  /// Index of the record in its survey, or `nil` with a reason.
  public var record: Int32?
  /// How the link came about, such as `id`.
  public var method: String
  /// Why there is no record, or a note.
  public var note: String

  /// Describes a link.
  public init(
    subject: Int32, survey: Int32, record: Int32?, method: String, note: String = ""
  ) {
    self.subject = subject
    self.survey = survey
    self.record = record
    self.method = method
    self.note = note
  }
}

/// What the records of a survey are tied to.
public enum LinkLevel: String, CaseIterable, Sendable {
  /// Households, schools and whatever else the study is about.
  case place = "case"
  /// Those who speak.
  case participant

  /// The word for one of them.
  public var noun: String { rawValue }
}
