/// A codebook as a file describes it, entries in file order with the line of each.
public struct CodebookDraft: Sendable {
  /// One entry and where it stands in the file.
  public struct Entry: Sendable {
    /// What the file says of the code.
    public var definition: CodeDefinition
    /// The line of the file, from 1.
    public var line: Int
    /// What the file has no place for, so that a code that is known keeps what it has.
    public var silent: Set<CodeField>

    /// Pairs a definition with its line.
    public init(definition: CodeDefinition, line: Int, silent: Set<CodeField> = []) {
      self.definition = definition
      self.line = line
      self.silent = silent
    }
  }

  /// The entries in file order.
  public var entries: [Entry]
  /// What the reader left out or had to decide.
  public var notes: [String]

  /// Describes a codebook.
  public init(entries: [Entry], notes: [String] = []) {
    self.entries = entries
    self.notes = notes
  }
}
