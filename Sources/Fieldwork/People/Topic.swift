/// An item of an interview guide.
public struct Topic: Hashable, Sendable {
  /// The stable short name.
  public var slug: String
  /// The guide that asks it, such as `G3`.
  public var guide: String
  /// The item in words.
  public var label: String

  /// Describes a topic.
  public init(slug: String, guide: String, label: String) {
    self.slug = slug
    self.guide = guide
    self.label = label
  }
}

/// Whether a topic came up in an interview.
///
/// A code tied to a topic that was not reached is missing there, not absent.
public enum TopicState: String, CaseIterable, Sendable {
  /// The interviewer asked.
  case asked
  /// The interviewee raised it unasked.
  case raised
  /// It did not come up.
  case notReached = "not-reached"
}

/// One topic in one transcript.
public struct TopicRow: Hashable, Sendable {
  /// The topic's slug.
  public var topic: String
  /// The transcript's label.
  public var transcript: String
  /// Whether it came up.
  public var state: TopicState

  /// Describes a topic in a transcript.
  public init(topic: String, transcript: String, state: TopicState) {
    self.topic = topic
    self.transcript = transcript
    self.state = state
  }
}
