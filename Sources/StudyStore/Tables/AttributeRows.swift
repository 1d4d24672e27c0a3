import Fieldwork
import Foundation
import GRDB

/// Definitions, values and passages of attributes.
///
/// There is one table of each per kind of owner, so that every reference has a foreign key.
enum AttributeRows {
  static func table(of owner: AttributeOwner) -> String { "\(owner.rawValue)_attribute" }

  static func passages(of owner: AttributeOwner) -> String {
    "\(owner.rawValue)_attribute_passage"
  }

  static func column(of owner: AttributeOwner) -> String { "\(owner.rawValue)_id" }

  /// The table with the owners themselves.
  static func owners(_ owner: AttributeOwner) -> StudyWriter.Table {
    switch owner {
    case .transcript: .transcript
    case .participant: .participant
    case .place: .studyCase
    }
  }

  /// What all attributes are, in order of definition.
  static func definitions(_ db: Database) throws -> [AttributeDefinition] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT owner, name, type, label, unit, allowed, kinds FROM attribute ORDER BY position
        """
    ).compactMap(definition)
  }

  /// What an attribute is, or `nil` where nobody defined it.
  static func definition(_ owner: AttributeOwner, _ name: String, _ db: Database) throws
    -> AttributeDefinition?
  {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT owner, name, type, label, unit, allowed, kinds FROM attribute
          WHERE owner = ? AND name = ?
          """), arguments: [owner.rawValue, name]
    ).flatMap(definition)
  }

  private static func definition(_ row: Row) -> AttributeDefinition? {
    guard let owner = AttributeOwner(rawValue: row[0]), let type = AttributeType(rawValue: row[2])
    else { return nil }
    return AttributeDefinition(
      owner: owner, name: row[1], type: type, label: row[3], unit: row[4],
      values: decodeTexts(row[5]).map { ValueLabel(code: $0.language, label: $0.text) },
      kinds: decodeStrings(row[6]))
  }

  /// The allowed values as the JSON that the store keeps: `[["own", "owns"], …]`.
  static func encode(_ values: [ValueLabel]) -> String {
    encodeJSON(values.map { [$0.code, $0.label] })
  }

  /// The values by owner, in order of name.
  static func values(_ owner: AttributeOwner, _ db: Database) throws -> [Int64: [AttributeValue]] {
    var found: [Int64: [AttributeValue]] = [:]
    let column = column(of: owner)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(column), name, value, missing, source, note FROM \(table(of: owner))
        ORDER BY \(column), name
        """)
    while let row = try rows.next() {
      found[row[0], default: []].append(value(row, from: 1))
    }
    return found
  }

  /// Reads name, value, missing, source and note.
  static func value(_ row: Row, from column: Int) -> AttributeValue {
    AttributeValue(
      name: row[column], value: row[column + 1],
      missing: (row[column + 2] as String?).flatMap(AttributeMissing.init(rawValue:)),
      source: (row[column + 3] as String?).flatMap(AttributeSource.init(rawValue:)),
      note: row[column + 4] ?? "")
  }

  /// Where values were said, by owner, name and place.
  ///
  /// - Parameters:
  ///   - indices: the index of each owner by its row.
  ///   - texts: the index of each current text by its row.
  static func passages(
    _ owner: AttributeOwner, indices: [Int64: Int32], texts: [Int64: Int32], _ db: Database
  ) throws -> [AttributePassage] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT passage.\(column(of: owner)), passage.name, text_id, start, end,
          (SELECT now.id FROM text AS now WHERE now.layer_id = text.layer_id
            ORDER BY now.version DESC LIMIT 1)
        FROM \(passages(of: owner)) AS passage JOIN text ON text.id = text_id
        """
    ).compactMap { row in
      guard let index = indices[row[0]], let text = texts[row[5]],
        let span = Span(start: row[3], end: row[4])
      else { return nil }
      return AttributePassage(
        owner: owner, index: index, name: row[1], key: row[2], text: text, span: span)
    }.sorted { a, b in
      (a.index, a.name, a.text, a.key, a.span.start, a.span.end)
        < (b.index, b.name, b.text, b.key, b.span.start, b.span.end)
    }
  }

  /// How many passages meet a condition.
  static func passageCount(where condition: String, _ db: Database) throws -> Int {
    try AttributeOwner.allCases.reduce(0) { sum, owner in
      sum
        + (try Int.fetchOne(
          db, sql: "SELECT count(*) FROM \(passages(of: owner)) WHERE \(condition)") ?? 0)
    }
  }
}
