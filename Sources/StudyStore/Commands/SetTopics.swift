public import Fieldwork
import GRDB

/// Says whether topics came up in one transcript, or with one of those who speak in it.
public struct SetTopics: StudyCommand {
  /// One topic.
  public struct Value: Hashable, Sendable {
    /// The topic's exact slug.
    public var topic: String
    /// Whether it came up; `nil` for nothing recorded.
    public var state: TopicState?

    /// Describes what is set.
    public init(topic: String, state: TopicState?) {
      self.topic = topic
      self.state = state
    }
  }

  /// The name in the journal.
  public let name = "topics set"
  private let transcript: String
  private let participant: String?
  private let values: [Value]

  /// Prepares states.
  ///
  /// - Parameters:
  ///   - transcript: the transcript's exact label.
  ///   - participant: the exact id of one who speaks there; `nil` for the transcript as a whole.
  public init(_ transcript: String, participant: String? = nil, _ values: [Value]) {
    self.transcript = transcript
    self.participant = participant
    self.values = values
  }

  /// Writes the states.
  ///
  /// - Throws: `StudyFailure.unknown` for a name; a `Problem` for a participant who does not speak
  ///   there, and where a topic was not reached in a transcript and yet with somebody in it.
  public func apply(to writer: StudyWriter) throws {
    for value in values {
      let row = TopicRow(
        topic: value.topic, transcript: transcript, participant: participant, state: .asked)
      try writer.setTopic(value.topic, row, to: value.state)
    }
    try writer.refuseContradictingTopics()
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String {
    let place = [transcript, participant].compactMap(\.self).joined(separator: ", ")
    return "\(place): "
      + values.map { "\($0.topic) \($0.state?.rawValue ?? "not recorded")" }
      .joined(separator: ", ")
  }
}

extension StudyWriter {
  /// Writes whether a topic came up at a place.
  func setTopic(_ slug: String, _ place: TopicRow, to state: TopicState?) throws {
    let topic = try requiredID(in: .topic, named: slug)
    let transcript = try requiredID(in: .transcript, named: place.transcript)
    var keys = ["topic_id": topic, "transcript_id": transcript]
    var table = "topic_reached"
    if let person = place.participant {
      let id = try requiredID(in: .participant, named: person)
      let speaks =
        try Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM transcript_participant
              WHERE transcript_id = ? AND participant_id = ?)
            """, arguments: [transcript, id]) ?? false
      guard speaks else {
        throw Problem(
          .data, "\(person) does not speak in \(place.transcript)",
          hint: "'emic speakers \(place.transcript)' shows who does")
      }
      table = "participant_topic"
      keys["participant_id"] = id
    }
    let columns = keys.keys.sorted()
    let condition = columns.map { "\($0) = ?" }.joined(separator: " AND ")
    let ids = StatementArguments(columns.map { keys[$0] })
    guard let state else {
      try db.execute(sql: "DELETE FROM \(table) WHERE \(condition)", arguments: ids)
      return
    }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO \(table) (\(columns.joined(separator: ", ")), state) VALUES (\(marks), ?)
        ON CONFLICT DO UPDATE SET state = excluded.state WHERE state <> excluded.state
        """, arguments: ids + [state.rawValue])
  }

  /// Refuses a topic that was not reached in a transcript and yet came up with somebody in it.
  func refuseContradictingTopics() throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT topic.slug, transcript.label, participant.slug, person.state
        FROM topic_reached AS whole JOIN participant_topic AS person
          ON person.topic_id = whole.topic_id AND person.transcript_id = whole.transcript_id
        JOIN topic ON topic.id = whole.topic_id
        JOIN transcript ON transcript.id = whole.transcript_id
        JOIN participant ON participant.id = person.participant_id
        WHERE whole.state = 'not-reached' AND person.state <> 'not-reached'
        ORDER BY transcript.label, topic.position, participant.slug
        """)
    guard let row else { return }
    throw Problem(
      .data,
      "'\(row[0] as String)' cannot be not reached in \(row[1] as String) and \(row[3] as String) "
        + "with \(row[2] as String)",
      hint: "correct one of them; nothing was changed")
  }
}
