/// What became of one code over time.
public struct CodeHistory: Hashable, Sendable {
  /// What one journal entry did to the code.
  public struct Step: Hashable, Sendable {
    /// The number of the journal entry; `nil` for what the study began with.
    public var entry: Int64?
    /// When, in UTC, ISO 8601.
    public var at: String
    /// Who.
    public var coder: String
    /// The command that the journal names.
    public var command: String
    /// The reason that was given.
    public var why: String?
    /// What is different since; not empty.
    public var differences: [CodeDifference]
    /// The version of the definition since then, from 1.
    public var version: Int

    /// Describes a step.
    public init(
      entry: Int64?, at: String, coder: String, command: String, why: String?,
      differences: [CodeDifference], version: Int
    ) {
      self.entry = entry
      self.at = at
      self.coder = coder
      self.command = command
      self.why = why
      self.differences = differences
      self.version = version
    }
  }

  /// How many codings were made under one version of the definition.
  public struct Version: Hashable, Sendable {
    /// The number, from 1.
    public var number: Int
    /// Codings that stand under the code today.
    public var codings: Int
    /// Codings that a merge or split has put under another code since.
    public var elsewhere: Int

    /// Describes a version.
    public init(number: Int, codings: Int, elsewhere: Int) {
      self.number = number
      self.codings = codings
      self.elsewhere = elsewhere
    }
  }

  /// The slug of the code today.
  public var code: String
  /// What happened, in order; what was taken back is left out.
  public var steps: [Step]
  /// The versions of the definition.
  public var versions: [Version]
  /// Codings under the code today that were made under the definition of another code, which was
  /// merged into this one or split into it.
  public var foreign: Int

  /// Puts a history together.
  public init(code: String, steps: [Step], versions: [Version], foreign: Int = 0) {
    self.foreign = foreign
    self.code = code
    self.steps = steps
    self.versions = versions
  }
}
