/// A codebook as a file describes it, entries in file order with the line of each.
public struct CodebookDraft: Sendable {
  /// One entry and where it stands in the file.
  public struct Entry: Sendable {
    /// What the file says of the code.
    public var definition: CodeDefinition
    /// The line of the file, from 1.
    public var line: Int

    /// Pairs a definition with its line.
    public init(definition: CodeDefinition, line: Int) {
      self.definition = definition
      self.line = line
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
