/// The lines of a text, and which of them begin a turn in a coding sheet.
///
/// The writer numbers these lines, and whoever reads a sheet asks for the same numbers on the
/// same lines.
public struct SheetLayout: Sendable {
  /// A line without its end.
  public struct Line: Hashable, Sendable {
    /// Its first scalar.
    public var start: Int32
    /// The scalar behind its last, which is the line end or the end of the text.
    public var end: Int32
    /// The index of the turn that it begins.
    public var turn: Int?
  }

  /// The lines in order; at least one.
  public let lines: [Line]

  /// Lays out a text.
  ///
  /// A turn that begins on a line where another one ends, or begins too, has no number of its
  /// own in a sheet; its words can be marked like any others.
  public init(_ text: [Unicode.Scalar], turns: [SheetTurn]) {
    var lines: [Line] = []
    var start: Int32 = 0
    for (position, scalar) in text.enumerated() where scalar == "\n" {
      lines.append(Line(start: start, end: Int32(position)))
      start = Int32(position) + 1
    }
    lines.append(Line(start: start, end: Int32(text.count)))
    var line = 0
    var spoken: Int32 = 0
    for (index, turn) in turns.enumerated() {
      while line + 1 < lines.count, lines[line + 1].start <= turn.span.start { line += 1 }
      if lines[line].turn == nil, spoken <= lines[line].start { lines[line].turn = index }
      spoken = max(spoken, turn.span.end)
    }
    self.lines = lines
  }
}
