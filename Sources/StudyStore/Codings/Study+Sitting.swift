import GRDB

/// What a sitting over one text must know before each change: what others did meanwhile.
public struct SittingState: Hashable, Sendable {
  /// The number of the last journal entry.
  public var entry: Int64
  /// Whether the text is still in the study, and no later version of it.
  public var isCurrent: Bool
}

extension Study {
  /// How a study stands for who works on one of its texts.
  ///
  /// - Parameter key: the store's key of the text, as in `TextEntry.key`.
  public func sitting(onText key: Int64) throws -> SittingState {
    try reading { db in
      SittingState(
        entry: try Int64.fetchOne(db, sql: "SELECT max(number) FROM journal") ?? 0,
        isCurrent: try Bool.fetchOne(
          db,
          sql: """
            SELECT version = (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
            FROM text WHERE id = ?
            """, arguments: [key]) ?? false)
    }
  }
}
