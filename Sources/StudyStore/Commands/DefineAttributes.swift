public import Fieldwork
import Foundation
import GRDB

/// Says what attributes are; what they were called to be before is replaced.
public struct DefineAttributes: StudyCommand {
  /// The name in the journal.
  public let name: String
  private let definitions: [AttributeDefinition]

  /// Prepares definitions.
  ///
  /// - Parameter name: the command that the journal names.
  public init(_ definitions: [AttributeDefinition], name: String = "attributes import") {
    self.definitions = definitions
    self.name = name
  }

  /// Writes the definitions, and the values that are there as the definition writes them.
  ///
  /// - Throws: a `Problem` that names the values that do not fit.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    var outcome = ListOutcome()
    for definition in definitions {
      let known = try AttributeRows.definition(definition.owner, definition.name, db)
      let arguments: StatementArguments = [
        definition.type.rawValue, definition.label, definition.unit,
        AttributeRows.encode(definition.values), encodeJSON(definition.kinds),
        definition.owner.rawValue, definition.name,
      ]
      if known == nil {
        outcome.added.append(definition.id)
        try db.execute(
          sql: """
            INSERT INTO attribute (type, label, unit, allowed, kinds, owner, name, uuid, position)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?,
              1 + (SELECT coalesce(max(position), 0) FROM attribute))
            """,
          arguments: arguments + [
            Data(
              StableUUID(identity: "attribute", definition.owner.rawValue, definition.name).bytes)
          ])
      } else {
        outcome.updated.append(definition.id)
        try db.execute(
          sql: """
            UPDATE attribute SET type = ?, label = ?, unit = ?, allowed = ?, kinds = ?
            WHERE owner = ? AND name = ?
            """, arguments: arguments)
      }
      try writer.rewriteValues(of: definition)
    }
    return outcome
  }

  /// How many were new.
  public func summary(of outcome: ListOutcome) -> String { "attributes: \(outcome.words)" }
}

extension StudyWriter {
  /// Writes the values of an attribute as its definition wants them.
  fileprivate func rewriteValues(of definition: AttributeDefinition) throws {
    let (table, column) = (
      AttributeRows.table(of: definition.owner), AttributeRows.column(of: definition.owner)
    )
    let owners = AttributeRows.owners(definition.owner)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(column), \(owners.nameColumn), value FROM \(table)
        JOIN \(owners.rawValue) ON \(owners.rawValue).id = \(column)
        WHERE \(table).name = ? AND missing IS NULL ORDER BY 2
        """, arguments: [definition.name])
    var misfits: [String] = []
    var hint = ""
    for row in rows {
      let before: String = row[2]
      do {
        let after = try definition.stored(before)
        guard after != before else { continue }
        try db.execute(
          sql: "UPDATE \(table) SET value = ? WHERE \(column) = ? AND name = ?",
          arguments: [after, row[0] as Int64, definition.name])
      } catch let failure as AttributeValueFailure {
        misfits.append("\(row[1] as String) '\(before)'")
        hint = failure.problem.hint ?? ""
      }
    }
    guard misfits.isEmpty else {
      throw Problem(
        .data, "values are there that are no \(definition.type.rawValue)", place: definition.id,
        hint: "correct them first, or choose another type; \(hint)",
        candidates: misfits.count > 5
          ? misfits.prefix(5) + ["and \(misfits.count - 5) more"] : misfits)
    }
  }
}

/// Takes the definition of an attribute away; its values stay, as words.
public struct RemoveAttribute: StudyCommand {
  /// The name in the journal.
  public let name = "attributes remove"
  private let owner: AttributeOwner
  private let attribute: String

  /// Prepares a removal.
  public init(_ owner: AttributeOwner, _ attribute: String) {
    self.owner = owner
    self.attribute = attribute
  }

  /// Writes the change.
  ///
  /// - Throws: `StudyFailure.unknown`.
  public func apply(to writer: StudyWriter) throws {
    try writer.db.execute(
      sql: "DELETE FROM attribute WHERE owner = ? AND name = ?",
      arguments: [owner.rawValue, attribute])
    guard writer.db.changesCount > 0 else {
      throw StudyFailure.unknown(kind: "attribute", name: "\(owner.rawValue).\(attribute)")
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String { "\(owner.rawValue).\(attribute)" }
}
