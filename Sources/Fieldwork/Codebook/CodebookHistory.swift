/// What one journal entry did to the codebook.
public struct CodebookChange: Hashable, Sendable {
  /// The number of the journal entry.
  public var entry: Int64
  /// When, in UTC, ISO 8601.
  public var at: String
  /// Who.
  public var coder: String
  /// The command that the journal names.
  public var command: String
  /// Slugs of entries that came into the codebook, sorted.
  public var made: [String]
  /// Slugs of those whose definition got a new version.
  public var redefined: [String]
  /// Slugs of those with another name, place or flag.
  public var changed: [String]
  /// Slugs of those that left the codebook.
  public var removed: [String]
  /// The codes that could carry codings afterwards; categories are not among them.
  public var codes: Int

  /// Describes what an entry did.
  public init(
    entry: Int64, at: String, coder: String, command: String, made: [String] = [],
    redefined: [String] = [], changed: [String] = [], removed: [String] = [], codes: Int
  ) {
    self.entry = entry
    self.at = at
    self.coder = coder
    self.command = command
    self.made = made
    self.redefined = redefined
    self.changed = changed
    self.removed = removed
    self.codes = codes
  }
}

/// What the journal knows of when codes came to be and when interviews were coded.
///
/// Both are told by journal numbers, which cannot run backwards as clocks and imported dates
/// can.
public struct CodebookHistory: Hashable, Sendable {
  /// The entries that changed the codebook, in order.
  public var changes: [CodebookChange]
  /// For each slug of today's codebook the entry that made it.
  public var made: [String: Int64]
  /// For each transcript with codings the last entry that put one of them there.
  public var lastCoded: [String: Int64]
  /// For each transcript with codings the first entry that put one of them there.
  public var firstCoded: [String: Int64]

  /// Puts a history together.
  public init(
    changes: [CodebookChange], made: [String: Int64], lastCoded: [String: Int64],
    firstCoded: [String: Int64] = [:]
  ) {
    self.changes = changes
    self.made = made
    self.lastCoded = lastCoded
    self.firstCoded = firstCoded
  }
}
