public import Fieldwork

/// The matches of a search in one turn.
public struct TurnMatches: Hashable, Sendable {
  /// The store's key of the text, as in `TextEntry.key`.
  public var text: Int64
  /// The number of the turn, from 1.
  public var turn: Int32
  /// The stretches of the text that match, in order.
  public var matches: [Span]

  /// Describes matches.
  public init(text: Int64, turn: Int32, matches: [Span]) {
    self.text = text
    self.turn = turn
    self.matches = matches
  }
}
