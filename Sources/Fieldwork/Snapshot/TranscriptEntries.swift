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
  /// The day of the translation, possibly empty.
  public var translated = ""
  /// Who checked the translation, possibly empty.
  public var checkedBy = ""
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

extension TextEntry {
  /// Who made the words of the layer: `original`, or `translated by researcher, 2016-07-01, checked
  /// by Ann`, as much of it as is known.
  public var credit: String {
    guard !isOriginal else { return "original" }
    let by = translator.isEmpty ? "translated by nobody known" : "translated by \(translator)"
    let parts = [by, translated, checkedBy.isEmpty ? "" : "checked by \(checkedBy)"]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
