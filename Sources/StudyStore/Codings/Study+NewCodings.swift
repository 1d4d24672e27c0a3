public import Fieldwork
import GRDB

/// A moment from which on codings count as new.
public enum CodingMoment: Hashable, Sendable {
  /// Codings that were made on this day or later, whenever they came into the study.
  case date(CivilDate)
  /// Codings that came into the study behind this journal entry.
  case entry(Int64)
}

extension Study {
  /// The codings of a code that are new since a moment.
  ///
  /// - Parameters:
  ///   - slug: the code's exact slug.
  ///   - moment: the day, or the number of the entry.
  /// - Throws: `StudyFailure.strangeEntry` for an entry that there is not.
  public func newCodings(
    ofCode slug: String, since moment: CodingMoment
  ) throws -> Set<CodingSignature> {
    try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT coding.id, coding.created, segment.text_id, segment.start, segment.end, code.slug,
            coder.name, coding.round
          FROM code JOIN coding ON coding.code_id = code.id
          JOIN segment ON segment.id = coding.segment_id
          JOIN coder ON coder.id = coding.coder_id WHERE code.slug = ?
          """, arguments: [slug])
      let isNew: (Row) -> Bool
      switch moment {
      case .date(let date):
        isNew = { row in
          CivilDate(String((row[1] as String).prefix(10))).map { $0 >= date } ?? false
        }
      case .entry(let number):
        let came = try NewRows.codings(behind: number, db)
        isNew = { came.contains($0[0]) }
      }
      return Set(
        rows.filter(isNew).compactMap { row in
          Span(start: row[3], end: row[4]).map {
            CodingSignature(text: row[2], span: $0, code: row[5], coder: row[6], round: row[7])
          }
        })
    }
  }
}

/// What change sets say came into the study.
private enum NewRows {
  /// The keys of codings that were not there when an entry was written, and came later.
  ///
  /// What the first later change of a row does to it tells whether it was there.
  static func codings(behind number: Int64, _ db: Database) throws -> Set<Int64> {
    let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM journal") ?? 0
    guard (1...max(1, last)).contains(number) else { throw StudyFailure.strangeEntry(number) }
    let later = try Int64.fetchAll(
      db, sql: "SELECT number FROM journal WHERE number > ? ORDER BY number", arguments: [number])
    var wasThere: Set<Int64> = []
    var came: Set<Int64> = []
    for entry in later {
      let changes = ChangeSet(bytes: try Journal.changes(of: entry, db))
      try changes.forEachChange(in: ["coding"]) { _, operation, key, _ in
        guard let key, !wasThere.contains(key), !came.contains(key) else { return }
        if operation == .insert { came.insert(key) } else { wasThere.insert(key) }
      }
    }
    return came
  }
}
