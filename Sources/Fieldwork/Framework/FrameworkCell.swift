/// What somebody wrote of a theme in a case: a cell of the framework.
public struct FrameworkCell: Hashable, Sendable {
  /// A quote from which a summary was written.
  public struct Passage: Hashable, Sendable {
    /// The passage as it is cited.
    public var cite: PassageCite
    /// The hash of its words on one line, as `FrameworkCell.line` puts them.
    public var words: SHA256Digest

    /// Describes a quote.
    public init(cite: PassageCite, words: SHA256Digest) {
      self.cite = cite
      self.words = words
    }
  }

  /// The theme's short name.
  public var theme: String
  /// The case's id.
  public var place: String
  /// The summary.
  public var summary: String
  /// The quotes that it was written from, as far as their transcripts are in the study.
  public var passages: [Passage]
  /// How many quotes it was written from.
  public var quotes: Int
  /// Who wrote it.
  public var coder: String
  /// When, in ISO 8601.
  public var written: String

  /// Describes a cell.
  public init(
    theme: String, place: String, summary: String, passages: [Passage], quotes: Int, coder: String,
    written: String
  ) {
    self.theme = theme
    self.place = place
    self.summary = summary
    self.passages = passages
    self.quotes = quotes
    self.coder = coder
    self.written = written
  }

  /// Words on one line: turns parted by ` / `, blanks at the ends taken off.
  public static func line(_ words: String) -> String {
    words.split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks }
      .filter { !$0.isEmpty }.joined(separator: " / ")
  }

  /// By what a sheet knows a summary again: the first eight digits of its hash, `new` where there is
  /// none.
  public static func tag(of summary: String?) -> String {
    guard let summary, !summary.isEmpty else { return "new" }
    return String(SHA256Digest(of: Array(summary.utf8)).hex.prefix(8))
  }
}
