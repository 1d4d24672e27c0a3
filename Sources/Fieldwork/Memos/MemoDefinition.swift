/// A dated note attached to anything in the study.
public struct MemoDefinition: Hashable, Sendable {
  /// The stable short name.
  public var slug: String
  /// What sort of note: theoretical, methodological, reflexive, case, code,
  /// negative-case, storyline.
  public var kind: String
  /// A title, possibly empty.
  public var title: String
  /// The text, in Markdown.
  public var body: String
  /// Who wrote it; empty for whoever brings it in.
  public var coder: String
  /// When it was written, as ISO 8601; empty for now.
  public var written: String
  /// Slugs of the codes that it is attached to.
  public var codes: [String]
  /// Labels of the transcripts.
  public var transcripts: [String]
  /// Ids of the cases.
  public var cases: [String]
  /// Slugs of the themes.
  public var themes: [String]

  /// Describes a memo.
  public init(
    slug: String, kind: String, title: String = "", body: String, coder: String = "",
    written: String = "", codes: [String] = [], transcripts: [String] = [], cases: [String] = [],
    themes: [String] = []
  ) {
    self.slug = slug
    self.kind = kind
    self.title = title
    self.body = body
    self.coder = coder
    self.written = written
    self.codes = codes
    self.transcripts = transcripts
    self.cases = cases
    self.themes = themes
  }
}
