public import Fieldwork

/// The topics of interview guides, and where they came up, as two tables.
public enum TopicsCSV {
  /// Reads topics: `topic` (also `id`), `guide`, `label`.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func readTopics(_ text: String, fileName: String) throws -> [Topic] {
    var table = try NoteTable(text, file: fileName)
    let topic = try table.require("topic", "id")
    let guide = try table.require("guide")
    let label = try table.take("label", "name")
    return try table.rows("topic", id: \.slug) { row in
      Topic(slug: try row.needed(topic), guide: row.words(guide), label: row.words(label))
    }
  }

  /// Reads where topics came up: `topic`, `transcript`, maybe `participant`, and `state`, which is
  /// asked, raised or not-reached.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault, also when a topic has
  ///   two states in one transcript.
  public static func readReached(_ text: String, fileName: String) throws -> [TopicRow] {
    var table = try NoteTable(text, file: fileName)
    let topic = try table.require("topic")
    let transcript = try table.require("transcript")
    let participant = try table.take("participant")
    let state = try table.require("state")
    return try table.rows(
      "topic and transcript", id: { (row: TopicRow) in "\(row.topic) in \(row.place)" }
    ) { row in
      let person = row.words(participant)
      return TopicRow(
        topic: try row.needed(topic), transcript: try row.needed(transcript),
        participant: person.isEmpty ? nil : person,
        state: try stateOf(try row.needed(state), row))
    }
  }

  /// The topics as a table; reading it gives the same topics.
  public static func write(_ topics: [Topic]) -> String {
    CSVWriting.text(
      header: ["topic", "guide", "label"], rows: topics.map { [$0.slug, $0.guide, $0.label] })
  }

  /// Where topics came up as a table; reading it gives the same rows.
  public static func write(_ rows: [TopicRow]) -> String {
    let hasPeople = rows.contains { $0.participant != nil }
    return CSVWriting.text(
      header: ["topic", "transcript"] + (hasPeople ? ["participant"] : []) + ["state"],
      rows: rows.map { row in
        [row.topic, row.transcript] + (hasPeople ? [row.participant] : []) + [row.state.rawValue]
      })
  }

  private static func stateOf(_ words: String, _ row: NoteRow) throws -> TopicState {
    guard let state = TopicState(typed: words) else {
      throw NoteRowFailure.badValue(
        file: row.file, line: row.line, column: "state", value: words,
        allowed: TopicState.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return state
  }
}
