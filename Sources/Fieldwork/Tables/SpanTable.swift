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

    /// Describes a stretch.
    public init(coder: String, start: Int, end: Int, value: String, line: Int) {
      self.coder = coder
      self.start = start
      self.end = end
      self.value = value
      self.line = line
    }
  }

  /// The stretches in file order.
  public var rows: [Row]

  /// Takes over stretches.
  public init(rows: [Row]) { self.rows = rows }
}
