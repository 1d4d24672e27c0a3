public import Fieldwork
import Foundation
import GRDB

/// Brings memos into the study; a memo with a known slug is replaced.
public struct ImportMemos: StudyCommand {
  /// The name in the journal.
  public let name = "memo import"
  private let memos: [MemoDefinition]

  /// Prepares an import.
  public init(_ memos: [MemoDefinition]) { self.memos = memos }

  /// Writes the memos and what they are attached to.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    var outcome = ListOutcome()
    for memo in memos {
      let id = try writer.row(of: memo, &outcome)
      try writer.attach(memo, id)
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "memos: \(outcome.words)" }
}

extension StudyWriter {
  fileprivate func row(of memo: MemoDefinition, _ outcome: inout ListOutcome) throws -> Int64 {
    let coder = try coderID(memo.coder.isEmpty ? author.coder : memo.coder)
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM memo WHERE slug = ?", arguments: [memo.slug])
    if let known {
      try db.execute(
        sql: """
          UPDATE memo SET kind = ?, title = ?, body = ?, coder_id = ?,
            written = CASE WHEN ? = '' THEN written ELSE ? END WHERE id = ?
          """,
        arguments: [memo.kind, memo.title, memo.body, coder, memo.written, memo.written, known])
      outcome.updated.append(memo.slug)
      return known
    }
    try db.execute(
      sql: """
        INSERT INTO memo (uuid, kind, title, body, coder_id, written, slug) VALUES (?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "memo", memo.slug).bytes), memo.kind, memo.title, memo.body,
        coder, memo.written.isEmpty ? author.time : memo.written, memo.slug,
      ])
    outcome.added.append(memo.slug)
    return db.lastInsertedRowID
  }

  fileprivate func attach(_ memo: MemoDefinition, _ id: Int64) throws {
    let targets: [(relation: String, table: Table, names: [String])] = [
      ("memo_code", .code, memo.codes), ("memo_transcript", .transcript, memo.transcripts),
      ("memo_case", .studyCase, memo.cases), ("memo_theme", .theme, memo.themes),
    ]
    for target in targets {
      try db.execute(sql: "DELETE FROM \(target.relation) WHERE memo_id = ?", arguments: [id])
      for name in target.names {
        let owner = try requiredID(in: target.table, named: name)
        try db.execute(
          sql: "INSERT OR IGNORE INTO \(target.relation) VALUES (?, ?)", arguments: [id, owner])
      }
    }
  }
}

/// Brings axial relations into the study; one with a known slug is replaced.
public struct ImportRelations: StudyCommand {
  /// The name in the journal.
  public let name = "relations import"
  private let relations: [RelationDefinition]

  /// Prepares an import.
  public init(_ relations: [RelationDefinition]) { self.relations = relations }

  /// Writes the relations.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    var outcome = ListOutcome()
    var position = try Int.fetchOne(db, sql: "SELECT coalesce(max(position), 0) FROM relation") ?? 0
    for relation in relations {
      guard relation.from != relation.to else {
        throw Problem(
          .data, "the relation '\(relation.slug)' leads from '\(relation.from)' to itself")
      }
      let from = try writer.requiredID(in: .code, named: relation.from)
      let to = try writer.requiredID(in: .code, named: relation.to)
      let same = try String.fetchOne(
        db, sql: "SELECT slug FROM relation WHERE from_id = ? AND kind = ? AND to_id = ?",
        arguments: [from, relation.kind, to])
      if let same, same != relation.slug {
        throw Problem(
          .data, "the relation '\(relation.slug)' says the same as '\(same)'",
          hint: "two codes are linked by one word once")
      }
      let known = try Int64.fetchOne(
        db, sql: "SELECT id FROM relation WHERE slug = ?", arguments: [relation.slug])
      if let known {
        try db.execute(
          sql: "UPDATE relation SET from_id = ?, kind = ?, to_id = ?, ground = ? WHERE id = ?",
          arguments: [from, relation.kind, to, relation.ground, known])
        outcome.updated.append(relation.slug)
        continue
      }
      position += 1
      try db.execute(
        sql: """
          INSERT INTO relation (uuid, slug, position, from_id, kind, to_id, ground)
          VALUES (?,?,?,?,?,?,?)
          """,
        arguments: [
          Data(StableUUID(identity: "relation", relation.slug).bytes), relation.slug, position,
          from, relation.kind, to, relation.ground,
        ])
      outcome.added.append(relation.slug)
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "relations: \(outcome.words)" }
}

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
      if let known = try writer.topicID(topic.slug) {
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
    for row in rows {
      guard let topic = try writer.topicID(row.topic) else {
        throw StudyFailure.unknown(kind: "topic", name: row.topic)
      }
      let transcript = try writer.requiredID(in: .transcript, named: row.transcript)
      try db.execute(
        sql: """
          INSERT INTO topic_reached VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET state = excluded.state
          """, arguments: [topic, transcript, row.state.rawValue])
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "topics: \(outcome.words)" }
}

extension StudyWriter {
  fileprivate func topicID(_ slug: String) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT id FROM topic WHERE slug = ?", arguments: [slug])
  }
}

/// Brings official figures into the study; one with a known slug is replaced.
public struct ImportFigures: StudyCommand {
  /// The name in the journal.
  public let name = "context import"
  private let figures: [ContextFigure]

  /// Prepares an import.
  public init(_ figures: [ContextFigure]) { self.figures = figures }

  /// Writes the figures.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    var outcome = ListOutcome()
    var position =
      try Int.fetchOne(db, sql: "SELECT coalesce(max(position), 0) FROM context_figure") ?? 0
    for figure in figures {
      let known = try Int64.fetchOne(
        db, sql: "SELECT id FROM context_figure WHERE slug = ?", arguments: [figure.slug])
      if known == nil { position += 1 }
      try db.execute(
        sql: """
          INSERT INTO context_figure
            (uuid, slug, position, value, unit, year, place, definition, source)
          VALUES (?,?,?,?,?,?,?,?,?)
          ON CONFLICT (slug) DO UPDATE SET value = excluded.value, unit = excluded.unit,
            year = excluded.year, place = excluded.place, definition = excluded.definition,
            source = excluded.source
          """,
        arguments: [
          Data(StableUUID(identity: "figure", figure.slug).bytes), figure.slug, position,
          figure.value, figure.unit, figure.year, figure.place, figure.definition, figure.source,
        ])
      if known == nil {
        outcome.added.append(figure.slug)
      } else {
        outcome.updated.append(figure.slug)
      }
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "figures: \(outcome.words)" }
}
