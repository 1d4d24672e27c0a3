import Fieldwork
import Foundation
import GRDB

/// Finding rows by the names that people use, and making those that a file mentions first.
extension StudyWriter {
  /// The id of the row of a table with this slug, or `nil`.
  func id(in table: Table, named slug: String) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT id FROM \(table.rawValue) WHERE \(table.nameColumn) = ?"),
      arguments: [slug])
  }

  /// Tables whose rows have names that people write.
  enum Table: String {
    case site, transcript, layer, participant, code, coder, survey, theme, relation, topic
    case studyCase = "study_case"

    var nameColumn: String {
      switch self {
      case .transcript, .layer: "label"
      case .coder, .survey: "name"
      default: "slug"
      }
    }

    /// The word for messages.
    var word: String { self == .studyCase ? "case" : rawValue }
  }

  /// The id of a row that must be there.
  func requiredID(in table: Table, named slug: String) throws -> Int64 {
    if let id = try id(in: table, named: slug) { return id }
    throw StudyFailure.unknown(kind: table.word, name: slug)
  }

  /// The id of the passage that is cited so, or `nil`.
  func segment(_ number: Int32, of transcript: String) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT segment.id FROM segment JOIN text ON text.id = segment.text_id
          JOIN layer ON layer.id = text.layer_id
          JOIN transcript ON transcript.id = layer.transcript_id
          WHERE transcript.label = ? AND segment.number = ?
          """), arguments: [transcript, number])
  }

  /// The id of the site, participant, case or coder with this slug, made when it is new.
  ///
  /// - Parameter made: gets the slug appended when the row was made.
  func idMaking(_ table: Table, named slug: String, made: inout [String]) throws -> Int64 {
    if let id = try id(in: table, named: slug) { return id }
    made.append(slug)
    try db.execute(
      sql: "INSERT INTO \(table.rawValue) (uuid, \(table.nameColumn)) VALUES (?, ?)",
      arguments: [Data(StableUUID(identity: table.rawValue, slug).bytes), slug])
    return db.lastInsertedRowID
  }

  /// Refuses places or cases that lie inside each other in a circle.
  func refuseCircles(in table: Table) throws {
    let circle = try String.fetchOne(
      db,
      sql: """
        WITH RECURSIVE above (id, parent_id, depth) AS (
          SELECT id, parent_id, 1 FROM \(table.rawValue) WHERE parent_id IS NOT NULL
          UNION ALL
          SELECT above.id, t.parent_id, depth + 1 FROM above
          JOIN \(table.rawValue) AS t ON t.id = above.parent_id
          WHERE t.parent_id IS NOT NULL AND depth <= (SELECT count(*) FROM \(table.rawValue)))
        SELECT t.slug FROM above JOIN \(table.rawValue) AS t ON t.id = above.id
        WHERE above.parent_id = above.id ORDER BY t.slug LIMIT 1
        """)
    if let circle {
      throw Problem(
        .data, "the \(table.word) '\(circle)' lies inside itself",
        hint: "correct the column 'parent'")
    }
  }

  /// The id of a coder, made when new.
  func coderID(_ name: String) throws -> Int64 {
    var made: [String] = []
    return try idMaking(.coder, named: name, made: &made)
  }
}

/// Localised words as the JSON that the store keeps: `[["en", "words"], …]`.
func encodeTexts(_ texts: [LocalizedText]) -> String {
  encodeJSON(texts.map { [$0.language, $0.text] })
}

/// Reads what `encodeTexts` wrote.
func decodeTexts(_ json: String) -> [LocalizedText] {
  let pairs = (try? JSONDecoder().decode([[String]].self, from: Data(json.utf8))) ?? []
  return pairs.compactMap { $0.count == 2 ? LocalizedText(language: $0[0], text: $0[1]) : nil }
}

/// Strings as JSON.
func encodeJSON(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .withoutEscapingSlashes
  return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
}

/// Reads a JSON list of strings.
func decodeStrings(_ json: String) -> [String] {
  json == "[]" ? [] : (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
}
