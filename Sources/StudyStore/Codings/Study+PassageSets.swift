public import Fieldwork
import GRDB

extension Study {
  /// The sets of passages in order of name.
  public func passageSets() throws -> [PassageSet] {
    try reading { db in
      var sets: [Int64: PassageSet] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT id, slug FROM passage_set") {
        sets[row[0]] = PassageSet(slug: row[1], passages: [])
      }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT set_id, transcript.label, number FROM set_passage
          JOIN transcript ON transcript.id = transcript_id
          """)
      while let row = try rows.next() {
        sets[row[0]]?.passages.append(PassageCite(transcript: row[1], number: row[2]))
      }
      return sets.values.map { PassageSet(slug: $0.slug, passages: $0.passages.sorted()) }
        .sorted { $0.slug.precedesNaturally($1.slug) }
    }
  }
}
