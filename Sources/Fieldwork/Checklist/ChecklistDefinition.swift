/// Conditions that a theory names, each with what would speak for it and against it in a case.
public struct ChecklistDefinition: Hashable, Sendable {
  /// What to look for on one side of a condition.
  public struct Evidence: Hashable, Sendable {
    /// A code query; its passages speak; empty for none.
    public var codes: String
    /// A comparison of the case's survey values, in the words of a filter; empty for none.
    public var survey: String

    /// Describes evidence.
    public init(codes: String = "", survey: String = "") {
      self.codes = codes
      self.survey = survey
    }

    /// Whether nothing is looked for.
    public var isEmpty: Bool { codes.isEmpty && survey.isEmpty }
  }

  /// One condition.
  public struct Condition: Hashable, Sendable {
    /// The id.
    public var slug: String
    /// What is claimed, in a sentence; possibly empty.
    public var statement: String
    /// What speaks for it.
    public var pro: Evidence
    /// What speaks against it.
    public var contra: Evidence
    /// The line of the file, from 1.
    public var line: Int

    /// Describes a condition.
    public init(
      slug: String, statement: String = "", pro: Evidence, contra: Evidence = Evidence(),
      line: Int = 1
    ) {
      self.slug = slug
      self.statement = statement
      self.pro = pro
      self.contra = contra
      self.line = line
    }
  }

  /// The title, possibly empty.
  public var title: String
  /// How messages call the file.
  public var file: String
  /// The conditions in order.
  public var conditions: [Condition]

  /// Describes a checklist.
  public init(title: String = "", file: String = "", conditions: [Condition]) {
    self.title = title
    self.file = file
    self.conditions = conditions
  }
}
