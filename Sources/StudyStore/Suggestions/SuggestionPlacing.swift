import Fieldwork
import GRDB

extension StudyWriter {
  /// Takes the suggestions of a text into its next version: those whose words are there as they
  /// were; what waits for others is withdrawn.
  ///
  /// Every one of them is touched, so that what was decided before cannot be taken back past the
  /// correction.
  func place(
    _ places: [SuggestionPlace], of key: Int64, in text: Int64,
    _ outcome: inout ReviseTranscript.Outcome
  ) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, number, start, end, status FROM suggestion
        WHERE text_id = ? AND lapsed IS NULL ORDER BY number
        """, arguments: [key])
    let known = Dictionary(
      places.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    guard rows.count == places.count else { throw ReviseTranscript.overtaken }
    let move = try db.cachedStatement(
      sql: "UPDATE suggestion SET text_id = ?, start = ?, end = ?, matches = ? WHERE id = ?")
    let lapse = try db.cachedStatement(sql: "UPDATE suggestion SET lapsed = ? WHERE id = ?")
    for row in rows {
      let number: Int32 = row[1]
      guard let place = known[number], place.former == Span(start: row[2], end: row[3]) else {
        throw ReviseTranscript.overtaken
      }
      let isOpen = row[4] as String == "open"
      if let span = place.span {
        if isOpen { outcome.suggestionsKept += 1 }
        try move.execute(arguments: [
          text, span.start, span.end, SuggestionRows.json(place.matches, from: span.start),
          row[0] as Int64,
        ])
      } else {
        if isOpen { outcome.suggestionsWithdrawn.append(number) }
        try lapse.execute(arguments: [author.time, row[0] as Int64])
      }
    }
  }
}

extension Study {
  /// The suggestions of a current text that a correction must take along, decided ones included.
  ///
  /// - Parameter key: `TextEntry.key`.
  public func suggestions(ofText key: Int64) throws -> [Suggestion] {
    try reading { db in
      try SuggestionRows.load(db, [.open, .accepted, .rejected], ofText: key, onlyStanding: true)
    }
  }
}
