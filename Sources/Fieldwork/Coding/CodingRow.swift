/// One row of a coding file, as written.
public struct CodingRow: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The transcript's label.
  public var transcript: String
  /// The code's slug or name.
  public var code: String
  /// The passage.
  public var anchor: Anchor
  /// Who coded, where the file says so.
  public var coder: String?
  /// A note on the coding.
  public var memo: String?
  /// When it was coded, as written.
  public var created: String?
  /// What the speaker does with the code's content.
  public var stance: Stance?
  /// Whose experience it is.
  public var voice: Voice?
  /// A weight, 0 to 100.
  public var weight: Int?
  /// The round of coding, from 1, where the file says so.
  public var round: Int?

  /// Describes a row.
  public init(
    line: Int, transcript: String, code: String, anchor: Anchor, coder: String? = nil,
    memo: String? = nil, created: String? = nil, stance: Stance? = nil, voice: Voice? = nil,
    weight: Int? = nil, round: Int? = nil
  ) {
    self.line = line
    self.transcript = transcript
    self.code = code
    self.anchor = anchor
    self.coder = coder
    self.memo = memo
    self.created = created
    self.stance = stance
    self.voice = voice
    self.weight = weight
    self.round = round
  }
}

/// A coding file: its rows, and what was not usable.
public struct CodingFile: Sendable {
  /// The usable rows in file order.
  public var rows: [CodingRow]
  /// Rows that could not be read, with their line.
  public var rejected: [Problem]
  /// Columns that were ignored and other remarks.
  public var notes: [String]

  /// Describes a file.
  public init(rows: [CodingRow], rejected: [Problem] = [], notes: [String] = []) {
    self.rows = rows
    self.rejected = rejected
    self.notes = notes
  }
}

/// What a speaker does with the content of a code.
public enum Stance: String, CaseIterable, Sendable { case affirm, deny, partial, none }

/// Whose experience a passage tells.
public enum Voice: String, CaseIterable, Sendable { case own, reported, composite, observer }
