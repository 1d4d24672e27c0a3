/// What a coding sheet is made from: one text with the codings of one coder in one round.
public struct CodingSheet: Sendable {
  /// Of what and when the sheet is.
  public var head: SheetHead
  /// The words of the text.
  public var words: TextBuffer
  /// The turns in order of position; they do not overlap.
  public var turns: [SheetTurn]
  /// The coder's own codings, which the sheet can change.
  public var codings: [SheetCoding]
  /// What stands in the sheet for reading only: one's own codings that wait to be confirmed, and
  /// those of other coders where they are to be shown.
  public var revealed: [RevealedCoding]
  /// Codes that are to be made.
  public var newCodes: [SheetNewCode]

  /// Describes a sheet.
  public init(
    head: SheetHead, words: TextBuffer, turns: [SheetTurn], codings: [SheetCoding] = [],
    revealed: [RevealedCoding] = [], newCodes: [SheetNewCode] = []
  ) {
    self.head = head
    self.words = words
    self.turns = turns
    self.codings = codings
    self.revealed = revealed
    self.newCodes = newCodes
  }
}

/// Of which text, coder and moment a coding sheet is.
public struct SheetHead: Hashable, Sendable {
  /// The transcript's label.
  public var transcript: String
  /// The language of the layer, where it is not the original.
  public var language: String?
  /// The number of the text version, from 1.
  public var version: Int
  /// The first sixteen hexadecimal digits of the SHA-256 of the words.
  public var digest: String
  /// The number of the last journal entry.
  public var journal: Int64
  /// The first sixteen hexadecimal digits of that entry's hash, which no other study has.
  public var seal: String
  /// Whose codings these are.
  public var coder: String
  /// Of which round of coding, from 1.
  public var round: Int

  /// Describes a head.
  public init(
    transcript: String, language: String? = nil, version: Int, digest: String, journal: Int64,
    seal: String, coder: String, round: Int = 1
  ) {
    self.transcript = transcript
    self.language = language
    self.version = version
    self.digest = digest
    self.journal = journal
    self.seal = seal
    self.coder = coder
    self.round = round
  }
}

/// A turn as a sheet numbers it.
public struct SheetTurn: Hashable, Sendable {
  /// The number, from 1.
  public var number: Int32
  /// The spoken words.
  public var span: Span

  /// Describes a turn.
  public init(number: Int32, span: Span) {
    self.number = number
    self.span = span
  }
}

/// A coding that a sheet tells of and cannot change.
public struct RevealedCoding: Hashable, Sendable {
  /// The passage.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// Who coded, with the round behind it where it is not the first; of one's own what there is to
  /// know of it.
  public var coder: String

  /// Describes a coding.
  public init(span: Span, code: String, coder: String) {
    self.span = span
    self.code = code
    self.coder = coder
  }
}

/// A code that a sheet asks for.
public struct SheetNewCode: Hashable, Sendable {
  /// The slug or name.
  public var name: String
  /// What it means, possibly empty.
  public var definition: String

  /// Describes a code.
  public init(name: String, definition: String = "") {
    self.name = name
    self.definition = definition
  }
}
