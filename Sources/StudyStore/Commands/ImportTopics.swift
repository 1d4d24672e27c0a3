public import Fieldwork
import Foundation
import GRDB

/// Brings the topics of guides into the study, and where they came up.
public struct ImportTopics: StudyCommand {
  /// The name in the journal.
  public let name = "topics import"
  private let topics: [Topic]
  private let rows: [TopicRow]

  /// Prepares an import.
  public init(_ topics: [Topic], _ rows: [TopicRow]) {
    self.topics = topics
    self.rows = rows
  }

  /// Writes topics, then where they came up.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    var outcome = ListOutcome()
    var position = try Int.fetchOne(db, sql: "SELECT coalesce(max(position), 0) FROM topic") ?? 0
    for topic in topics {
      if let known = try writer.id(in: .topic, named: topic.slug) {
        try db.execute(
          sql: "UPDATE topic SET guide = ?, label = ? WHERE id = ?",
          arguments: [topic.guide, topic.label, known])
        outcome.updated.append(topic.slug)
        continue
      }
      position += 1
      try db.execute(
        sql: "INSERT INTO topic (uuid, slug, position, guide, label) VALUES (?,?,?,?,?)",
        arguments: [
          Data(StableUUID(identity: "topic", topic.slug).bytes), topic.slug, position,
          topic.guide, topic.label,
        ])
      outcome.added.append(topic.slug)
    }
    for row in rows { try writer.setTopic(row.topic, row, to: row.state) }
    try writer.refuseContradictingTopics()
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "topics: \(outcome.words)" }
}
