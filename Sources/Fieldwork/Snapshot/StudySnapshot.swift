/// Everything that an analysis may see of a study: loaded once, immutable, without a
/// database behind it.
///
/// Entries refer to each other by index into these arrays (`Int32`, -1 for none). Transcripts,
/// cases, participants and sites are in natural order of their ids; codes in the order of the
/// codebook; so results that keep index order have a documented order.
public struct StudySnapshot: Sendable {
  /// The study's name.
  public var name: String
  /// What the study is about, in a few sentences; empty where nobody wrote it.
  public var about: String = ""
  /// When the fieldwork was done, where somebody said so.
  public var fieldwork: FieldworkDates?
  /// What a filter left out, where the snapshot was limited by one.
  public var limits: Limits?
  /// The number of the last journal entry that this snapshot contains.
  public var journalNumber: Int64
  /// The places.
  public var sites: [SiteEntry]
  /// The transcripts; a translation is a text of its transcript, not an entry here.
  public var transcripts: [TranscriptEntry]
  /// The current text of every layer, originals and translations.
  public var texts: [TextEntry]
  /// All turns of all texts, sorted by text and start.
  public var turns: TurnColumns
  /// Those who speak.
  public var participants: [ParticipantEntry]
  /// What the study is about.
  public var cases: [CaseEntry]
  /// All codes.
  public var codebook: Codebook
  /// The coders' names, in order.
  public var coders: [String]
  /// All codings that count, sorted.
  public var codings: CodingColumns
  /// How many codings wait without a place in a corrected text; they are not among `codings`.
  public var codingsWithoutPlace = 0
  /// The themes in order of definition.
  public var themes: [ThemeDefinition]
  /// What the researcher judged of themes, case by case.
  public var themeJudgements: [ThemeJudgement] = []
  /// The saved queries in order of name.
  public var savedQueries: [SavedQuery] = []
  /// The surveys with all their values.
  public var surveys: [SurveyTable]
  /// Which case is which record of which survey.
  public var links: [LinkEntry]
  /// Which participant is which record of which survey of persons.
  public var participantLinks: [LinkEntry] = []
  /// What `cases` are: the cases of the study, or those who speak, where they stand in their place.
  public var caseLevel = LinkLevel.place
  /// Transcripts in which somebody answers of whom it is not known whether they belong to the only
  /// case; who speaks decides there as in a group interview.
  public var mixedTranscripts: Set<Int32> = []
  /// The memos in order of writing.
  public var memos: [MemoDefinition] = []
  /// The axial relations in order of definition.
  public var relations: [RelationDefinition] = []
  /// The topics of the guides in order of definition.
  public var topics: [Topic] = []
  /// What the attributes are that somebody defined, in order of definition.
  public var attributeDefinitions: [AttributeDefinition] = []
  /// Where values of attributes were said, by owner and name.
  public var attributePassages: [AttributePassage] = []
  /// Who led to whom, in order of date.
  public var referrals: [Referral] = []
  /// Which topics came up where, by topic and transcript.
  public var topicRows: [TopicRow] = []
  /// Official figures in order of definition.
  public var figures: [ContextFigure] = []

  /// Which codings came from rules that ask for fields, by code.
  public var ruleScopes: [RuleScope] = []

  /// Takes over loaded parts; parts that were not asked for are empty.
  public init(
    name: String, journalNumber: Int64, sites: [SiteEntry] = [],
    transcripts: [TranscriptEntry] = [], texts: [TextEntry] = [], turns: TurnColumns = .empty,
    participants: [ParticipantEntry] = [], cases: [CaseEntry] = [], codebook: Codebook,
    coders: [String] = [], codings: CodingColumns = .empty, themes: [ThemeDefinition] = [],
    surveys: [SurveyTable] = [], links: [LinkEntry] = []
  ) {
    self.name = name
    self.journalNumber = journalNumber
    self.sites = sites
    self.transcripts = transcripts
    self.texts = texts
    self.turns = turns
    self.participants = participants
    self.cases = cases
    self.codebook = codebook
    self.coders = coders
    self.codings = codings
    self.themes = themes
    self.surveys = surveys
    self.links = links
  }
}

extension StudySnapshot {
  /// What a reader of counts must know of codings whose words a correction changed: those with a
  /// proposed place count there, those without one do not count.
  public var confirmationNotes: [String] {
    var notes: [String] = []
    let proposed = codings.toConfirmCount
    if proposed > 0 {
      notes.append(
        "\(counted(proposed, "coding")) to confirm after a correction, counted at the proposed place"
      )
    }
    if codingsWithoutPlace > 0 {
      notes.append(
        "\(counted(codingsWithoutPlace, "coding")) without a place in a corrected text, not counted"
      )
    }
    return notes
  }

  /// What the names in a code query may mean here.
  public var queryNames: QueryNames {
    QueryNames(codebook: codebook, themes: themes, saved: savedQueries)
  }
}
