public import Fieldwork

/// Who carries a theme, by its declared rule, with the passages for it and against it.
public struct ThemeReport: Sendable {
  /// The part a code plays in a theme.
  public enum Part: String, CaseIterable, Sendable { case required, supporting, contrary }

  /// One code of the theme.
  public struct Code: Hashable, Sendable {
    /// The slug.
    public var slug: String
    /// The part it plays.
    public var part: Part
    /// How many codings it has; of a category, those of everything below it.
    public var codings: Int
    /// In how many transcripts.
    public var transcripts: Int
    /// In how many cases.
    public var cases: Int
  }

  /// How many of one kind of interviewee carry the theme.
  public struct Kind: Hashable, Sendable {
    /// The kind of transcript, possibly empty.
    public var kind: String
    /// Of the transcripts of this kind with at least one coding, how many carry the theme by
    /// themselves.
    public var transcripts: Share
    /// How many transcripts of this kind have no coding yet and are not counted.
    public var uncoded: Int
    /// Of the cases with a coded interview of this kind, how many carry the theme.
    public var cases: Share
  }

  /// A transcript's part of the codings of the required codes.
  public struct TopSource: Hashable, Sendable {
    /// The transcript's label.
    public var transcript: String
    /// Its codings, of those of all transcripts.
    public var share: Share
  }

  /// What is counted.
  public let unit = "case"
  /// The theme.
  public let theme: ThemeDefinition
  /// The rule in words: `at least 2 of 3 required: stay, ties, school`.
  public let rule: String
  /// The codes, required ones first, in the order of the definition.
  public let codes: [Code]
  /// Every case with a coded interview, in natural order.
  public let cases: [ThemeBearer]
  /// Every transcript with at least one coding, in natural order.
  public let transcripts: [ThemeBearer]
  /// Prevalence by kind of interviewee, kinds in natural order.
  public let kinds: [Kind]
  /// The codings of contrary codes: first those in cases that do not carry the theme, then
  /// those in cases that do, then those without a case, each in reading order.
  public let contrary: [ContraryPassage]
  /// The transcript with most codings of the required codes; `nil` where there is none.
  public let topSource: TopSource?
  /// Sentences for the reader.
  public let notes: [String]

  /// How many of the counted cases carry the theme.
  public var prevalence: Share { Share(cases.count(where: \.carries), of: cases.count) }

  /// How many of the counted transcripts carry the theme by themselves.
  public var transcriptPrevalence: Share {
    Share(transcripts.count(where: \.carries), of: transcripts.count)
  }

  /// Reports on a theme.
  public init(_ theme: ThemeDefinition, in snapshot: StudySnapshot) {
    self.init(theme, in: snapshot, codes: CaseCodes(snapshot))
  }

  init(_ theme: ThemeDefinition, in snapshot: StudySnapshot, codes caseCodes: CaseCodes) {
    let found = ThemeCodes(theme, in: snapshot)
    let bearers = ThemeBearers(found, in: snapshot, codes: caseCodes)
    self.theme = theme
    rule = found.fullRuleWords
    codes = bearers.codeCounts()
    cases = bearers.cases
    transcripts = bearers.transcripts
    kinds = bearers.kinds()
    contrary = bearers.contraryPassages()
    topSource = bearers.topSource()
    notes = bearers.notes(topSource: topSource) + snapshot.confirmationNotes
  }
}

/// A case or transcript and what it has of a theme.
public struct ThemeBearer: Hashable, Sendable {
  /// The index of the case or transcript.
  public var index: Int32
  /// Its id or label.
  public var name: String
  /// Its kind, possibly empty.
  public var kind: String
  /// Whether it carries the theme by the rule.
  public var carries: Bool
  /// The slugs of the required codes that it has, in the order of the definition.
  public var present: [String]
  /// The slugs of the required codes that it lacks.
  public var lacking: [String]
  /// Its codings of required codes, in reading order.
  public var rows: [Int]
  /// Its codings of contrary codes, in reading order.
  public var contrary: [Int]
}

/// A passage that speaks against a theme.
public struct ContraryPassage: Hashable, Sendable {
  /// Where it was said.
  public enum Place: Hashable, Sendable {
    /// In a case that does not carry the theme: a negative case.
    case negativeCase
    /// In a case that carries the theme: a contradiction within it.
    case bearer
    /// In a transcript without a case, or by a speaker of no certain case.
    case noCase
  }

  /// The coding.
  public var row: Int
  /// The passage as it is cited.
  public var cite: String
  /// The contrary code.
  public var code: String
  /// The index of the case, or -1.
  public var caseIndex: Int32
  /// Where it was said.
  public var place: Place
}
