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

  /// Reads what somebody wrote: `not reached` as well as `not-reached`.
  public init?(typed: String) {
    self.init(
      rawValue: typed.lowercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }
        .joined(separator: "-"))
  }

  /// Whether it came up.
  public var isReached: Bool { self != .notReached }

  /// All states, for a message.
  public static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// One topic in one transcript, or with one of those who speak in it.
public struct TopicRow: Hashable, Sendable {
  /// The topic's slug.
  public var topic: String
  /// The transcript's label.
  public var transcript: String
  /// The participant's id; `nil` for the transcript as a whole.
  public var participant: String?
  /// Whether it came up.
  public var state: TopicState

  /// Describes a topic in a transcript.
  public init(
    topic: String, transcript: String, participant: String? = nil, state: TopicState
  ) {
    self.topic = topic
    self.transcript = transcript
    self.participant = participant
    self.state = state
  }

  /// Where it is: `GY-131`, `GY-131, GY-131-MA`.
  public var place: String { [transcript, participant].compactMap(\.self).joined(separator: ", ") }
}
