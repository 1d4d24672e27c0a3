public import Fieldwork

/// What the coder's screen knows of one transcript and of the codebook; it does not change while
/// somebody codes, but for new codes.
public struct CoderDocument: Sendable {
  /// One turn.
  public struct Turn: Hashable, Sendable {
    /// From 1.
    public var number: Int32
    /// The words, without the label.
    public var span: Span
    /// The speaker's label, possibly empty.
    public var speaker: String
    /// What the speaker does.
    public var role: Role

    /// Describes a turn.
    public init(number: Int32, span: Span, speaker: String, role: Role) {
      self.number = number
      self.span = span
      self.speaker = speaker
      self.role = role
    }
  }

  /// The transcript's label.
  public let label: String
  /// What stands beside the label: kind, date, language.
  public let about: String
  /// The words of the text version that is coded.
  public let words: TextBuffer
  /// The turns in order.
  public let turns: [Turn]
  /// The sentences in order, none over the end of a turn.
  public let sentences: [Span]

  /// Describes a transcript.
  public init(
    label: String, about: String, words: TextBuffer, turns: [Turn], sentences: [Span]
  ) {
    self.label = label
    self.about = about
    self.words = words
    self.turns = turns
    self.sentences = sentences
  }

  /// The turn in which a scalar stands, else the nearest one before it, else the first.
  func turn(at scalar: Int32) -> Int {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle].span.start <= scalar { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

/// A coding as the screen shows it.
public struct CoderCoding: Hashable, Sendable {
  /// The stretch.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// Who coded.
  public var coder: String
  /// The passage's running number, as cited.
  public var number: Int32
  /// Whether it waits to be confirmed, since its words were corrected.
  public var isWaiting: Bool

  /// Describes a coding.
  public init(
    span: Span, code: String, coder: String, number: Int32, isWaiting: Bool = false
  ) {
    self.isWaiting = isWaiting
    self.span = span
    self.code = code
    self.coder = coder
    self.number = number
  }
}
