/// What a second coder's copy holds, and what of the study is not in it.
public struct HandoutContents: Hashable, Sendable {
  /// One transcript of the copy.
  public struct Transcript: Hashable, Sendable {
    /// The label.
    public var label: String
    /// The kind of source, possibly empty.
    public var kind: String
    /// Its language layers, the original included.
    public var layers: Int
    /// The turns of all layers.
    public var turns: Int
  }

  /// Something that stays behind.
  public struct Kept: Hashable, Sendable {
    /// What it is, in the plural: `codings`.
    public var what: String
    /// How many the study has.
    public var count: Int
  }

  /// The transcripts by label.
  public var transcripts: [Transcript]
  /// Codes that can carry codings.
  public var codes: Int
  /// Categories.
  public var categories: Int
  /// Entries of the codebook that have examples, which may be words from any interview.
  public var codesWithExamples: Int
  /// How many codings the coder of the copy has in these transcripts already, by round.
  public var codedBefore: [Int: Int] = [:]
  /// What stays behind, only what the study has any of.
  public var kept: [Kept]
}
