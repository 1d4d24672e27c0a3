/// A transcript as it comes out of a file, before the study has seen it.
public struct TranscriptDraft: Sendable {
  /// The name by which the transcript is cited, such as `GY-101`.
  public var label: String
  /// The words: LF line ends, no byte order mark, otherwise as the file has them.
  public var text: String
  /// The turns in order of position; they do not overlap.
  public var turns: [TurnDraft]
  /// What is known about the interview.
  public var metadata: TranscriptMetadata
  /// Where the words came from.
  public var source: TranscriptSource
  /// What the reader had to decide or leave out, in words for the researcher.
  public var notes: [String]

  /// Describes a transcript.
  public init(
    label: String, text: String, turns: [TurnDraft], metadata: TranscriptMetadata = .init(),
    source: TranscriptSource, notes: [String] = []
  ) {
    self.label = label
    self.text = text
    self.turns = turns
    self.metadata = metadata
    self.source = source
    self.notes = notes
  }
}

/// The file that a text was read from.
public struct TranscriptSource: Hashable, Sendable {
  /// The file name without folders.
  public var fileName: String
  /// The format, such as `docx` or `vtt`.
  public var format: String
  /// The encoding that was found, such as `UTF-8` or `GB18030`.
  public var encoding: String

  /// Names a source.
  public init(fileName: String, format: String, encoding: String) {
    self.fileName = fileName
    self.format = format
    self.encoding = encoding
  }
}

/// The fields of an interview's head, front matter or row in `metadata.csv`.
///
/// A field that is `nil` or empty was not given; nothing is guessed.
public struct TranscriptMetadata: Hashable, Sendable {
  /// The label, where a field gives one.
  public var id: String?
  /// A title to show beside the label.
  public var title: String?
  /// The kind of source, such as `household` or `official`.
  public var kind: String?
  /// The day of the interview.
  public var date: CivilDate?
  /// The site's id.
  public var site: String?
  /// The language as a short tag, such as `en` or `zh`.
  public var language: String?
  /// Ids of those who speak.
  public var participants: [String] = []
  /// Ids of the cases that the interview is about.
  public var cases: [String] = []
  /// The interview guide that was used.
  public var guide: String?
  /// Who asked.
  public var interviewers: [String] = []
  /// Who else was in the room.
  public var present: [String] = []
  /// How the interview came about.
  public var route: String?
  /// Who introduced the interviewee.
  public var referredBy: String?
  /// The consent that was recorded.
  public var consent: String?
  /// The label of the transcript that this text translates.
  public var translationOf: String?
  /// Every other field, in the order of the file.
  public var attributes: [AttributeValue] = []

  /// Starts without any field.
  public init() {}
}

/// A named value that is no field of its own.
public struct AttributeValue: Hashable, Sendable {
  /// The attribute's name, as written.
  public var name: String
  /// The value, as written, without surrounding blanks; empty where it is missing.
  public var value: String
  /// Why there is no value, where somebody said so.
  public var missing: AttributeMissing?
  /// Where the value comes from, where somebody said so.
  public var source: AttributeSource?
  /// A note on the value, possibly empty.
  public var note: String

  /// Names a value.
  public init(
    name: String, value: String, missing: AttributeMissing? = nil, source: AttributeSource? = nil,
    note: String = ""
  ) {
    self.name = name
    self.value = value
    self.missing = missing
    self.source = source
    self.note = note
  }

  /// What the value says.
  public var content: AttributeContent {
    missing.map { .missing($0) } ?? (value.isEmpty ? .nothing : .value(value))
  }

  /// The value, or `missing (refused)`; never nothing where a reason is known.
  public var words: String { missing.map { "missing (\($0.words))" } ?? value }
}
