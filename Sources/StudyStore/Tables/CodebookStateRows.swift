import Fieldwork
import Foundation
import GRDB

/// The codebook with identities, versions and what became of merged and split codes.
enum CodebookStateRows {
  static func load(_ db: Database) throws -> CodebookState {
    let rows = try CodeRows.load(db)
    let successors = try Row.fetchAll(
      db,
      sql: """
        SELECT a.uuid, b.uuid, code_successor.kind FROM code_successor
        JOIN code AS a ON a.id = code_id JOIN code AS b ON b.id = successor_id
        ORDER BY a.position, a.id, b.position, b.id
        """)
    return CodebookState(
      entries: rows.map {
        .init(identity: $0.identity, definition: $0.definition, version: $0.version)
      },
      successors: successors.map { row in
        .init(
          from: [UInt8](row[0] as Data).hex, into: [UInt8](row[1] as Data).hex,
          kind: row[2] == "split" ? .split : .merge)
      })
  }
}
