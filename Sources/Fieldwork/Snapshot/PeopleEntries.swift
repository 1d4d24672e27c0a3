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
