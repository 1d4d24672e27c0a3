import Fieldwork
import GRDB

/// Relations, topics and figures, in order of definition.
enum NoteRows {
  static func relations(_ db: Database) throws -> [RelationDefinition] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT relation.slug, a.slug, kind, b.slug, ground FROM relation
        JOIN code AS a ON a.id = from_id JOIN code AS b ON b.id = to_id
        ORDER BY relation.position
        """
    ).map { RelationDefinition(slug: $0[0], from: $0[1], kind: $0[2], to: $0[3], ground: $0[4]) }
  }

  static func topics(_ db: Database) throws -> [Topic] {
    try Row.fetchAll(db, sql: "SELECT slug, guide, label FROM topic ORDER BY position").map {
      Topic(slug: $0[0], guide: $0[1], label: $0[2])
    }
  }

  /// Where topics came up, of whole transcripts before participants.
  static func topicRows(_ db: Database) throws -> [TopicRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT topic.slug, transcript.label, participant.slug, state FROM (
          SELECT topic_id, transcript_id, NULL AS participant_id, state FROM topic_reached
          UNION ALL SELECT topic_id, transcript_id, participant_id, state FROM participant_topic)
        JOIN topic ON topic.id = topic_id JOIN transcript ON transcript.id = transcript_id
        LEFT JOIN participant ON participant.id = participant_id
        ORDER BY topic.position, transcript.label, participant.slug
        """
    ).compactMap { row in
      TopicState(rawValue: row[3]).map {
        TopicRow(topic: row[0], transcript: row[1], participant: row[2], state: $0)
      }
    }
  }

  static func figures(_ db: Database) throws -> [ContextFigure] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT slug, value, unit, year, place, definition, source, codes FROM context_figure
        ORDER BY position
        """
    ).map { row in
      ContextFigure(
        slug: row[0], value: row[1], unit: row[2], year: row[3], place: row[4],
        definition: row[5], source: row[6], codes: row[7])
    }
  }
}
