/// A turn of a corrected text, with the turn before the correction that it goes on with.
public struct RevisedTurn: Hashable, Sendable {
  /// The spoken words, without label, time stamp or colon.
  public var span: Span
  /// The speaker's label.
  public var speaker: String?
  /// What the speaker does.
  public var role: Role
  /// Where the turn lies in the recording, when the corrected file says so.
  public var time: RecordingTime?
  /// The number of the turn before that has the most words of this one; from it come the time and
  /// the place beside other language layers.
  public var former: Int32?
  /// The number of a turn before whose participant speaks here.
  public var person: Int32?

  /// Describes a turn.
  public init(
    span: Span, speaker: String?, role: Role, time: RecordingTime? = nil, former: Int32? = nil,
    person: Int32? = nil
  ) {
    self.span = span
    self.speaker = speaker
    self.role = role
    self.time = time
    self.former = former
    self.person = person
  }
}
