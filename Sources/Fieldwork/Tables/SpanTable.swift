/// Stretches from elsewhere that coders marked on a continuum, each with a value.
public struct SpanTable: Hashable, Sendable {
  /// One stretch.
  public struct Row: Hashable, Sendable {
    /// The coder's name.
    public var coder: String
    /// Where it begins, from 0.
    public var start: Int
    /// Where it ends, not included.
    public var end: Int
    /// The value, possibly empty.
    public var value: String
    /// The line of the file, for messages.
    public var line: Int
    /// The document on which it lies; empty where the table knows of one only.
    public var document: String

    /// Describes a stretch.
    public init(
      coder: String, start: Int, end: Int, value: String, line: Int, document: String = ""
    ) {
      self.coder = coder
      self.start = start
      self.end = end
      self.value = value
      self.line = line
      self.document = document
    }
  }

  /// The stretches in file order.
  public var rows: [Row]
  /// What a reader of the numbers must know of the file.
  public var notes: [String]

  /// Takes over stretches.
  public init(rows: [Row], notes: [String] = []) {
    self.rows = rows
    self.notes = notes
  }

  /// The coders in the order in which they come first.
  public var coders: [String] { SpanTable.distinct(rows.map(\.coder)) }

  /// The documents in the order in which they come first; one without a name where the table has
  /// no such column.
  public var documents: [String] { SpanTable.distinct(rows.map(\.document)) }

  /// What is said of several documents: that they are kept apart, and how long each is.
  ///
  /// - Parameter length: the characters of each; its last stretch ends it when `nil`.
  public func documentNotes(length: Int?) -> [String] {
    let count = documents.count
    if count < 2 { return [] }
    let each = length.map { "of \($0) characters" } ?? "as long as its last stretch reaches"
    return ["\(count) documents, kept apart, each \(each)"]
  }

  /// The stretches of some coders.
  public func keeping(_ coders: [String]) -> SpanTable {
    SpanTable(rows: rows.filter { coders.contains($0.coder) }, notes: notes)
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
