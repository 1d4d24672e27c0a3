import Fieldwork
import Foundation
import GRDB

/// The codes with the newest version of their definition, in order of position.
enum CodeRows {
  struct Entry {
    var id: Int64
    var uuid: Data
    var position: Int
    /// The newest version of the definition: its key and its number.
    var wording: Int64
    var version: Int
    var definition: CodeDefinition

    /// What stays the same when the code is renamed.
    var identity: String { [UInt8](uuid).hex }
  }

  static func load(_ db: Database) throws -> [Entry] {
    var labels: [Int64: [LocalizedText]] = [:]
    let names = try Row.fetchCursor(
      db, sql: "SELECT code_id, language, name FROM code_label ORDER BY code_id, position")
    while let row = try names.next() {
      labels[row[0], default: []].append(LocalizedText(language: row[1], text: row[2]))
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT code.id, code.slug, above.slug, code.codable, code.core, code.paradigm, code.origin,
          code.interviewees, code.questions, code.dimensions, code.sensitive,
          v.short, v.full, v.include, v.exclude, v.examples, code.uuid, code.position, v.id,
          v.version, code.status = 'retired'
        FROM code LEFT JOIN code AS above ON above.id = code.parent_id
        JOIN code_version AS v ON v.code_id = code.id AND v.version =
          (SELECT max(version) FROM code_version WHERE code_id = code.id)
        ORDER BY code.position, code.id
        """)
    var entries: [Entry] = []
    while let row = try rows.next() {
      let id: Int64 = row[0]
      var code = CodeDefinition(slug: row[1], parent: row[2], isCodable: row[3])
      code.isCore = row[4]
      code.names = labels[id] ?? []
      code.paradigm = row[5]
      code.origin = row[6]
      code.interviewees = decodeStrings(row[7])
      code.questions = decodeStrings(row[8])
      code.dimensions = decodeStrings(row[9])
      code.isSensitive = row[10]
      (code.short, code.full) = (row[11], row[12])
      (code.include, code.exclude) = (row[13], row[14])
      let examples: String = row[15]
      code.examples = examples == "[]" ? [] : decodeTexts(examples)
      code.isRetired = row[20]
      entries.append(
        Entry(
          id: id, uuid: row[16], position: row[17], wording: row[18], version: row[19],
          definition: code))
    }
    return entries
  }
}
