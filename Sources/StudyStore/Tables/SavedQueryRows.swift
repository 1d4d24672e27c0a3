import Fieldwork
import GRDB

/// The saved queries in order of name.
enum SavedQueryRows {
  static func load(_ db: Database) throws -> [SavedQuery] {
    try Row.fetchAll(db, sql: "SELECT slug, query FROM saved_query")
      .map { try SavedQuery(name: $0[0], text: $0[1]) }
      .sorted { $0.name.precedesNaturally($1.name) }
  }
}
