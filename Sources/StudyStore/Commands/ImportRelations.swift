public import Fieldwork
import Foundation
import GRDB

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
