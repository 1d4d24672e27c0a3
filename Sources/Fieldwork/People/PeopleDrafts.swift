/// A participant as a list of people describes them: one row per transcript they speak in.
public struct ParticipantRow: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The participant's id, such as `GY-101-A`.
  public var participant: String
  /// The transcript they speak in.
  public var transcript: String?
  /// The label by which the transcript calls them.
  public var speaker: String?
  /// What they do there.
  public var role: Role?
  /// The case they belong to.
  public var caseID: String?
  /// A pseudonym to print.
  public var name: String?
  /// Every other column.
  public var attributes: [AttributeValue]

  /// Describes a row.
  public init(
    line: Int, participant: String, transcript: String? = nil, speaker: String? = nil,
    role: Role? = nil, caseID: String? = nil, name: String? = nil,
    attributes: [AttributeValue] = []
  ) {
    self.line = line
    self.participant = participant
    self.transcript = transcript
    self.speaker = speaker
    self.role = role
    self.caseID = caseID
    self.name = name
    self.attributes = attributes
  }
}

/// A case (household, school, office, village) as a list describes it.
public struct CaseRow: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The case's id, such as `HH-003`.
  public var id: String
  /// The kind, such as `household`.
  public var kind: String?
  /// A name to print.
  public var name: String?
  /// The site's id.
  public var site: String?
  /// The case that this one lies in.
  public var parent: String?
  /// Every other column.
  public var attributes: [AttributeValue]

  /// Describes a row.
  public init(
    line: Int, id: String, kind: String? = nil, name: String? = nil, site: String? = nil,
    parent: String? = nil, attributes: [AttributeValue] = []
  ) {
    self.line = line
    self.id = id
    self.kind = kind
    self.name = name
    self.site = site
    self.parent = parent
    self.attributes = attributes
  }
}

/// A place as a list describes it.
public struct SiteRow: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The site's id.
  public var id: String
  /// Its names, first the one to print.
  public var names: [LocalizedText]
  /// The kind: province, city, district, village.
  public var kind: String?
  /// The site that this one lies in.
  public var parent: String?

  /// Describes a row.
  public init(
    line: Int, id: String, names: [LocalizedText] = [], kind: String? = nil, parent: String? = nil
  ) {
    self.line = line
    self.id = id
    self.names = names
    self.kind = kind
    self.parent = parent
  }
}
