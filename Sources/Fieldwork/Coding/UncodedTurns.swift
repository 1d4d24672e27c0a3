/// Where reading goes on: the turns on which a coder has no coding.
public enum UncodedTurns {
  /// A turn as it matters here.
  public struct Turn: Hashable, Sendable {
    /// Its number, from 1.
    public var number: Int32
    /// Its words.
    public var span: Span
    /// Whether the interviewer speaks, which nobody has to code.
    public var isAsking: Bool

    /// Describes a turn.
    public init(number: Int32, span: Span, isAsking: Bool) {
      self.number = number
      self.span = span
      self.isAsking = isAsking
    }
  }

  /// The next turn without a coding; behind the last turns come the first.
  ///
  /// - Parameters:
  ///   - number: the turn from which to go on, 0 for the beginning.
  ///   - turns: the turns of a text in order.
  ///   - coded: the coder's passages in the text, in any order.
  /// - Returns: its number; `nil` where every turn of somebody who is no interviewer is coded.
  public static func next(after number: Int32, among turns: [Turn], coded: [Span]) -> Int32? {
    let open = turns.filter { turn in
      !turn.isAsking && !coded.contains { $0.overlaps(turn.span) }
    }
    return (open.first { $0.number > number } ?? open.first)?.number
  }
}
