public import Fieldwork

/// What is to be erased: whole transcripts, a participant, and stretches of texts.
public struct ErasureTarget: Sendable {
  /// A stretch of one version of a text.
  public struct Passage: Hashable, Sendable {
    /// `TextVersion.key` of the text.
    public var text: Int64
    /// The stretch, in scalars of that text.
    public var span: Span

    /// Describes a stretch.
    public init(text: Int64, span: Span) {
      self.text = text
      self.span = span
    }
  }

  /// What it is called in the journal: `transcript GY-101`.
  public var title: String
  /// The labels of transcripts that go whole.
  public var transcripts: [String] = []
  /// The slug of a participant that goes: with the transcripts of which it is the only one, and with
  /// its turns in the others.
  public var participant: String?
  /// Stretches whose words go.
  public var passages: [Passage] = []

  /// Describes a target.
  public init(title: String) { self.title = title }
}

/// What an erasure took, or would take.
public struct ErasureReport: Sendable {
  /// A place where the study quotes the words.
  public struct Quotation: Hashable, Sendable {
    /// Which: `memo first-thoughts (body)`.
    public var place: String
    /// The first words that are quoted there.
    public var words: String

    /// The place with its words, shortened.
    public var line: String {
      place + ": “" + (words.count > 60 ? words.prefix(60) + "…" : words) + "”"
    }
  }

  /// Transcripts that go whole, by label.
  public var transcripts: [String] = []
  /// Transcripts in which stretches are marked, by label.
  public var marked: [String] = []
  /// How many stretches are marked, in all versions of the texts.
  public var passages = 0
  /// How many versions of texts lose words.
  public var versions = 0
  /// How many turns go with their transcripts.
  public var turns = 0
  /// How many codings go.
  public var codings = 0
  /// How many notes on codings go with them.
  public var notes = 0
  /// Where the study quotes the words elsewhere: a memo, an example of a code, a theme.
  public var quotations: [Quotation] = []
  /// Names that are made of the words and that have to be changed first.
  public var names: [String] = []
  /// Entries of the journal of whose command line, reason or summary words were taken.
  public var entriesWithWords: [Int64] = []
  /// Entries of which nothing is left to undo.
  public var entriesWithoutChanges: [Int64] = []
  /// The entry that says what was erased; `nil` in a dry run.
  public var entry: Int64?
  /// The names of the files from which the texts were imported.
  public var fileNames: [String] = []
  /// Some of the longest stretches that were erased, by which copies can be found.
  public var samples: [String] = []
}

extension ErasureReport {
  /// Refuses what nobody allowed.
  ///
  /// - Parameter marksQuotations: whether the words may be taken out where they are quoted.
  /// - Throws: `Problem` with the names that are made of the words, or the places that quote them.
  public func refuse(marksQuotations: Bool) throws {
    if !names.isEmpty {
      throw Problem(
        .data, "names are made of the words that are to be erased",
        hint: "give these other names first, 'emic codes rename' for codes; nothing was changed",
        candidates: names)
    }
    if !quotations.isEmpty, !marksQuotations {
      throw Problem(
        .data, "the words are quoted elsewhere in the study",
        hint: "take them out there yourself, or let --mark-quotations put [erased] in their place; "
          + "nothing was changed",
        candidates: quotations.map(\.line))
    }
  }
}
