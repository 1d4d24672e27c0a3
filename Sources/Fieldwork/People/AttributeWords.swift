/// Whose attribute it is.
public enum AttributeOwner: String, CaseIterable, Sendable {
  /// A transcript's.
  case transcript
  /// A participant's.
  case participant
  /// A case's.
  case place = "case"

  /// The names of what is a field of its own there and no attribute.
  public var fields: Set<String> {
    switch self {
    case .transcript:
      [
        "transcript", "id", "kind", "title", "date", "site", "language", "participants", "cases",
        "guide", "interviewer", "present", "route", "referred_by", "consent", "record_type",
        "translation_of",
      ]
    case .participant:
      ["participant", "id", "name", "transcript", "speaker", "role", "case"]
    case .place: ["case", "id", "kind", "name", "site", "parent"]
    }
  }
}

/// How the values of an attribute are to be read.
public enum AttributeType: String, CaseIterable, Sendable {
  /// A number, with a unit where it has one.
  case number
  /// One of several values in an order.
  case ordered
  /// One of several values without an order.
  case category
  /// Words.
  case text
  /// A calendar date, which may lack day and month.
  case date
  /// Yes or no.
  case yesNo = "yes-no"
}

/// Where a value of an attribute comes from.
public enum AttributeSource: String, CaseIterable, Sendable {
  /// The questionnaire of a survey.
  case survey
  /// An interview, at best with the passage.
  case interview
  /// A note that the researcher wrote in the field.
  case fieldNote = "field-note"
  /// A document.
  case document
  /// The researcher's own judgement.
  case judgement

  /// The source in words.
  public var words: String { self == .fieldNote ? "field note" : rawValue }

  /// Reads what somebody wrote: `field note` as well as `field-note`.
  public init?(typed: String) {
    self.init(rawValue: typed.dashed)
  }
}

/// Why a value of an attribute is missing.
///
/// A missing value is never zero, never "no" and never an empty text.
public enum AttributeMissing: String, CaseIterable, Sendable {
  /// Nobody asked.
  case notAsked = "not-asked"
  /// Asked, and not answered.
  case refused
  /// Asked, and not known.
  case dontKnow = "dont-know"
  /// The question makes no sense there.
  case notApplicable = "not-applicable"
  /// It may have been said, and nobody wrote it down.
  case notRecorded = "not-recorded"

  /// The word before the reason where a value is written: `missing:refused`.
  public static let prefix = "missing:"

  /// The reason in words.
  public var words: String {
    switch self {
    case .notAsked: "not asked"
    case .refused: "refused"
    case .dontKnow: "don't know"
    case .notApplicable: "not applicable"
    case .notRecorded: "not recorded"
    }
  }

  /// The reason as it is written in the place of a value.
  public var typed: String { AttributeMissing.prefix + rawValue }

  /// Reads what somebody wrote: `don't know` as well as `dont-know`.
  public init?(typed: String) {
    self.init(rawValue: typed.filter { !"'’".contains($0) }.dashed)
  }

  /// All reasons, for a message.
  public static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension String {
  /// The words folded, with one dash between them.
  fileprivate var dashed: String {
    foldedName.split { $0 == "-" || $0 == "_" || $0.isWhitespace }.joined(separator: "-")
  }
}
