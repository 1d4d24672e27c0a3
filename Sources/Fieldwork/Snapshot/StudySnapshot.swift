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
  /// The memos in order of writing.
  public var memos: [MemoDefinition] = []
  /// The axial relations in order of definition.
  public var relations: [RelationDefinition] = []
  /// The topics of the guides in order of definition.
  public var topics: [Topic] = []
  /// Which topics came up where, by topic and transcript.
  public var topicRows: [TopicRow] = []
  /// Official figures in order of definition.
  public var figures: [ContextFigure] = []

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

extension StudySnapshot {
  /// What a reader of counts must know of codings whose words a correction changed: those with a
  /// proposed place count there, those without one do not count.
  public var confirmationNotes: [String] {
    var notes: [String] = []
    let proposed = codings.toConfirmCount
    if proposed > 0 {
      notes.append(
        "\(proposed) coding\(proposed == 1 ? "" : "s") to confirm after a correction, counted at the "
          + "proposed place")
    }
    if codingsWithoutPlace > 0 {
      notes.append(
        "\(codingsWithoutPlace) coding\(codingsWithoutPlace == 1 ? "" : "s") without a place in a "
          + "corrected text, not counted")
    }
    return notes
  }

  /// What the names in a code query may mean here.
  public var queryNames: QueryNames {
    QueryNames(codebook: codebook, themes: themes, saved: savedQueries)
  }
}

/// A place.
public struct SiteEntry: Hashable, Sendable {
  /// The id.
  public var id: String
  /// The name to print.
  public var name: String
  /// Province, city, district, village.
  public var kind: String
  /// Index of the site around it, or -1.
  public var parent: Int32

  /// Describes a place.
  public init(id: String, name: String, kind: String, parent: Int32) {
    self.id = id
    self.name = name
    self.kind = kind
    self.parent = parent
  }
}

/// A transcript with its metadata.
public struct TranscriptEntry: Hashable, Sendable {
  /// The label, as cited.
  public var label: String
  /// A title, possibly empty.
  public var title: String
  /// The kind of source, possibly empty.
  public var kind: String
  /// The date of the interview.
  public var date: CivilDate?
  /// Index of the site, or -1.
  public var site: Int32
  /// The language of the original.
  public var language: String
  /// The consent that was recorded, possibly empty.
  public var consent: String
  /// How the words were recorded, possibly empty.
  public var recordType: String
  /// Indices of the cases that the interview is about.
  public var cases: [Int32]
  /// Indices of those who take part.
  public var participants: [Int32]
  /// Guide, interviewers, those present, route and every other field, in order of name.
  public var attributes: [AttributeValue]

  /// Describes a transcript.
  public init(
    label: String, title: String = "", kind: String = "", date: CivilDate? = nil,
    site: Int32 = -1, language: String = "", consent: String = "", recordType: String = "",
    cases: [Int32] = [], participants: [Int32] = [], attributes: [AttributeValue] = []
  ) {
    self.label = label
    self.title = title
    self.kind = kind
    self.date = date
    self.site = site
    self.language = language
    self.consent = consent
    self.recordType = recordType
    self.cases = cases
    self.participants = participants
    self.attributes = attributes
  }
}

/// The current text of one layer of a transcript.
public struct TextEntry: Hashable, Sendable {
  /// The store's key of the text, opaque to analyses.
  public var key: Int64
  /// Index of the transcript.
  public var transcript: Int32
  /// Whether this is the original; a translation is not.
  public var isOriginal: Bool
  /// The language of the layer.
  public var language: String
  /// Who translated, possibly empty.
  public var translator: String
  /// The number of Unicode scalars.
  public var scalars: Int32
  /// Which version of the layer's text it is, from 1.
  public var version: Int32

  /// Describes a text.
  public init(
    key: Int64, transcript: Int32, isOriginal: Bool = true, language: String = "",
    translator: String = "", scalars: Int32, version: Int32 = 1
  ) {
    self.key = key
    self.transcript = transcript
    self.isOriginal = isOriginal
    self.language = language
    self.translator = translator
    self.scalars = scalars
    self.version = version
  }
}

/// All turns as parallel columns, sorted by text and start.
public struct TurnColumns: Sendable {
  /// Index into `StudySnapshot.texts`.
  public var texts: [Int32]
  /// The number of the turn in its text, from 1.
  public var numbers: [Int32]
  /// First scalar of the words.
  public var starts: [Int32]
  /// Scalar after the words.
  public var ends: [Int32]
  /// Index into `speakers`, or -1.
  public var speakerIndices: [Int32]
  /// What the speaker does.
  public var roles: [Role]
  /// Index of the participant, or -1.
  public var participants: [Int32]
  /// Milliseconds from the start of the recording, or -1.
  public var times: [Int64]
  /// The speaker labels.
  public var speakers: [String]
  /// The numbers by which the other language layers know the turns, 0 where they have none; empty
  /// where all have their own numbers.
  private var alignedNumbers: [Int32]

  /// Takes over columns of equal length.
  public init(
    texts: [Int32], numbers: [Int32], starts: [Int32], ends: [Int32], speakerIndices: [Int32],
    roles: [Role], participants: [Int32], times: [Int64], speakers: [String],
    alignedNumbers: [Int32] = []
  ) {
    precondition(
      Set([
        texts.count, numbers.count, starts.count, ends.count, speakerIndices.count, roles.count,
        participants.count, times.count,
      ]).count == 1 && (alignedNumbers.isEmpty || alignedNumbers.count == texts.count),
      "turn columns differ in length")
    self.texts = texts
    self.numbers = numbers
    self.starts = starts
    self.ends = ends
    self.speakerIndices = speakerIndices
    self.roles = roles
    self.participants = participants
    self.times = times
    self.speakers = speakers
    self.alignedNumbers = alignedNumbers == numbers ? [] : alignedNumbers
  }

  /// No turns.
  public static let empty = TurnColumns(
    texts: [], numbers: [], starts: [], ends: [], speakerIndices: [], roles: [],
    participants: [], times: [], speakers: [])

  /// The number of turns.
  public var count: Int { texts.count }

  /// The same turns in order of text and number.
  public func sorted() -> TurnColumns {
    let order = texts.indices.sorted { (texts[$0], numbers[$0]) < (texts[$1], numbers[$1]) }
    return TurnColumns(
      texts: order.map { texts[$0] }, numbers: order.map { numbers[$0] },
      starts: order.map { starts[$0] }, ends: order.map { ends[$0] },
      speakerIndices: order.map { speakerIndices[$0] }, roles: order.map { roles[$0] },
      participants: order.map { participants[$0] }, times: order.map { times[$0] },
      speakers: speakers,
      alignedNumbers: alignedNumbers.isEmpty ? [] : order.map { alignedNumbers[$0] })
  }

  /// The label of the speaker of a turn, or `nil`.
  public func speaker(_ turn: Int) -> String? {
    speakerIndices[turn] < 0 ? nil : speakers[Int(speakerIndices[turn])]
  }

  /// The number by which the other language layers know a turn, or 0 where they have none for it:
  /// its own, unless a correction shifted the numbers.
  public func aligned(_ turn: Int) -> Int32 {
    alignedNumbers.isEmpty ? numbers[turn] : alignedNumbers[turn]
  }

  /// Says by which numbers the other language layers know some turns.
  ///
  /// - Parameter changed: rows with their numbers, 0 for none.
  public mutating func align(_ changed: [(turn: Int, number: Int32)]) {
    guard !changed.isEmpty else { return }
    if alignedNumbers.isEmpty { alignedNumbers = numbers }
    for (turn, number) in changed { alignedNumbers[turn] = number }
  }

  /// The rows of one text.
  public func rows(ofText text: Int32) -> Range<Int> {
    let first = firstRow { texts[$0] >= text }
    let last = firstRow { texts[$0] > text }
    return first..<last
  }

  /// The rows of turns whose words share a scalar with a span of a text.
  public func rows(ofText text: Int32, touching span: Span) -> Range<Int> {
    let first = firstRow { texts[$0] > text || (texts[$0] == text && ends[$0] > span.start) }
    let last = firstRow { texts[$0] > text || (texts[$0] == text && starts[$0] >= span.end) }
    return first..<max(first, last)
  }

  private func firstRow(_ isBehind: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A pseudonymous person.
public struct ParticipantEntry: Hashable, Sendable {
  /// The id.
  public var id: String
  /// A pseudonym to print, possibly empty.
  public var name: String
  /// Indices of the cases that the person belongs to.
  public var cases: [Int32]
  /// Further values, in order of name.
  public var attributes: [AttributeValue]

  /// Describes a person.
  public init(
    id: String, name: String = "", cases: [Int32] = [], attributes: [AttributeValue] = []
  ) {
    self.id = id
    self.name = name
    self.cases = cases
    self.attributes = attributes
  }
}

/// A household, school, office or village.
public struct CaseEntry: Hashable, Sendable {
  /// The id.
  public var id: String
  /// The kind, possibly empty.
  public var kind: String
  /// A name to print, possibly empty.
  public var name: String
  /// Index of the site, or -1.
  public var site: Int32
  /// Index of the case around it, or -1.
  public var parent: Int32
  /// Further values, in order of name.
  public var attributes: [AttributeValue]

  /// Describes a case.
  public init(
    id: String, kind: String = "", name: String = "", site: Int32 = -1, parent: Int32 = -1,
    attributes: [AttributeValue] = []
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.site = site
    self.parent = parent
    self.attributes = attributes
  }
}

/// A survey with its values.
public struct SurveyTable: Hashable, Sendable {
  /// The survey's name.
  public var name: String
  /// A title to print.
  public var title: String
  /// The kind of case that a record describes, possibly empty.
  public var caseKind: String
  /// The name of the key variable.
  public var keyVariable: String
  /// The variables in file order.
  public var variables: [Variable]
  /// The records in file order.
  public var records: [SurveyDraft.Record]

  /// Describes a survey.
  public init(
    name: String, title: String, caseKind: String, keyVariable: String, variables: [Variable],
    records: [SurveyDraft.Record]
  ) {
    self.name = name
    self.title = title
    self.caseKind = caseKind
    self.keyVariable = keyVariable
    self.variables = variables
    self.records = records
  }
}

extension SurveyTable {
  /// Whether its records are of the kind of a case; an unknown kind fits every one.
  public func isAbout(_ entry: CaseEntry) -> Bool {
    caseKind.isEmpty || entry.kind.isEmpty || entry.kind.foldedName == caseKind.foldedName
  }
}

/// Which record of a survey a case is, or why it is none.
public struct LinkEntry: Hashable, Sendable {
  /// Index of the case.
  public var caseIndex: Int32
  /// Index of the survey.
  public var survey: Int32
  /// Index of the record in its survey, or `nil` with a reason.
  public var record: Int32?
  /// How the link came about, such as `id`.
  public var method: String
  /// Why there is no record, or a note.
  public var note: String

  /// Describes a link.
  public init(
    caseIndex: Int32, survey: Int32, record: Int32?, method: String, note: String = ""
  ) {
    self.caseIndex = caseIndex
    self.survey = survey
    self.record = record
    self.method = method
    self.note = note
  }
}
