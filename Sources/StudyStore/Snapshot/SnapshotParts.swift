/// The parts of a study that a question needs; the rest is not read.
public struct SnapshotParts: OptionSet, Sendable {
  /// The bits of the set.
  public let rawValue: Int

  /// Takes over the bits of a set.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// All turns with speakers and roles.
  public static let turns = SnapshotParts(rawValue: 1)
  /// All codings.
  public static let codings = SnapshotParts(rawValue: 2)
  /// All surveys with their values, and the links of cases to records.
  public static let surveys = SnapshotParts(rawValue: 4)
  /// The themes.
  public static let themes = SnapshotParts(rawValue: 8)
  /// Memos, axial relations, guide topics, official figures, and where values of attributes were
  /// said.
  public static let notes = SnapshotParts(rawValue: 16)
  /// The turns that a query itself asks about, as `near(2 turns)` does; where it asks about none,
  /// none are read.
  public static let turnsOfQuery = SnapshotParts(rawValue: 32)
  /// All turns also where a code query would do with those round its codings.
  public static let everyTurn = SnapshotParts(rawValue: 64)
  /// Everything.
  public static let all: SnapshotParts = [.turns, .codings, .surveys, .themes, .notes]
}
