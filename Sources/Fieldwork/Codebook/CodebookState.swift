/// The codebook at one moment, with what tells a renamed code from a new one.
public struct CodebookState: Hashable, Sendable {
  /// One entry.
  public struct Entry: Hashable, Sendable {
    /// What stays the same when the code is renamed: its identifier in hexadecimal digits.
    public var identity: String
    /// What the entry says.
    public var definition: CodeDefinition
    /// The number of the version of the definition, from 1; 0 where it is not known, as in a file.
    public var version: Int
    /// What the source does not speak of, so that it can be no difference.
    public var silent: Set<CodeField>

    /// Describes an entry.
    public init(
      identity: String, definition: CodeDefinition, version: Int = 0, silent: Set<CodeField> = []
    ) {
      self.identity = identity
      self.definition = definition
      self.version = version
      self.silent = silent
    }
  }

  /// Where the passages of a code went.
  public struct Successor: Hashable, Sendable {
    /// Why they went.
    public enum Kind: String, Sendable {
      /// The code was merged into another.
      case merge
      /// The code was split into others.
      case split
    }

    /// The identity of the code that was given up.
    public var from: String
    /// The identity of the code that took its passages.
    public var into: String
    /// Why they went.
    public var kind: Kind

    /// Describes where passages went.
    public init(from: String, into: String, kind: Kind) {
      self.from = from
      self.into = into
      self.kind = kind
    }
  }

  /// The entries; those below one code in their order.
  public var entries: [Entry]
  /// Where the passages of codes went that were merged or split.
  public var successors: [Successor]

  /// Describes a codebook.
  public init(entries: [Entry], successors: [Successor] = []) {
    self.entries = entries
    self.successors = successors
  }

  /// The codebook that a file describes; a code has the identity that its slug would be given.
  public init(_ draft: CodebookDraft) {
    self.init(
      entries: draft.entries.map { entry in
        Entry(
          identity: CodebookState.identity(ofSlug: entry.definition.slug),
          definition: entry.definition, silent: entry.silent)
      })
  }

  /// The identity that a code with this slug is given when it is made and none has it yet.
  public static func identity(ofSlug slug: String) -> String {
    StableUUID(identity: "code", slug).bytes.hex
  }
}
