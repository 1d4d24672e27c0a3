extension StudySnapshot {
  /// What a filter left out of a snapshot.
  ///
  /// The entries stay where they are, since others refer to them by index; the codings are gone.
  public struct Limits: Hashable, Sendable {
    /// The filter as it was typed.
    public var words: String
    /// Indices of transcripts of which nothing is left.
    public var transcripts: Set<Int32>
    /// Indices of cases that are not counted.
    public var cases: Set<Int32>
    /// Rows of the turns that are asked about, where the filter asks who speaks.
    public var turns: Set<Int>?
    /// Indices of the participants who are asked about, where the filter asks who speaks.
    public var participants: Set<Int32>?
    /// How much is left of the codings, as a sentence.
    public var summary: String
    /// Further sentences for the reader.
    public var notes: [String]

    /// Describes what is left out.
    public init(
      words: String, transcripts: Set<Int32>, cases: Set<Int32>, summary: String, notes: [String]
    ) {
      self.summary = summary
      self.words = words
      self.transcripts = transcripts
      self.cases = cases
      self.notes = notes
    }
  }

  /// Whether a transcript is asked about.
  public func holds(transcript: Int32) -> Bool {
    !(limits?.transcripts.contains(transcript) ?? false)
  }

  /// Whether a case is asked about.
  public func holds(case place: Int32) -> Bool { !(limits?.cases.contains(place) ?? false) }
}
