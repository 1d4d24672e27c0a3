/// What a code and the survey say of the same thing, and how far they should agree.
public struct CodeBridge: Hashable, Sendable {
  /// Which way one follows from the other.
  public enum Expectation: String, CaseIterable, Sendable {
    /// Who says it has it in the survey, and who has it there says it.
    case same
    /// Who says it has it in the survey.
    case saidIsSo = "said-is-so"
    /// Who has it in the survey says it.
    case soIsSaid = "so-is-said"
  }

  /// A short name.
  public var slug: String
  /// A code query.
  public var code: String
  /// A comparison of survey variables, such as `n_pension_urban is 0`.
  public var survey: String
  /// Slugs of the guide's topics in which the code would come up; possibly none.
  public var topics: [String]
  /// How far they should agree.
  public var expectation: Expectation
  /// A note to print, possibly empty.
  public var note: String
  /// The line of the file.
  public var line: Int

  /// Describes a bridge.
  public init(
    slug: String, code: String, survey: String = "", topics: [String] = [],
    expectation: Expectation = .same, note: String = "", line: Int = 1
  ) {
    self.slug = slug
    self.code = code
    self.survey = survey
    self.topics = topics
    self.expectation = expectation
    self.note = note
    self.line = line
  }
}

/// The bridges of a study between codes and variables.
public struct CodeBridges: Hashable, Sendable {
  /// The file, for messages.
  public var file: String
  /// The bridges in order.
  public var bridges: [CodeBridge]

  /// Gathers bridges.
  public init(file: String = "", bridges: [CodeBridge]) {
    self.file = file
    self.bridges = bridges
  }

  /// The topics of a code by its slug, each once.
  public func topics(ofCode slug: String) -> [String] {
    var topics: [String] = []
    for bridge in bridges where bridge.code == slug {
      for topic in bridge.topics where !topics.contains(topic) { topics.append(topic) }
    }
    return topics
  }
}
