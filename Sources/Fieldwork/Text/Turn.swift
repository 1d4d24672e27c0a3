/// A stretch of one speaker, as a reader of a transcript file found it.
public struct TurnDraft: Hashable, Sendable {
  /// The speaker's label as the file writes it, without the colon; `nil` where there is none.
  public var speaker: String?
  /// What the speaker does; `unknown` unless the label is a known role word or was assigned.
  public var role: Role
  /// The spoken words, without label, time stamp or colon.
  public var span: Span
  /// Where the turn lies in the recording, when the file says so.
  public var time: RecordingTime?

  /// Describes a turn.
  public init(speaker: String?, role: Role, span: Span, time: RecordingTime? = nil) {
    self.speaker = speaker
    self.role = role
    self.span = span
    self.time = time
  }
}

/// A stretch of a recording, in milliseconds from its start.
///
/// The end may be unknown.
public struct RecordingTime: Hashable, Sendable {
  /// Milliseconds from the start of the recording.
  public var start: Int64
  /// Milliseconds from the start of the recording, or `nil` where only a stamp was written.
  public var end: Int64?

  /// Describes a stretch of a recording.
  public init(start: Int64, end: Int64? = nil) {
    self.start = start
    self.end = end
  }
}
